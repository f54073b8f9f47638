"""The form of an activity for the area."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.categories import category_field, check_category, offer_categories
from cases.forms.choosing import colleagues
from config.common.fields import DayField
from councils.models import NetworkActivity
from staffing.sheets import SheetModelForm

#: No activity is older than the law on support for people with disabilities.
EARLIEST = date(2006, 4, 1)


class ActivityForm(SheetModelForm):
    """When, what, for whom, how many came, by whom, and of which category.

    Who has left the office stands no longer among the choices: somebody else is named.
    """

    held_on = DayField(label=_("Date"), earliest=EARLIEST, is_past=True)
    work_category_id = category_field()

    class Meta:
        model = NetworkActivity
        fields = (
            *("held_on", "kind", "title", "place", "audience", "participants", "minutes"),
            *("worker", "text"),
        )
        widgets = {
            "title": forms.TextInput({"class": "w-full"}),
            "participants": forms.NumberInput({"class": "w-s"}),
            "minutes": forms.NumberInput({"class": "w-s"}),
            "text": forms.Textarea({"rows": 5}),
        }
        help_texts = {"audience": _("For whom it was: families, schools, offices of the area, …")}

    field_order = ("held_on", "kind", "work_category_id", "title")

    def prepare(self) -> None:
        """Offer colleagues of the office, and the categories of its contract."""
        self.fields["worker"].queryset = colleagues(self.office.pk, on=self.today)
        offer_categories(self, self.today, self.initial.get("held_on") or self.today)

    def clean(self) -> dict[str, Any]:
        """The category is one of the day's contract."""
        data = super().clean()
        check_category(self, data.get("held_on"))
        return data
