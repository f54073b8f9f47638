"""What the schedules of some people should hold by the rule, and what they do hold.

Everything is read as values, in the same few queries however many people there are; the rule
itself is the one of the screens. Nothing here locks or writes.
"""

import logging
from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

from django.conf import settings
from django.db.models import IntegerField, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils import translation

from cases.models import Case
from config.common.fiscal import month_of
from monitoring.choices import PauseKind
from monitoring.facts import (
    DECISION_COLUMNS,
    Span,
    decision_facts,
    ended_on,
    later_than,
    spans_that_matter,
)
from monitoring.models import MonitoringMonth, MonitoringSchedule, Pause
from monitoring.rules import (
    DueMonth,
    ExistingMonth,
    LaterDecision,
    Rest,
    changes,
    decision_months,
    segment_problems,
    segments,
)
from plans.models import BenefitDecision, SelfPlan

#: How many different inputs of the rule are remembered, about 3 kB each.
REMEMBERED = 8_192
#: Keys that stand closer together than this are read as a range.
SPREAD = 4

#: A decision as a row of values, and the columns that are read as text and as they are.
Decision = namedtuple("Decision", DECISION_COLUMNS)
DAYS = ("starts_on", "monitoring_from", "monitoring_to")
OTHERS = ("interval_months", "interval_source", "first_months", "first_from")
#: What the rule reads of a decision beside its first day.
REST = slice(DECISION_COLUMNS.index("starts_on") + 1, None)
#: A switch read as text, on SQLite and on PostgreSQL.
SWITCHES = {"0": False, "1": True, "false": False, "true": True}

log = logging.getLogger("tsunagi.monitoring")

#: A stored month as texts: the month, 1 when it is due or 0, why.
Texts = tuple[str, str, str]


class Schedule(Protocol):
    """A stored schedule, or a row of values with its keys."""

    pk: int
    client_id: int
    decision_id: int


def between(first: int, last: int) -> Q:
    """Return the condition that a row is of the people with these keys and those between."""
    return Q(client_id__gte=first, client_id__lte=last)


def of_people(clients: Collection[int]) -> Q:
    """Return the condition that a row is of some people, or of others whose keys lie between.

    PostgreSQL reads the whole table for a list of a thousand keys, and a range from an index. The
    rows of the others are a few more in a dictionary.
    """
    first, last = min(clients), max(clients)
    if last - first < SPREAD * len(clients):
        return between(first, last)
    return Q(client_id__in=clients)


class Wanted(NamedTuple):
    """The months of a schedule by the rule, and the same as a sorted list of what is stored."""

    months: tuple[DueMonth, ...]
    texts: list[Texts]


def wanted_months(schedules: Iterable[Schedule], people: Q) -> dict[int, Wanted]:
    """Return the months of each schedule by the rule, as {key: months}.

    A deleted decision has none. A decision that cannot be counted is logged and left out.
    """
    decisions = _decisions(people)
    cases, (self_plans, pauses) = _cases(people), _rests(people)
    wanted = {}
    for schedule in schedules:
        client, of_person = schedule.client_id, decisions[schedule.client_id]
        own = next((row for row in of_person if row.pk == schedule.decision_id), None)
        if own is None:
            wanted[schedule.pk] = Wanted((), [])
            continue
        spans = cases[client]
        found = _counted(
            month_of(own.starts_on),
            own[REST],
            tuple(later_than(own, of_person)) if len(of_person) > 1 else (),
            ended_on(spans),
            tuple(self_plans[client]),
            tuple(pauses[client]),
            spans_that_matter(spans, own.starts_on),
        )
        if found is None:
            log.error("The months of decision %s cannot be counted.", own.pk)
        else:
            wanted[schedule.pk] = found
    return wanted


def _decisions(people: Q) -> dict[int, list[Decision]]:
    decisions = defaultdict(list)
    alive = BenefitDecision.objects.alive().filter(people)
    for key, client, *days, includes_start, interval, source, number, begin in alive.values_list(
        "pk", "client_id", *_plain(*DAYS, "includes_start_month"), *OTHERS
    ):
        starts_on, first, last = map(_day, days)
        news = number, begin, SWITCHES[includes_start]
        row = Decision(key, client, starts_on, interval, first, last, source, *news)
        decisions[client].append(row)
    return decisions


