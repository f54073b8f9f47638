"""Filter of the list of submissions, for the office and for the municipality's desk."""

import django_filters as df
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column, by_choice
from config.common.filtering import ListFilter, MonthFilter
from config.common.fiscal import month_end
from config.common.several import SeveralFilter, SeveralNamesFilter
from monitoring.choices_submissions import SubmissionState, SubmittedKind
from monitoring.models import Submission
from staffing.models import Municipality
from staffing.permissions import Permission

OFFICE_STATES = [
    ("late", pgettext_lazy("submission", "Overdue")),
    *SubmissionState.choices,
    ("all", pgettext_lazy("filter", "All")),
]
DESK_STATES = [
    (SubmissionState.RECEIVED, SubmissionState.RECEIVED.label),
    (SubmissionState.RETURNED, SubmissionState.RETURNED.label),
    ("all", pgettext_lazy("filter", "All")),
]


class SubmissionFilter(ListFilter):
    """Which documents: without a choice what the reader must do something about."""

    one_of = {"state": "without a choice what the reader must do something about"}
    standard = "due"
    columns = (
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("title", _("document"), by_choice("kind", SubmittedKind), "nw", is_fixed=True),
        Column("place", _("municipality"), "municipality__name"),
        Column("due", _("to be submitted by"), "due_on", "nw"),
        Column("sent", _("submitted on"), "submitted_on", "nw"),
        Column("answered", _("answered on"), "answered_on", "nw"),
        Column("state", pgettext_lazy("filter", "State"), by_choice("state", SubmissionState)),
        Column("writer", pgettext_lazy("filter", "Author"), css="nw"),
    )
    #: The desk sees which office sent it, and the office ticks what it sends.
    office = Column("place", _("Office"), "office__name")
    choose = Column("choose", _("Choose"), css="c", is_fixed=True, is_mute=True)

    state = df.ChoiceFilter(
        label=pgettext_lazy("filter", "State"), method="in_state", choices=OFFICE_STATES
    )
    kind = SeveralFilter(label=_("document"), choices=SubmittedKind)
    municipality = SeveralNamesFilter(label=_("municipality"), queryset=Municipality.objects.all())
    month = MonthFilter(label=_("deadline in"), method="due_in")
    is_desk = False

    class Meta:
        model = Submission
        fields: list[str] = []

    def __init__(self, *args, is_desk: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_desk = is_desk
        state = self.filters["state"]
        state.extra["choices"] = DESK_STATES if is_desk else OFFICE_STATES
        state.extra["empty_label"] = (
            pgettext_lazy("submission", "To be received")
            if is_desk
            else pgettext_lazy("submission", "To be submitted, or returned")
        )
        if is_desk:
            del self.filters["municipality"]

    def columns_for(self):
        """The columns of the desk, or of the office."""
        if self.is_desk:
            own = (self.office if column.key == "place" else column for column in self.columns)
            return tuple(own)
        may_send = self.request.user.access.holds(Permission.PLAN_EDIT)
        return (self.choose, *self.columns) if may_send else self.columns

    def filter_queryset(self, queryset):
        """Without a choice: at the desk what lies there, at the office what is to be sent."""
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("state"):
            return queryset
        return queryset.filter(state=SubmissionState.SENT) if self.is_desk else queryset.waiting()

    def in_state(self, queryset, _name, value):
        """One state, the overdue ones, or all."""
        if value == "all":
            return queryset
        return queryset.late_on(self.today) if value == "late" else queryset.filter(state=value)

    def due_in(self, queryset, _name, value):
        """What is due in a month."""
        return queryset.filter(due_on__range=(value, month_end(value)))
