"""The work category (業務区分) on a form: a choice of those in force, checked against the day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.work_categories import category_options, known_categories, uses_categories
from config.common.wareki import wareki

__all__ = ["FIELD", "category_field", "check_category", "offer_categories"]

FIELD = "work_category_id"


def category_field() -> forms.TypedChoiceField:
    """Return the field `work_category_id`."""
    return forms.TypedChoiceField(
        label=gettext_lazy("Work category"), required=False, coerce=int, empty_value=None
    )


def offer_categories(form: Any, *days: date) -> None:
    """Offer the categories in force on these days; an office without them has no such field.

    A day far back has the categories of its contract: what is posted may be any, the check names
    the right ones.
    """
    if not uses_categories([form.office]):
        del form.fields[FIELD]
        return
    options = category_options() if form.is_bound else category_options(*days)
    form.fields[FIELD].choices = [("", "―"), *options]


def check_category(form: Any, day: date | None) -> None:
    """Refuse a category that is not in force on the day."""
    key = form.cleaned_data.get(FIELD)
    chosen = next((row for row in known_categories() if row.pk == key), None) if key else None
    if chosen and day and not chosen.is_valid_on(day):
        message = _("This category is in force from %(first)s. Choose one of that day.")
        form.add_error(FIELD, message % {"first": wareki(chosen.valid_from, "short")})
