"""Forms of the assessment: the visit, one area of life with its needs, the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import PlaceKind, Present
from config.common.fields import DayField
from plans.forms.choosing import narrow_authors
from plans.models import Assessment, AssessmentArea
from plans.models.assessments import SHORT
from plans.rules import AREA_TEXTS, area_problems
from staffing.models import User
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

MOST_NEEDS = 10
NEED_LENGTH = 500


class VisitForm(SheetForm):
    """When and where the interview was, and who was present; all of it may follow later."""

    held_on = DayField(label=_("interview held on"), required=False)
    place_kind = forms.ChoiceField(
        label=_("where the interview was"),
        choices=[("", "―"), *PlaceKind.choices],
        required=False,
        help_text=_("The law asks for a visit at home or where the person stays."),
    )
    place = forms.CharField(
        label=_("place in words"), required=False, max_length=100, widget=forms.TextInput
    )
    present = forms.MultipleChoiceField(
        label=_("who was present"),
        choices=Present.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "compact"}),
    )
    present_names = forms.CharField(
        label=_("names of those present"),
        required=False,
        max_length=200,
        help_text=_("Family and others by name, for example: mother, Mr Tanaka of the home."),
    )
    assessor = forms.ModelChoiceField(User.objects.none(), label=_("who assessed"))

    def prepare(self) -> None:
        narrow_authors(self, "assessor")


def load_visit(assessment: Assessment) -> tuple[dict[str, Any], dict[str, list]]:
    """Return day, place and people of an assessment for its form."""
    values = {name: getattr(assessment, name) for name in VisitForm.base_fields}
    return values | {"assessor": assessment.assessor_id}, {}


class NeedRowForm(SheetForm):
    """A need that the area shows; it becomes a row of the plan."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("need"), max_length=NEED_LENGTH, widget=forms.Textarea({"rows": 2})
    )


class AreaForm(SheetModelForm):
    """One area of life."""

    formset_classes = {"needs": sheet_formset(NeedRowForm, max_num=MOST_NEEDS)}

    class Meta:
        model = AssessmentArea
        fields = [*AREA_TEXTS, "is_done"]
        widgets = {name: forms.Textarea({"rows": 4}) for name in ("fact", "words", "view")}
        widgets["strength"] = forms.Textarea({"rows": 2})
        help_texts = {
            "fact": _("What is seen and heard, without judging."),
            "words": _("As it was said, also what was shown without words."),
            "view": _("What stands behind it, and what it means for the support."),
            "strength": _("What the person can do, likes, and who is on their side."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "fact" in data:
            self.add_problems(area_problems(fact=data["fact"], is_done=data.get("is_done", False)))
        return data

    @property
    def written(self) -> dict[str, Any]:
        """What the action writes: the texts, and the needs as rows."""
        rows = self.formsets["needs"].filled
        needs = [{"id": row.get("id"), "text": row["text"]} for row in rows if row.get("text")]
        return {**self.cleaned_data, "needs": needs}


def load_area(area: AssessmentArea) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return an area as (values, rows) for its form."""
    values = {name: getattr(area, name) for name in AreaForm.Meta.fields}
    return values, {"needs": list(area.needs.values("id", "text"))}


class FinishForm(SheetForm):
    """The whole picture, and what was left open."""

    summary = forms.CharField(
        label=_("whole picture"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("How the areas hang together, and what comes first."),
    )
    open_note = forms.CharField(
        label=_("areas not talked about, and why"),
        required=False,
        max_length=SHORT,
        widget=forms.Textarea({"rows": 3}),
    )


def load_end(assessment: Assessment) -> tuple[dict[str, Any], dict[str, list]]:
    """Return the texts of the end for its form."""
    return {"summary": assessment.summary, "open_note": assessment.open_note}, {}


class OwnWordsForm(SheetForm):
    """What the person says about an area, written together (面談モード)."""

    words = forms.CharField(
        label=_("the person's own words"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 6}),
    )


class WishesForm(SheetForm):
    """How the person wants to live, written together (面談モード)."""

    wishes_client = forms.CharField(
        label=_("wishes of the person for their life"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
