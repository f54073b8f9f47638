"""Filters of the claim check and of the tables behind it."""

import django_filters as df
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column
from config.common.filtering import DayFilter, ListFilter
from config.common.several import SeveralFilter
from reports.choices_claims import Certainty, Fee, Whom
from reports.claims.check import PersonMonth
from reports.filters import MonthlyFilter
from reports.models import FeeNotice, FeeUnit
from staffing.models import Posting, User


class ClaimFilter(MonthlyFilter):
    """A month's check: of whom, adult or child, and what still waits."""

    worker = df.ModelChoiceFilter(
        label=_("Person in charge"),
        queryset=lambda request: User.objects.visible_to(request.user).order_by("name_kana"),
        method="unchanged",
        empty_label=_("All"),
    )
    kind = df.ChoiceFilter(
        label=_("Adult or child"), choices=Whom, method="unchanged", empty_label=_("Both")
    )
    state = df.ChoiceFilter(
        label=pgettext_lazy("filter", "State"),
        method="unchanged",
        choices=[
            ("base", pgettext_lazy("claim", "With a base fee")),
            ("lacks", pgettext_lazy("claim", "Something is missing")),
            ("none", pgettext_lazy("claim", "No base fee")),
        ],
        empty_label=_("All"),
    )

    class Meta:
        model = Posting
        fields: list[str] = []

    def kept(self, rows: list[PersonMonth]) -> list[PersonMonth]:
        """Return the rows that fulfil the conditions."""
        worker, kind, state = (self.chosen.get(name) for name in ("worker", "kind", "state"))
        tests = {
            "base": lambda row: row.base is not None,
            "lacks": lambda row: bool(row.lacks or row.notes),
            "none": lambda row: row.base is None,
        }
        test = tests.get(state or "", lambda _row: True)
        return [
            row
            for row in rows
            if test(row)
            and (worker is None or row.person.worker_id == worker.pk)
            and (not kind or row.is_child == (kind == Whom.CHILD))
        ]


class FeeUnitFilter(ListFilter):
    """The units of the law: of which fee, on which day, how well known."""

    standard = "fee"
    columns = (
        Column("fee", pgettext_lazy("claim", "Fee"), "fee", is_head=True, is_fixed=True),
        Column("whom", _("Adult or child"), "whom"),
        Column("units", _("units"), "units", "n", descends=True),
        Column("most", _("most times a month"), css="n"),
        Column("from", _("valid from"), "valid_from", "nw"),
        Column("to", _("valid to"), "valid_to", "nw"),
        Column("certainty", _("certainty"), "certainty"),
        Column("source", _("source")),
    )

    fee = SeveralFilter(label=_("fee"), choices=Fee)
    whom = df.ChoiceFilter(label=_("Adult or child"), choices=Whom, empty_label=_("Both"))
    certainty = SeveralFilter(label=_("certainty"), choices=Certainty)
    day = DayFilter(label=pgettext_lazy("fee", "In force on"), method="on_day")

    class Meta:
        model = FeeUnit
        fields = ("fee", "whom", "certainty", "day")

    def on_day(self, queryset, _name, day):
        held = queryset.filter(valid_from__lte=day)
        return held.exclude(valid_to__lt=day)


class FeeNoticeFilter(ListFilter):
    """What the office notified, of which fee."""

    standard = "-from"
    columns = (
        Column("fee", _("What was notified"), "fee", is_head=True, is_fixed=True),
        Column("from", _("from"), "started_on", "nw", descends=True),
        Column("to", _("to"), "ended_on", "nw"),
        Column("person", _("trained person"), "person__name_kana", "nw"),
        Column("training", _("training taken")),
        Column("completed", _("training finished on"), "completed_on", "nw"),
        Column("published", _("published on"), "published_on", "nw"),
        Column("where", _("where it is published")),
    )

    fee = SeveralFilter(label=_("fee"), choices=Fee)

    class Meta:
        model = FeeNotice
        fields = ("fee",)
