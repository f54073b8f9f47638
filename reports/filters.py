"""Filters of the lists of this app."""

from collections import Counter
from datetime import date

import django_filters
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from config.common.columns import Column, by_choice
from config.common.filtering import ListFilter, MonthFilter
from config.common.fiscal import month_of
from config.common.several import SeveralNamesFilter
from reports.choices import AnnualPlanState, CaseloadPart, Deadline
from reports.deadline_rows import FACTS, HAS_TEXT, client_path
from reports.figures import deadline_sets
from reports.figures.gap_counts import gaps_by_worker
from reports.figures.gaps import GAPS, Gap, gaps_of
from reports.models import AnnualPlan
from staffing.models import Posting, User


class AnnualPlanFilter(ListFilter):
    """Drafts or approved plans."""

    standard = "-year"
    columns = (
        Column(
            "year",
            _("Fiscal year"),
            "fiscal_year",
            "nw",
            is_head=True,
            is_fixed=True,
            descends=True,
        ),
        Column("title", _("Title"), "title"),
        Column("edition", pgettext_lazy("annual plan", "Version"), "edition", "n"),
        Column("state", _("State"), by_choice("state", AnnualPlanState)),
        Column("changed", _("Last changed"), "updated_at", "nw", descends=True),
        Column("paper", pgettext_lazy("printed form", "Paper"), css="nw"),
    )

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=AnnualPlanState, empty_label=_("All states")
    )

    class Meta:
        model = AnnualPlan
        fields = ["state"]


#: 計画相談支援 as it is counted here began then; earlier months have no figures.
EARLIEST_MONTH = date(2012, 4, 1)


class MonthlyFilter(ListFilter):
    """A page of figures of one month; without a choice the month of today."""

    month = MonthFilter(label=_("Month"), method="unchanged")

    def __init__(self, data=None, *args, today: date, **kwargs) -> None:
        asked = QueryDict(mutable=True) if data is None else data.copy()
        # The field shows the month of the page.
        asked.setdefault("month", f"{month_of(today):%Y-%m}")
        super().__init__(asked, *args, today=today, **kwargs)

    @property
    def chosen(self) -> dict:
        """What was chosen, the readable part of it."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def chosen_month(self) -> date:
        """The month shown: never one still to come, nor one before the system began."""
        present = month_of(self.today)
        return max(EARLIEST_MONTH, min(self.chosen.get("month") or present, present))

    def unchanged(self, queryset, _name, _value):
        """The month chooses figures, not rows of this queryset."""
        return queryset


class CaseloadFilter(MonthlyFilter):
    """担当件数 (S34): month, order, and the region for those who look at it."""

    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        method="unchanged",
        choices=[
            ("over", _("Difference from the standard")),
            ("name", pgettext_lazy("order", "Name")),
            ("served", _("Clients of the month")),
            ("contracts", _("Contracts in charge")),
            ("overdue", _("Overdue monitoring")),
        ],
        empty_label=None,
    )
    region = django_filters.BooleanFilter(label=_("Region"), method="unchanged")

    class Meta:
        model = Posting
        fields: list[str] = []


class CategoryFilter(MonthlyFilter):
    """業務区分: the month of the region, or the fiscal year it lies in for one's own office."""

    region = django_filters.BooleanFilter(label=_("Region"), method="unchanged")

    class Meta:
        model = Posting
        fields: list[str] = []


class CaseloadRecordFilter(MonthlyFilter):
    """The records behind one number of 担当件数."""

    of = django_filters.ChoiceFilter(
        label=pgettext_lazy("caseload", "Figure"),
        choices=CaseloadPart,
        method="unchanged",
        empty_label=None,
    )
    worker = django_filters.ModelChoiceFilter(
        label=_("Person in charge"),
        queryset=lambda request: User.objects.visible_to(request.user).order_by("name_kana"),
        method="unchanged",
        null_label=_("Nobody in charge"),
        null_value="none",
        empty_label=_("Everybody"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Adult or child"),
        method="unchanged",
        choices=[("adult", _("Adult")), ("child", _("Child"))],
        empty_label=_("Both"),
    )

    class Meta:
        model = Client
        fields: list[str] = []


class DeadlineFilter(ListFilter):
    """期限に注意: which deadline, one's own or the team's."""

    one_of = {"of": "each deadline is a list", "view": "one's own or the team's"}
    standard = "day"

    of = django_filters.ChoiceFilter(
        label=_("Deadline"), choices=Deadline, method="unchanged", empty_label=None
    )
    view = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=[
            ("mine", pgettext_lazy("home view", "Mine")),
            ("team", pgettext_lazy("home view", "Team")),
        ],
        method="unchanged",
        empty_label=None,
    )

    class Meta:
        model = Client
        fields: list[str] = []

    #: Which one is shown, and which there are; set by `asked_deadline`.
    deadline: Deadline
    deadlines: tuple[Deadline, ...] = ()

    def columns_for(self):
        """The columns of the asked deadline; some have a text."""
        day, worker = FACTS[self.deadline]
        name = f"{client_path(self.deadline)}kana_sort"
        # An age is attained by the day of the year, not by the day of birth.
        attained = None if self.deadline == Deadline.AGES else day
        return (
            Column("client", _("Client"), name, "nw", is_fixed=True),
            Column("day", _("Day"), attained, "nw"),
            Column("state", _("State"), css="nw"),
            *((Column("text", _("Remarks")),) if self.deadline in HAS_TEXT else ()),
            Column("worker", _("Person in charge"), worker.replace("__name", "__name_kana"), "nw"),
            Column("act", _("Actions"), css="nw", is_fixed=True, is_mute=True),
        )

    def unchanged(self, queryset, _name, _value):
        """Both choose the queryset itself."""
        return queryset


