"""What the counts of the year ask of a contact; all of it may stay as it is proposed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import DisabilityKind, InterviewMethod, Present
from cases.counted import with_counted
from cases.forms.categories import category_field, check_category, offer_categories
from cases.forms.choosing import ClientChoiceForm

#: The fields in the order they are shown.
COUNTS = (
    "work_category_id",
    "present",
    "interview_method",
    "is_evidence",
    "disabilities",
    "is_child",
    "is_new",
)


class EitherField(forms.TypedChoiceField):
    """One thing or the other, or nothing said: then the machine decides."""

    def __init__(self, *, yes: Any, no: Any, neither: Any, **options: Any) -> None:
        choices = [("", neither), ("1", yes), ("0", no)]
        super().__init__(
            choices=choices, coerce=lambda text: text == "1", empty_value=None, **options
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "1", False: "0", None: ""}.get(value, value)


def _several(label: Any, choices: type) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "compact"}),
    )


class CountsForm(ClientChoiceForm):
    """A contact with what is counted of it."""

    with_more = staticmethod(with_counted)
    work_category_id = category_field()
    present = _several(gettext_lazy("Who was present"), Present)
    interview_method = forms.ChoiceField(
        label=gettext_lazy("Way of the interview"),
        required=False,
        choices=[("", "―"), *InterviewMethod.choices],
    )
    is_evidence = forms.BooleanField(label=gettext_lazy("Evidence for an add-on"), required=False)
    disabilities = _several(gettext_lazy("Kind of disability"), DisabilityKind)
    is_child = EitherField(
        label=gettext_lazy("Adult or child"),
        yes=pgettext_lazy("count", "Child"),
        no=pgettext_lazy("count", "Adult"),
        neither=gettext_lazy("By the date of birth"),
        required=False,
    )
    is_new = EitherField(
        label=gettext_lazy("New or continued"),
        yes=pgettext_lazy("count", "New"),
        no=pgettext_lazy("count", "Continued"),
        neither=gettext_lazy("By the records"),
        required=False,
    )

    def prepare(self) -> None:
        super().prepare()
        offer_categories(self, *self._days)

    @property
    def _days(self) -> set[date]:
        return {self.today, self.initial.get("occurred_on") or self.today}

    @property
    def counts_are_open(self) -> bool:
        """Whether one of the fields holds something or is wrong."""
        return any(
            self[name].value() or self[name].errors for name in COUNTS if name in self.fields
        )

    def clean(self):
        data = super().clean()
        for name in ("present", "disabilities"):
            data[name] = tuple(data.get(name) or ())
        check_category(self, data.get("occurred_on"))
        return data
