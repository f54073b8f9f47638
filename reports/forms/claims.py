"""Forms of the claim check: a decision, and what the office notified."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.forms.choosing import colleagues
from config.common.fields import DayField
from reports.choices_claims import (
    BASE_FEES,
    CUTS,
    ENHANCED,
    OF_PLACES,
    SHARES,
    SYSTEMS,
    Decision,
    Fee,
    Variant,
)
from reports.models import FeeNotice, FeeUnit
from staffing.models import User
from staffing.sheets import SheetForm, SheetModelForm

#: What can be notified: the enhanced type of the base fee, 体制加算, that the office is part of a
#: community base, special and far places, reductions, and the add-on for the treatment of staff.
NOTIFIED = (Fee.PLAN, *SYSTEMS, Fee.EMERGENCY, *OF_PLACES, *CUTS, Fee.TREATMENT)


class DecisionForm(SheetForm):
    """Claim a fee of a month or not, with the reason; neither leaves it to the records."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision of the office"),
        choices=[("", pgettext_lazy("claim", "As the records say")), *Decision.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "w-full"}),
        help_text=gettext_lazy("Where the evidence is kept, or why it is not claimed."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("decision") == Decision.LEAVE and not (data.get("note") or "").strip():
            self.add_error("note", _("Say why it is not claimed."))
        return data


class NoticeForm(SheetModelForm):
    """A system the office notified, with the trained person and where it is published."""

    started_on = DayField(label=gettext_lazy("from"))
    ended_on = DayField(label=gettext_lazy("to"), required=False)
    completed_on = DayField(
        label=gettext_lazy("training finished on"), required=False, is_past=True
    )
    published_on = DayField(label=gettext_lazy("published on"), required=False)
    person = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("trained person"), required=False
    )

    class Meta:
        model = FeeNotice
        fields = (
            "fee",
            "variant",
            "unit_price",
            "started_on",
            "ended_on",
            "person",
            "training",
            "completed_on",
            "published_on",
            "published_in",
            "municipality",
            "places",
            "note",
        )

    def prepare(self) -> None:
        price = pgettext_lazy("fee notice", "Yen a unit (grade of the region)")
        plan = pgettext_lazy("fee notice", "Enhanced type (base fee)")
        base = pgettext_lazy("fee notice", "Part of a community base (emergencies, joint support)")
        labels = {Fee.PLAN: plan, Fee.EMERGENCY: base}
        self.fields["fee"].choices = [
            ("", price),
            *((fee.value, labels.get(fee, fee.label)) for fee in NOTIFIED),
        ]
        self.fields["fee"].label = gettext_lazy("What was notified")
        self.fields["places"].help_text = gettext_lazy(
            "Names as they stand in addresses, parted by 、. Empty for the whole municipality."
        )
        people = colleagues(self.office.pk, on=self.today)
        if held := self.initial.get("person"):
            people = people | User.objects.filter(pk=getattr(held, "pk", held))
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda user: user.name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        fee, variant = data.get("fee"), data.get("variant")
        if not fee and not data.get("unit_price"):
            self.add_error("unit_price", _("Type the yen of a unit, or choose a fee above."))
        if fee in BASE_FEES and variant not in ENHANCED:
            self.add_error("variant", _("Choose which enhanced type it is."))
        if fee not in BASE_FEES and variant in ENHANCED:
            self.add_error("variant", _("This rate belongs to the base fee."))
        if fee in SHARES and variant:
            self.add_error("variant", _("This fee has one rate only."))
        if fee and "variant" not in self.errors:
            self._check_rate(fee, variant or "")
        if fee in OF_PLACES and not data.get("municipality"):
            self.add_error("municipality", _("Choose where these places are."))
        if fee not in OF_PLACES and (data.get("municipality") or data.get("places")):
            self.add_error("places", _("Places belong to the add-ons for special and far areas."))
        start, end = data.get("started_on"), data.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", _("The end is before the start."))
        return data

    def _check_rate(self, fee: str, variant: str) -> None:
        """A rate that the law's table never had would never count."""
        held = set(FeeUnit.objects.filter(fee=fee).values_list("variant", flat=True))
        if held and variant not in held:
            names = [str(Variant(each).label) for each in sorted(held) if each]
            message = _("This fee has one rate only.")
            if names:
                message = _("Choose one of these rates: %(rates)s.") % {"rates": "・".join(names)}
            self.add_error("variant", message)
