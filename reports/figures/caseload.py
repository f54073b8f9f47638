"""担当件数 of one office and month: each person's row, the office's average and its quotient."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from config.common.fiscal import add_months, month_end, months_between
from reports.figures.legal import LegalNumbers
from reports.figures.served import Served, served_clients
from reports.figures.staff import Post, monthly_heads, posts_between, specialists
from reports.figures.work import (
    MonitoringCounts,
    contracts_by_worker,
    monitoring_by_worker,
)
from reports.rules import caseload as rules
from staffing.choices import FigureCode
from staffing.models import User

COMING_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Load:
    """Clients served: adults and children of the month, and those of each month before."""

    adults: int = 0
    children: int = 0
    before: tuple[int, ...] = ()

    @property
    def served(self) -> int:
        """Clients of the month."""
        return self.adults + self.children

    @property
    def average(self) -> Fraction:
        """The mean of the six months before, by 6 always."""
        return rules.six_month_average(self.before)


@dataclass(frozen=True, slots=True)
class _Days:
    """The month shown, the day in it on which posts and contracts are looked at, and today."""

    month: date
    day: date
    today: date


@dataclass(frozen=True, slots=True)
class Work:
    """Contracts, monitoring and the outlook of an office, by the person in charge."""

    contracts: dict[int | None, int] = field(default_factory=dict)
    monitoring: dict[int | None, MonitoringCounts] = field(default_factory=dict)
    coming: dict[int | None, dict[date, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonCaseload:
    """One person's row; `worker_id` None is the row of work nobody is in charge of."""

    worker_id: int | None
    name: str
    name_kana: str
    load: Load
    is_posted: bool = True
    #: Whole months at the office, for somebody who came within the six months (在籍nか月).
    months_here: int | None = None
    contracts: int = 0
    monitoring: MonitoringCounts = field(default_factory=MonitoringCounts)
    coming: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeCaseload:
    """The office's caseload of one month, measured against the standard and the threshold."""

    month: date
    day: date
    load: Load
    people: tuple[PersonCaseload, ...]
    specialists: int
    heads: tuple[Decimal, ...]
    standard: int | None
    threshold: int | None

    @property
    def average_heads(self) -> Fraction:
        """The mean heads of the six months before, the divisor of the quotient."""
        return rules.six_month_average(self.heads)

    @property
    def quotient(self) -> Fraction | None:
        """取扱件数: mean clients by mean heads."""
        return rules.handled_quotient(self.load.before, self.heads)

    @property
    def required(self) -> int | None:
        """Specialists that the standard asks for."""
        return rules.required_heads(self.load.average, self.standard) if self.standard else None

    @property
    def shortfall(self) -> int:
        """Specialists that are missing."""
        if not self.standard:
            return 0
        return int(rules.shortfall(self.load.average, self.standard, self.specialists))

    @property
    def class_two(self) -> int:
        """Cases above the threshold that are paid class II."""
        if not self.threshold:
            return 0
        return rules.class_two_count(self.quotient, self.average_heads, self.threshold)


def months_before(month: date) -> list[date]:
    """Return the six months m−6 … m−1 of the average."""
    return [add_months(month, step) for step in range(-rules.MONTHS, 0)]


def coming_months(month: date) -> list[date]:
    """Return the twelve months after one."""
    return [add_months(month, step) for step in range(1, COMING_MONTHS + 1)]


def load_of(rows: Sequence[Served], month: date) -> Load:
    """Sum up the clients of some rows; `rows` reach from m−6 to m."""
    now = [row.is_child for row in rows if row.month == month]
    by_month = Counter(row.month for row in rows)
    before = tuple(by_month[past] for past in months_before(month))
    return Load(adults=now.count(False), children=now.count(True), before=before)


def served_until(offices: Collection[int], month: date) -> list[Served]:
    """Return everyone served in a month and the six before: what every load is made of."""
    return served_clients(offices, add_months(month, -rules.MONTHS), month)


