"""The widgets that are written without templates: what Django's templates would write, escaped."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from config.common.widgets import WidgetRenderer

DANGEROUS = "<b>\"'&"
ATTRS = {"id": "id_x", "class": "w-s", "data-x": DANGEROUS, "required": True, "disabled": False}


def written(widget, value, renderer=WidgetRenderer):
    """The markup, without the ends of lines within and around it."""
    html = widget.render("x", value, dict(ATTRS), renderer=renderer())
    return " ".join(html.replace("\n", " ").split()).replace(" >", ">")


@pytest.mark.parametrize("value", ["", None, DANGEROUS, 7, SafeString("<i>")])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.NumberInput(),
        forms.HiddenInput(),
        forms.PasswordInput(render_value=True),
        forms.Textarea(),
        forms.CheckboxInput(),
    ],
)
def test_a_widget_is_what_its_template_writes(widget, value):
    assert written(widget, value) == written(widget, value, TemplatesSetting)


def test_text_is_neither_cut_by_the_browser_nor_replaced_by_a_hint():
    html = forms.TextInput({"maxlength": 5, "placeholder": "R8.11.24"}).render("x", "")
    assert "maxlength" not in html
    assert "placeholder" not in html


CHOICES = [
    ("", "---------"),
    ("a", DANGEROUS),
    ("組", [("1", "一"), ("2", SafeString("<i>二</i>"))]),
]


def test_a_select_marks_what_is_chosen_and_calls_nothing_a_dash():
    html = forms.Select(choices=CHOICES).render("x", "2")
    assert '<option value="">―</option>' in html
    assert "&lt;b&gt;&quot;&#x27;&amp;</option>" in html
    assert '<optgroup label="組">' in html
    assert '<option value="2" selected><i>二</i></option>' in html


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_choices_stand_each_with_its_label_in_one_block(kind):
    html = kind(choices=CHOICES[1:]).render("x", ["1"], {"id": "id_x", "class": "compact"})
    assert html.startswith('<div id="id_x" class="choices compact">')
    assert '<b class="choices-head">組</b>' in html
    assert '<label class="choice" for="id_x_1_0">' in html
    assert 'value="1" id="id_x_1_0" checked' in html.replace(' class="compact"', "")
    assert "<span>&lt;b&gt;&quot;&#x27;&amp;</span>" in html


def test_one_choice_alone_has_no_label_around_it():
    class Form(forms.Form):
        x = forms.ChoiceField(choices=CHOICES[1:2], widget=forms.RadioSelect)

    (option,) = Form()["x"]
    assert option.tag().startswith('<input type="radio" name="x" value="a"')
    assert str(option).startswith('<label for="id_x_0"><input type="radio"')
