"""The form that plans the visits of several months at once."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.forms.choosing import colleagues
from config.common.fields import ClockField, DayField
from staffing.models import User
from staffing.sheets import SheetForm, sheet_formset


class BulkVisitRow(SheetForm):
    """When one person is visited, and by whom; a row without a day plans nothing."""

    month = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label=pgettext_lazy("appointment", "Day"), required=False)
    starts_time = ClockField(label=gettext_lazy("Start"), required=False)
    ends_time = ClockField(label=gettext_lazy("End"), required=False)
    worker = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Who goes"), empty_label=None
    )

    def prepare(self) -> None:
        people = colleagues(self.office.pk, on=self.today)
        if worker := self.initial.get("worker"):
            people = people | User.objects.filter(pk=worker)
        self.fields["worker"].queryset = people
        self.fields["worker"].label_from_instance = lambda user: user.name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("starts_time"), data.get("ends_time")
        if data.get("starts_on") and not start and "starts_time" not in self.errors:
            self.add_error("starts_time", _("Type when the visit begins."))
        if start and end and end <= start:
            message = _("The end lies before the start. Type a time after %(start)s.")
            self.add_error("ends_time", message % {"start": f"{start:%H:%M}"})
        return data


class BulkVisitForm(SheetForm):
    """The visits of the ticked months."""

    formset_classes = {"visits": sheet_formset(BulkVisitRow, extra=0, max_num=50)}

    @property
    def visits(self) -> list[dict[str, Any]]:
        """The rows with a day, as the action wants them."""
        return [
            {
                "month": row["month"],
                "worker": row["worker"],
                "starts_at": _moment(row["starts_on"], row["starts_time"]),
                "ends_at": _moment(row["starts_on"], row["ends_time"])
                if row.get("ends_time")
                else None,
            }
            for row in self.formsets["visits"].filled
            if row.get("starts_on")
        ]


def _moment(day, clock) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