@lru_cache(maxsize=REMEMBERED)
def _counted(
    starts_on: date,
    rest: tuple,
    later: tuple[LaterDecision, ...],
    closed_on: date | None,
    self_plans: tuple[tuple[date, date | None], ...],
    pauses: tuple[Rest, ...],
    cases: tuple[Span, ...],
) -> Wanted | None:
    """Return what the rule says, remembered by all that it reads; None where nothing is counted.

    People differ, their months hardly: a hundred thousand decisions share some thousand patterns
    of period and interval, and the words of a reason take longer to write than to compare.
    """
    facts = decision_facts(Decision(None, None, starts_on, *rest))
    if any(segment_problems(segment) for segment in segments(facts)):
        return None
    # Reasons are stored as the office reads them, whoever or whatever started the run.
    with translation.override(settings.LANGUAGE_CODE):
        months = tuple(
            decision_months(
                facts,
                later=later,
                closed_on=closed_on,
                self_plans=self_plans,
                pauses=pauses,
                cases=cases,
            )
        )
    texts = [(due.month.isoformat(), str(int(due.is_due)), due.reason) for due in months]
    return Wanted(months, sorted(texts))


def drifted(first: int, last: int, *, today: date) -> list[int]:
    """Return which schedules of the people with these keys wait or do not follow the rule.

    Only decisions that still run are looked at. What people did is not: a month that somebody
    switched off is found as well, and `recompute`, which locks the schedule, leaves it as it is.
    """
    people, this_month = between(first, last), month_of(today)
    ended = set(
        BenefitDecision.objects.filter(people, ends_on__lt=this_month).values_list("pk", flat=True)
    )
    rows = MonitoringSchedule.objects.filter(people).order_by("pk")
    rows = rows.values_list("pk", "client_id", "decision_id", "stale_since", named=True)
    schedules = [row for row in rows if row.decision_id not in ended]
    wanted = wanted_months(schedules, people)
    # Nothing is ever removed before this month, so earlier years need not be read.
    firsts = {found.months[0].month for found in wanted.values() if found.months}
    stored = _stored(people, since=min(firsts | {this_month}))
    return [
        schedule.pk
        for schedule in schedules
        if schedule.stale_since
        or _differs(stored[schedule.pk], wanted.get(schedule.pk), this_month)
    ]


def _stored(people: Q, *, since: date) -> dict[int, list[Texts]]:
    stored = defaultdict(list)
    months = MonitoringMonth.objects.filter(people, due_month__gte=since)
    switch = Cast(Cast("is_due", IntegerField()), TextField())
    for key, *texts in months.values_list("schedule_id", *_plain("due_month"), switch, "reason"):
        stored[key].append(tuple(texts))
    return stored


def _plain(*names: str) -> list[Cast]:
    """Read days and switches as text: what Django makes of each takes longer than the reading."""
    return [Cast(name, TextField()) for name in names]


@lru_cache(maxsize=REMEMBERED)
def _day(text: str) -> date:
    """Return a day that was read as text: a few hundred months stand in half a million rows."""
    return date.fromisoformat(text)


def _differs(stored: list[Texts], wanted: Wanted | None, this_month: date) -> bool:
    if wanted is None or sorted(stored) == wanted.texts:
        return False
    existing = [
        ExistingMonth(_day(month), is_due == "1", reason, is_untouched=True)
        for month, is_due, reason in stored
    ]
    return any(changes(existing, wanted.months, this_month=this_month))


def existing_months(people: Q) -> dict[int, list[ExistingMonth]]:
    """Return the stored months of each schedule with what somebody did about them."""
    existing = defaultdict(list)
    months = MonitoringMonth.objects.filter(people).with_touch()
    for key, schedule, month, is_due, reason, is_kept in months.values_list(
        "pk", "schedule_id", "due_month", "is_due", "reason", "is_kept"
    ):
        existing[schedule].append(ExistingMonth(month, is_due, reason, not is_kept, key))
    return existing


def _cases(people: Q) -> dict[int, list[Span]]:
    """Return, by person, from when to when each case was open, the earliest first."""
    spans: dict[int, list[Span]] = defaultdict(list)
    cases = Case.objects.alive().filter(people).order_by("client_id", "opened_on")
    rows = cases.values_list("client_id", *_plain("opened_on"), "closed_on")
    for client, opened_on, closed_on in rows:
        spans[client].append((_day(opened_on), closed_on))
    return spans


def _rests(people: Q) -> tuple[dict[int, list], dict[int, list[Rest]]]:
    """Return, by person, the periods of own plans and the pauses: one query for both."""
    columns = ("client_id", "starts_on", "ends_on")
    plans = SelfPlan.objects.alive().filter(people).order_by()
    pauses = Pause.objects.alive().filter(people).order_by()
    rows = plans.values_list(*columns, Value("")).union(
        pauses.values_list(*columns, "kind"), all=True
    )
    own_plans: dict[int, list] = defaultdict(list)
    rests: dict[int, list[Rest]] = defaultdict(list)
    for client, starts_on, ends_on, kind in sorted(rows, key=lambda row: (row[0], row[1])):
        if kind:
            with translation.override(settings.LANGUAGE_CODE):
                why = str(PauseKind(kind).label)
            rests[client].append(Rest(starts_on, ends_on, why))
        else:
            own_plans[client].append((starts_on, ends_on))
    return own_plans, rests