class MorningFilter(ListFilter):
    """朝の打合せ: which part of which day."""

    fixed_order = "the rows stand as on the sheet"
    columns = (
        Column("when", pgettext_lazy("morning", "When"), css="nw", is_fixed=True),
        Column("name", pgettext_lazy("morning", "Name"), css="nw"),
        Column("text", pgettext_lazy("morning", "What")),
        Column("worker", pgettext_lazy("morning", "Who"), css="nw"),
    )

    of = django_filters.CharFilter(label=_("Part"), method="unchanged")
    day = django_filters.CharFilter(label=_("Day"), method="unchanged")

    class Meta:
        model = Client
        fields: list[str] = []

    def unchanged(self, queryset, _name, _value):
        """Both choose the queryset itself."""
        return queryset


def shows_own(request) -> bool:
    """Own or team: as the address says, else as the person prefers."""
    chosen = request.GET.get("view") or request.user.preferences.get("view")
    return chosen != "team"


def asked_deadline(request, *, today: date) -> DeadlineFilter:
    """Return the filter over the rows of the asked deadline, the first one where none is asked."""
    sets = deadline_sets(request.user, today, is_own=shows_own(request), office=request.office)
    asked = request.GET.get("of")
    deadline = next((each for each in sets if each == asked), next(iter(sets)))
    listed = DeadlineFilter(request.GET, queryset=sets[deadline], request=request, today=today)
    listed.deadline, listed.deadlines = Deadline(deadline), tuple(sets)
    return listed


class GapFilter(ListFilter):
    """未入力一覧: what is missing, one's own or the team's, and whose."""

    one_of = {"of": "each thing that is missing is a list"}
    standard = "day"
    columns = (
        Column("name", _("Client or meeting"), "gap_name", "nw", is_fixed=True),
        Column("day", pgettext_lazy("gap", "Since"), "gap_day", "nw"),
        Column("worker", _("Who fills it in"), "gap_worker", "nw"),
        Column("act", _("Actions"), css="nw", is_fixed=True, is_mute=True),
    )

    of = django_filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[(gap.key, gap.label) for gap in GAPS],
        method="unchanged",
        empty_label=None,
    )
    view = django_filters.CharFilter(label=_("Whose"), method="unchanged")
    worker = SeveralNamesFilter(
        label=_("Who fills it in"),
        queryset=lambda request: User.objects.visible_to(request.user).order_by("name_kana"),
        method="of_worker",
        null_label=_("Nobody in charge"),
        null_value="none",
    )
    #: What is shown and what there is; set by `asked_gap`.
    gap: Gap
    gaps: list[Gap]
    counts: Counter
    is_own: bool

    class Meta:
        model = Client
        fields: list[str] = []

    def unchanged(self, queryset, _name, _value):
        """Both choose the queryset itself."""
        return queryset

    def of_worker(self, queryset, _name, value):
        """Records that one person must mend, or nobody."""
        people = [each for each in value if each != "none"]
        wanted = Q(**{f"{self.gap.among.worker}__in": people})
        if len(people) < len(value):
            wanted |= Q(**{self.gap.among.worker: None})
        return queryset.filter(wanted) if value else queryset


def asked_gap(request, *, today: date) -> GapFilter:
    """Return the filter over the records of the asked gap, else of the first that has any."""
    is_own = shows_own(request)
    whose = {"is_own": is_own, "office_id": request.office.pk}
    gaps = gaps_of(request.user, request.office.pk)
    asked = request.GET.get("of")
    counts = gaps_by_worker(request.user, today, **whose)
    held = {key for key, _worker in counts}
    first = next((gap for gap in gaps if gap.key in held), gaps[0])
    gap = next((gap for gap in gaps if gap.key == asked), first)
    rows = gap.held(request.user, today, **whose)
    listed = GapFilter(request.GET, queryset=rows, request=request, today=today)
    listed.gap, listed.gaps, listed.is_own, listed.counts = gap, gaps, is_own, counts
    return listed