def worker_load(
    office_id: int, worker_id: int, month: date, *, served: Sequence[Served] | None = None
) -> Load:
    """Return the load of one person: the figure of the home page, the same as the row's.

    `served` are the rows of `served_until`, where they are at hand.
    """
    rows = served_until([office_id], month) if served is None else served
    own = [row for row in rows if (row.office_id, row.worker_id) == (office_id, worker_id)]
    return load_of(own, month)


def office_caseload(
    office_id: int,
    month: date,
    *,
    today: date,
    has_work: bool = True,
    served: Sequence[Served] | None = None,
    numbers: LegalNumbers | None = None,
) -> OfficeCaseload:
    """Return the whole page of 担当件数 in a handful of queries, however many people there are.

    `has_work=False` leaves out contracts, monitoring and the outlook, for a tile. `served` are
    the rows of `served_until`, `numbers` those of the law, where they are at hand.
    """
    offices, first = [office_id], add_months(month, -rules.MONTHS)
    day = min(month_end(month), max(today, month))
    days = _Days(month, day, today)
    rows = served_until(offices, month) if served is None else served
    rows = [row for row in rows if row.office_id == office_id]
    posts = posts_between(offices, first, month_end(month))
    numbers = numbers or LegalNumbers()
    work = _work(office_id, days) if has_work else Work()
    return OfficeCaseload(
        month=month,
        day=day,
        load=load_of(rows, month),
        people=_people(rows, posts, work, days),
        specialists=specialists(posts, day),
        heads=tuple(monthly_heads(posts, months_before(month), numbers)),
        standard=numbers.whole(FigureCode.CASELOAD_STANDARD, day),
        threshold=numbers.whole(FigureCode.HANDLED_THRESHOLD, day),
    )


def _work(office_id: int, days: _Days) -> Work:
    last = coming_months(days.month)[-1]
    monitoring, coming = monitoring_by_worker([office_id], days.month, days.today, last)
    return Work(contracts_by_worker([office_id], days.day), monitoring, coming)


def _people(
    rows: Sequence[Served], posts: Sequence[Post], work: Work, days: _Days
) -> tuple[PersonCaseload, ...]:
    """Return everyone posted as a specialist, and whoever else holds work or served somebody."""
    posted, ahead = _posted(posts, days), coming_months(days.month)
    by_worker: dict[int | None, list[Served]] = {}
    for row in rows:
        by_worker.setdefault(row.worker_id, []).append(row)
    workers = dict.fromkeys([*posted, *by_worker, *work.contracts, *work.monitoring])
    names = _names(workers, posts, rows)
    return tuple(
        PersonCaseload(
            worker_id=worker,
            name=names.get(worker, ("", ""))[0],
            name_kana=names.get(worker, ("", ""))[1],
            load=load_of(by_worker.get(worker, ()), days.month),
            is_posted=worker in posted,
            months_here=posted.get(worker),
            contracts=work.contracts.get(worker, 0),
            monitoring=work.monitoring.get(worker, MonitoringCounts()),
            coming=tuple(work.coming.get(worker, {}).get(month, 0) for month in ahead),
        )
        for worker in workers
    )


def _names(
    workers: Iterable[int | None], posts: Sequence[Post], rows: Sequence[Served]
) -> dict[int | None, tuple[str, str]]:
    names: dict[int | None, tuple[str, str]] = {
        row.worker_id: (row.worker_name, row.worker_kana) for row in rows
    }
    names |= {post.user_id: (post.name, post.name_kana) for post in posts}
    missing = {worker for worker in workers if worker is not None} - set(names)
    if missing:
        rows = User.objects.filter(pk__in=missing).values_list("pk", "name", "name_kana")
        names |= {pk: (name, kana) for pk, name, kana in rows}
    return names


def _posted(posts: Sequence[Post], days: _Days) -> dict[int, int | None]:
    """Return the specialists of the day with their whole months here, None for six and more."""
    here = {}
    for post in posts:
        if post.is_specialist and post.holds_on(days.day):
            since = min(own.started_on for own in posts if own.user_id == post.user_id)
            months = months_between(since, days.month)
            here[post.user_id] = months if months < rules.MONTHS else None
    return here
