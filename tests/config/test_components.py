"""The parts that every page is built from, rendered as the pages render them."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from config.errors import server_error
from config.gallery import SampleForm

TODAY = date(2026, 11, 24)


class SmallForm(forms.Form):
    name = forms.CharField(label="氏名", max_length=60, help_text="戸籍のとおり")
    method = forms.ChoiceField(label="方法", choices=[("a", "電話")], widget=forms.RadioSelect)
    is_urgent = forms.BooleanField(label="至急", required=False)


@pytest.fixture(autouse=True)
def _japanese():
    with translation.override("ja"):
        yield


def test_a_field_has_label_mark_hint_and_error_tied_together():
    html = str(SmallForm({})["name"].as_field_group())

    assert '<label for="id_name">氏名<span class="req">※必須</span>' in html.replace("\n", "")
    assert 'id="id_name_helptext">戸籍のとおり' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="field-error" id="id_name_error"' in html


def test_no_field_cuts_a_text_in_the_browser():
    assert "maxlength" not in SmallForm().as_div()


def test_a_group_of_choices_is_a_fieldset_with_its_name():
    html = SmallForm().as_div()

    assert "<legend>方法" in html
    assert '<label class="choice" for="id_method_0">' in html


def test_a_single_tick_has_its_words_beside_it():
    html = str(SmallForm()["is_urgent"].as_field_group())

    assert '<label class="check" for="id_is_urgent">' in html
    assert html.count("至急") == 1


def test_what_is_typed_is_shown_escaped():
    html = str(SmallForm({"name": '"><script>'})["name"].as_field_group())

    assert "<script>" not in html


def test_rows_carry_an_empty_row_to_copy():
    form = SampleForm(today=TODAY)
    html = render_to_string("components/rows.html", {"formset": form.formsets["people"]})

    assert 'name="people-__prefix__-name"' in html
    assert 'name="people-TOTAL_FORMS"' in html


def test_every_error_leads_to_its_field():
    sheet = SimpleNamespace(errors_list=[("id_name", "氏名を入れてください。"), ("", "全体")])
    html = render_to_string("components/error_summary.html", {"sheet": sheet})

    assert '<a href="#id_name">氏名を入れてください。</a>' in html
    assert "入力を確かめてください（2件）" in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "500", "503", "507"])
def test_a_page_of_trouble_needs_nothing_and_says_what_to_do(name):
    html = render_to_string(f"{name}.html")

    assert "<h1>" in html
    assert 'href="/"' in html


def test_the_number_to_tell_the_administrator_is_shown():
    assert "8F3A" in render_to_string("500.html", {"request_id": "8F3A"})


def test_a_failure_names_its_request_even_without_a_database(rf):
    request = rf.get("/")
    request.request_id = "8F3A12CD"

    response = server_error(request)

    assert response.status_code == 500
    assert "8F3A12CD" in response.content.decode()


def test_a_list_that_starts_on_a_choice_is_not_marked_as_required():
    class Choosing(forms.Form):
        size = forms.ChoiceField(label="大きさ", choices=[("a", "標準")])
        place = forms.ChoiceField(label="場所", choices=[("", "---------"), ("a", "自宅")])

    html = Choosing().as_div()

    assert html.count("※必須") == 1
    assert "---" not in html
