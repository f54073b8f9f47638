"""How the official papers of a municipality look: labels, boxes, logo, seal, words with gaps."""

import hashlib
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices_styles import ConfirmKind
from cases.forms.attachments import UploadField
from cases.models import PaperStyle
from cases.papers import LETTER_GAPS, SIGN_GAPS, labels_of, styled_papers
from cases.rules import gap_problems
from config.common.fields import DayField
from config.common.filetypes import JPEG, PNG
from staffing.models import Municipality
from staffing.sheets import SheetModelForm

#: A logo is printed in every paper, 9 mm high: more than this adds nothing to be seen.
MOST_LOGO = 300 * 1024
MOST_HEADS, LONGEST_HEAD, LONGEST_LABEL = 6, 6, 40
HEADS = "管理者、係長、担当、受付"
IMAGES = (PNG, JPEG)


class LogoField(UploadField):
    """An image of at most 300 KB; its kind is read from its content."""

    widget = forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"})

    def clean(self, data: Any, initial: Any = None) -> dict[str, Any] | None:
        found = super().clean(data, initial)
        if found is None:
            return None
        if found["content_type"] not in {kind.content_type for kind in IMAGES}:
            raise forms.ValidationError(_("Choose an image: PNG or JPEG."), code="no-image")
        if found["size"] > MOST_LOGO:
            message = _("The logo has %(size)s KB. Make it smaller; at most %(most)s KB fit.")
            told = {"size": -(-found["size"] // 1024), "most": MOST_LOGO // 1024}
            raise forms.ValidationError(message % told, code="too-large")
        return found


class PaperStyleForm(SheetModelForm):
    """A version of the forms of one municipality, or of all others."""

    starts_on = DayField(
        label=pgettext_lazy("paper style", "holds from"),
        help_text=gettext_lazy("Papers of this day and later look like this; filed ones stay."),
    )
    confirm_heads = forms.CharField(
        label=gettext_lazy("heads of the boxes"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Divided by 、. The box 担当 bears the author's name."),
    )
    confirm_on = forms.MultipleChoiceField(
        label=gettext_lazy("papers with these boxes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    logo = LogoField(label=gettext_lazy("logo"), required=False)
    drops_logo = forms.BooleanField(label=gettext_lazy("print no logo any more"), required=False)

    class Meta:
        model = PaperStyle
        fields = [
            *("municipality", "starts_on", "spelling", "confirm", "confirm_heads", "confirm_on"),
            *("has_seal", "sign_text", "letter_text"),
        ]
        widgets = {
            "spelling": forms.RadioSelect,
            "confirm": forms.RadioSelect,
            "sign_text": forms.TextInput({"class": "w-full"}),
            "letter_text": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, base: PaperStyle | None = None, **kwargs: Any) -> None:
        self.base = base
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        heads = self.initial.get("confirm_heads")
        if isinstance(heads, list):  # as the record holds them
            self.initial["confirm_heads"] = "、".join(heads)
        self.fields["municipality"].queryset = Municipality.objects.order_by(F("code").asc())
        self.fields["municipality"].empty_label = _("All municipalities without forms of their own")
        self.fields["confirm_on"].choices = [(paper.key, paper.label) for paper in styled_papers()]
        for name, gaps in (("sign_text", SIGN_GAPS), ("letter_text", LETTER_GAPS)):
            known = "、".join(f"{{{gap}}}" for gap in gaps)
            self.fields[name].help_text = _("Filled in: %(known)s.") % {"known": known}
        self.labelled = [(paper.label, self._add_labels(paper)) for paper in styled_papers()]
        self.labelled = [(title, names) for title, names in self.labelled if names]

    def _add_labels(self, paper: Any) -> list[str]:
        """Add a field for every label that no paper before this one has."""
        names = []
        for text in labels_of(paper.template):
            name = f"label-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
            if name in self.fields:
                continue
            self.fields[name] = forms.CharField(
                label=text.replace("|", ""), required=False, max_length=LONGEST_LABEL
            )
            self.fields[name].text = text
            self.initial.setdefault(name, (self.base or self.instance).labels.get(text, ""))
            names.append(name)
        return names

    @property
    def label_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the labels by the paper on which they first stand."""
        return [(title, [self[name] for name in names]) for title, names in self.labelled]

    def clean_confirm_heads(self) -> list[str]:
        """Return the heads; more or longer ones do not fit beside the title."""
        text = self.cleaned_data["confirm_heads"].replace(",", "、").replace("・", "、")
        heads = [head.strip() for head in text.split("、") if head.strip()]
        if len(heads) > MOST_HEADS or any(len(head) > LONGEST_HEAD for head in heads):
            message = _("At most %(most)s boxes fit, each head of at most %(long)s letters.")
            raise forms.ValidationError(message % {"most": MOST_HEADS, "long": LONGEST_HEAD})
        return heads

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, gaps in (("sign_text", SIGN_GAPS), ("letter_text", LETTER_GAPS)):
            self.add_problems(gap_problems(data.get(name) or "", gaps, field=name))
        has_boxes = data.get("confirm") not in (None, ConfirmKind.NONE)
        if has_boxes and not data.get("confirm_heads") and "confirm_heads" not in self.errors:
            self.add_error("confirm_heads", _("Name at least one box."))
        if has_boxes and not data.get("confirm_on") and "confirm_on" not in self.errors:
            self.add_error("confirm_on", _("Choose at least one paper."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        data["labels"] = self._own_labels()
        if logo := self.cleaned_data.get("logo"):
            return data | {"logo": logo}
        return data | {"drops_logo": self.cleaned_data["drops_logo"]}

    def _own_labels(self) -> dict[str, str]:
        texts = {
            field.text: self.cleaned_data.get(name)
            for name, field in self.fields.items()
            if hasattr(field, "text")
        }
        return {text: own for text, own in texts.items() if own and own != text}

    @property
    def typed(self) -> tuple[PaperStyle, bytes]:
        """The version as it is typed so far, in no table, with a new logo; what is wrong is empty.

        Call it after `is_valid()`, whatever that says.
        """
        style, upload = self.instance, self.cleaned_data.get("logo")
        style.labels = self._own_labels()
        if upload:
            style.logo_type = upload["content_type"]
            upload["file"].seek(0)
            return style, upload["file"].read()
        if self.base and not self.cleaned_data.get("drops_logo"):
            style.logo, style.logo_type = self.base.logo, self.base.logo_type
        return style, b""
