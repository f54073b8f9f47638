"""The benefit decision with its services, period and monitoring interval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from cases.choices_file import SupportLevel
from cases.models import Client, RecipientCertificate
from config.common.fields import DayField, MonthField
from config.common.wareki import wareki
from plans.choices import FirstFrom, IntervalSource
from plans.forms.choosing import ServiceTypeField
from plans.models import BenefitDecision, ServiceUsePlan
from plans.rules import NEW_USER_MONTHS, decision_problems
from staffing.models import Municipality
from staffing.sheets import SheetForm, sheet_formset

FIRST_LABEL = ngettext_lazy("For %(count)s month", "For %(count)s months", "count")


def first_choices() -> list[tuple[int, str]]:
    """Return for how many months at first, in the language of the reader."""
    counts = range(1, NEW_USER_MONTHS + 1)
    months = [(count, FIRST_LABEL % {"count": count}) for count in counts]
    return [(0, pgettext_lazy("first months", "No")), *months]


class DecidedRowForm(SheetForm):
    """A service that was granted."""

    service_type = ServiceTypeField(label=_("service"))
    amount = forms.CharField(
        label=_("granted amount"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"class": "w-full"}),
    )
    starts_on = DayField(label=_("from"), required=False)
    ends_on = DayField(label=_("to"), required=False)

    def prepare(self) -> None:
        self.fields["service_type"].offer_groups()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end is before the start. Check both days."))
        return data


class DecisionForm(SheetForm):
    """What stands on the certificate; whatever it prints wins over the proposals."""

    formset_classes = {"services": sheet_formset(DecidedRowForm, max_num=20)}

    plan = forms.ModelChoiceField(
        ServiceUsePlan.objects.none(), label=_("plan"), required=False, empty_label="―"
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), label=_("municipality"), required=False, empty_label="―"
    )
    certificate = forms.ModelChoiceField(
        RecipientCertificate.objects.none(),
        label=_("certificate"),
        required=False,
        empty_label="―",
        help_text=_("Registered on the page of certificates."),
    )
    support_level = forms.ChoiceField(
        label=_("support level"), choices=[("", "―"), *SupportLevel.choices], required=False
    )
    decided_on = DayField(label=_("decided on"))
    starts_on = DayField(label=_("decision period from"))
    ends_on = DayField(label=_("decision period to"))
    plan_benefit_from = DayField(
        label=_("plan benefit from"),
        required=False,
        help_text=_("Where the certificate prints it."),
    )
    plan_benefit_to = DayField(label=_("plan benefit to"), required=False)
    is_intensive = forms.BooleanField(
        label=_("needs intensive support"),
        required=False,
        help_text=_(
            "Just left a facility, cannot arrange services alone or with the family, "
            "or entitled to comprehensive support for severe disability."
        ),
    )
    interval_months = forms.IntegerField(
        label=_("monitoring interval in months"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4", "autocomplete": "off"}),
        help_text=_("Left empty, the standard interval is taken."),
    )
    interval_source = forms.ChoiceField(
        label=_("interval taken from"), choices=IntervalSource.choices, widget=forms.RadioSelect
    )
    first_months = forms.TypedChoiceField(
        label=pgettext_lazy("decision form", "Monthly at first"),
        choices=first_choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    first_from = forms.ChoiceField(
        label=pgettext_lazy("decision form", "The first months begin"),
        choices=FirstFrom.choices,
        widget=forms.RadioSelect,
    )
    includes_start_month = forms.TypedChoiceField(
        label=_("the starting month is monitored too"),
        choices=[
            ("", _("Only if monthly, and the plan was made in an earlier month")),
            ("yes", pgettext_lazy("start month", "Yes")),
            ("no", pgettext_lazy("start month", "No")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    monitoring_from = MonthField(
        label=_("monitoring from month"),
        required=False,
        help_text=_("Left empty, it is counted back from the last month."),
    )
    monitoring_to = MonthField(
        label=_("monitoring to month"),
        required=False,
        help_text=_("Left empty, it is the last month of the decision."),
    )

    def __init__(self, *args: Any, person: Client, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        plans = ServiceUsePlan.objects.alive().filter(client=self.person).order_by("-number")
        self.fields["plan"].queryset = plans
        self.fields["plan"].label_from_instance = plan_label
        papers = RecipientCertificate.objects.alive().filter(client=self.person).newest_first()
        self.fields["certificate"].queryset = papers
        self.fields["certificate"].label_from_instance = certificate_label

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not any(self.formsets["services"].filled):
            self.add_error(None, _("Enter at least one service that was granted."))
        if data.get("starts_on") and data.get("ends_on"):
            names = ("starts_on", "ends_on", "interval_months", "monitoring_from", "monitoring_to")
            facts = {name: data.get(name) for name in (*names, "decided_on")}
            self.add_problems(decision_problems(**facts, today=self.today))
        first, last = data.get("plan_benefit_from"), data.get("plan_benefit_to")
        if first and last and last < first:
            message = _("The end is before the start. Check both days.")
            self.add_error("plan_benefit_to", message)
        return data


def plan_label(plan: ServiceUsePlan) -> str:
    """Name a version for a list of choices."""
    return _("%(title)s, version %(number)s") % {"title": plan.title, "number": plan.number}


def certificate_label(paper: RecipientCertificate) -> str:
    """Name a certificate for a list of choices: its kind, number and last day."""
    end = _("until %(day)s") % {"day": wareki(paper.ends_on, "short")} if paper.ends_on else ""
    return " ".join(filter(None, (paper.get_kind_display(), paper.number, end)))


FIELDS = list(DecisionForm.base_fields)


def load_decision(
    decision: BenefitDecision,
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return a decision as (values, rows) for its form."""
    keys = {"plan": decision.plan_id, "municipality": decision.municipality_id}
    keys["certificate"] = decision.certificate_id
    values = {name: getattr(decision, name) for name in FIELDS} | keys
    values["includes_start_month"] = "yes" if decision.includes_start_month else "no"
    names = ("service_type", "amount", "starts_on", "ends_on")
    return values, {"services": list(decision.services.values(*names))}
