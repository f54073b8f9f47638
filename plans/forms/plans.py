"""The texts of a plan, and the days between its stages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseState
from cases.models import Case
from cases.rules import path
from config.common.fields import DayField, MonthField
from plans.actions import assessment_day
from plans.choices import PlanKind
from plans.forms.choosing import narrow_authors
from plans.models import Assessment, ServiceUsePlan
from plans.rules import LONGEST_INTERVAL, before_assessment, opening_problems, plan_problems
from staffing.models import User
from staffing.sheets import SheetForm, SheetModelForm


class PlanForm(SheetModelForm):
    """A version of a plan without its needs; `case` is the case it belongs to."""

    kind = forms.ChoiceField(
        label=_("adult or child"), choices=PlanKind.choices, widget=forms.RadioSelect
    )
    drafted_on = DayField(label=_("written on"))
    proposed_months = forms.IntegerField(
        label=_("monitoring every (months)"),
        help_text=_("As you propose it; left empty, the paper shows what was decided."),
        required=False,
        min_value=1,
        max_value=LONGEST_INTERVAL,
    )
    proposed_from = MonthField(label=_("monitoring from month"), required=False)
    long_goal_by = MonthField(label=_("long-term goal by"), required=False)
    short_goal_by = MonthField(label=_("short-term goal by"), required=False)

    class Meta:
        model = ServiceUsePlan
        fields = [
            "kind",
            "author",
            "drafted_on",
            "phase",
            "proposed_months",
            "proposed_from",
            "wishes_client",
            "wishes_family",
            "overall_policy",
            "long_goal",
            "long_goal_by",
            "short_goal",
            "short_goal_by",
        ]
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in (
                "wishes_client",
                "wishes_family",
                "overall_policy",
                "long_goal",
                "short_goal",
            )
        }

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        narrow_authors(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if drafted_on := data.get("drafted_on"):
            self.add_problems(plan_problems(today=self.today, drafted_on=drafted_on))
            self.add_problems(before_assessment(drafted_on, assessment_day(self.case)))
        return data


class NewPlanForm(PlanForm):
    """A new version; days of contract and assessment are asked while the case lacks them."""

    contracted_on = DayField(
        label=_("contract date"),
        help_text=_("The day on which the important matters were explained and the contract made."),
    )
    assessed_on = DayField(
        label=_("assessment interview on"),
        help_text=_("The day of the interview at home or where the person lives."),
    )
    field_order = ["contracted_on", "assessed_on"]

    def __init__(self, *args: Any, assessment: Assessment | None, **kwargs: Any) -> None:
        self.assessment = assessment
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        way = path(self.case.state, CaseState.DRAFT_PLAN)
        if CaseState.CONTRACTED not in way:
            del self.fields["contracted_on"]
        if CaseState.ASSESSING not in way:
            self.assessment = None  # the case holds the day already
        # The day comes from the finished assessment; it is asked only where there is none.
        if self.assessment or CaseState.ASSESSING not in way:
            del self.fields["assessed_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        names = ("contracted_on", "assessed_on", "drafted_on")
        days = {name: data.get(name) for name in names}
        if self.assessment:
            days["assessed_on"] = self.assessment.held_on
        problems = opening_problems(**days, opened_on=self.case.opened_on, today=self.today)
        self.add_problems(problems)
        return data


class RevisionForm(SheetForm):
    """A new version of an agreed plan."""

    drafted_on = DayField(label=_("written on"))
    author = forms.ModelChoiceField(User.objects.none(), label=_("plan author"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        narrow_authors(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if drafted_on := data.get("drafted_on"):
            self.add_problems(plan_problems(today=self.today, drafted_on=drafted_on))
            self.add_problems(before_assessment(drafted_on, assessment_day(self.case)))
        return data


class FinalPlanForm(RevisionForm):
    """From the draft to the plan, after the coordination meeting."""

    held_on = DayField(
        label=_("coordination meeting held on"),
        help_text=_("The services in the plan talk it over after the decision."),
    )
    field_order = ["held_on", "drafted_on", "author"]
