"""Closing a month of the log, and corrections after it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.log import ConsultationEditForm
from config.common.fiscal import month_of
from staffing.sheets import SheetForm


class CorrectionForm(ConsultationEditForm):
    """The correction of a contact: in a closed month with its reason."""

    correction_reason = forms.CharField(
        label=gettext_lazy("Reason for the correction"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "w-full", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, closed: Collection[date] = (), **options: Any) -> None:
        self.closed = closed
        super().__init__(*args, **options)

    @property
    def asks_reason(self) -> bool:
        """Whether the month of the record, or the one it is moved to, is closed."""
        began = self.initial.get("occurred_on")
        is_closed = bool(began) and month_of(began) in self.closed
        return is_closed or bool(self["correction_reason"].value() or self._moves_into_closed)

    @property
    def _moves_into_closed(self) -> bool:
        day = getattr(self, "cleaned_data", {}).get("occurred_on")
        return bool(day) and month_of(day) in self.closed

    def clean(self):
        data = super().clean()
        if self.asks_reason and not data.get("correction_reason", "").strip():
            message = _("This month is closed. Type the reason for the correction.")
            self.add_error("correction_reason", message)
        return data

    @property
    def record(self) -> dict[str, Any]:
        """The columns of the record, its contents, and the reason."""
        data = super().record
        return data | {"reason": data.pop("correction_reason")}


class CloseMonthForm(SheetForm):
    """Nothing to fill in: the page says what closing means, the button does it."""


class ReopenForm(SheetForm):
    """Why a closed month is opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for reopening"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full", "autofocus": True}),
    )
