"""Forms of the plan in plain words: its sentences, its readings, and how it is printed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.fields import KanaField
from config.common.furigana import has_kanji
from plans.easy import Line
from plans.models import ServiceUsePlan
from staffing.sheets import SheetForm, sheet_formset

LONGEST = 1_000
MOST_READINGS = 100


class EasyPaperForm(forms.Form):
    """How large it is printed, and with readings or without."""

    size = forms.ChoiceField(
        label=gettext_lazy("Size of letters"),
        choices=[("16", "16pt"), ("18", "18pt"), ("22", "22pt")],
        required=False,
    )
    furigana = forms.ChoiceField(
        label=gettext_lazy("Furigana"),
        choices=[
            ("yes", pgettext_lazy("furigana", "With")),
            ("no", pgettext_lazy("furigana", "Without")),
        ],
        required=False,
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"size": "16", "furigana": "yes"}

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen; a wrong or empty field counts as not chosen."""
        valid = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {
            "size": int(valid.get("size") or 16),
            "furigana": valid.get("furigana") != "no",
        }


class PlainWordsForm(SheetForm):
    """A field for every text of the plan, filled with the sentence that stands for it now."""

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for line in self.lines:
            self.fields[line.key] = forms.CharField(
                label=line.part.label,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 2}),
                help_text=_hint(line),
            )

    @property
    def written(self) -> list[dict[str, Any]]:
        """The sentences that differ from what is read without them."""
        rows = []
        for line in self.lines:
            text = self.cleaned_data.get(line.key, "").strip()
            if text and text != line.default:
                rows.append(
                    {
                        "part": line.part,
                        "need": line.need,
                        "service": line.service,
                        "text": text,
                        "source": line.own,
                    }
                )
        return rows

    def groups(self) -> list[dict[str, Any]]:
        """The fields as they are read: first those of the plan, then by need."""
        groups: list[dict[str, Any]] = [{"need": None, "fields": []}]
        for line in self.lines:
            if line.need and line.need != groups[-1]["need"]:
                groups.append({"need": line.need, "fields": []})
            groups[-1]["fields"].append(self[line.key])
        return groups


def _hint(line: Line) -> str:
    if line.is_stale:
        return _("Look at it again, the plan was changed. It says now: %(text)s") % {
            "text": line.own
        }
    return _("In the plan: %(text)s") % {"text": line.own}


def load_plain(lines: list[Line]) -> tuple[dict[str, Any], dict[str, list]]:
    """Return the sentences for their form."""
    return {line.key: line.words for line in lines}, {}


class ReadingRowForm(SheetForm):
    """A word and how it is read."""

    word = forms.CharField(
        label=gettext_lazy("word"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kana = KanaField(label=gettext_lazy("its reading"), longest=80)

    def clean_word(self) -> str:
        word = self.cleaned_data["word"]
        if not has_kanji(word):
            raise forms.ValidationError(_("Only a word with kanji gets a reading."))
        return word


class ReadingsForm(SheetForm):
    """What is read otherwise than the dictionary reads it."""

    formset_classes = {"readings": sheet_formset(ReadingRowForm, extra=3, max_num=MOST_READINGS)}

    @property
    def rows(self) -> list[dict[str, str]]:
        """The corrections; of a word that stands twice the last one holds."""
        rows = {row["word"]: row["kana"] for row in self.formsets["readings"].filled}
        return [{"word": word, "kana": kana} for word, kana in rows.items()]


def load_readings(plan: ServiceUsePlan) -> tuple[dict[str, Any], dict[str, list]]:
    """Return the corrections for their form."""
    return {}, {"readings": list(plan.readings.values("word", "kana"))}
