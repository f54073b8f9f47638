"""Clients with their cases, plans, decisions, monitoring months and reports."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from cases.choices import CaseState, CloseReason
from cases.models import Case, CaseAssignment, CaseStep, Client, ClientDisability, Consent
from cases.rules import client_keys
from config.common.fiscal import add_months, month_end, month_of
from config.demo.names import FAMILY_NAMES, MEN, TOWNS, WOMEN, pairs
from config.demo.plan_texts import ADULTS, CHILDREN
from staffing.models import AuditEntry
from tests.bench.load.plans import write_term
from tests.bench.load.rows import Book
from tests.bench.load.town import Place
from tests.bench.sizes import Size

FAMILIES, GIVEN = pairs(FAMILY_NAMES), {"female": pairs(WOMEN), "male": pairs(MEN)}
#: A case that has ended lasted this long.
TERM_MONTHS = 12
#: And ended this long ago at least: the months that the caseload looks at hold whom the staff can
#: serve, not a hundred times as many because the log is a hundred times as long.
QUIET_MONTHS = 8
STEPS = (CaseState.INQUIRY, CaseState.CONTRACTED, CaseState.ACTIVE, CaseState.MONITORING)


@dataclass
class Pools:
    """Who could be called in a month: {month: [(client, worker)]} and those in care all along."""

    in_care: list[tuple[int, int]] = field(default_factory=list)
    past: dict[date, list[tuple[int, int]]] = field(default_factory=dict)


@cache
def keys_of(name: str, kana: str) -> dict[str, str]:
    """The key columns, made by the same rule as a registered person's."""
    return client_keys(name, kana)


class PeopleWriter:
    """Writes the clients of one office."""

    def __init__(self, book: Book, place: Place, city_id: int, rng: Random, today: date) -> None:
        self.book, self.place, self.city_id, self.rng = book, place, city_id, rng
        self.today, self.this_month = today, month_of(today)
        self.pools = Pools()

    def write(self, count: int, in_care: int, size: Size) -> Pools:
        """Write `count` people; the first `in_care` have an open case."""
        for number in range(count):
            # The lead's own people come first, then everybody's in turn.
            worker = self.place.staff[number % len(self.place.staff)]
            if number < in_care:
                self._in_care(worker, number, size)
            else:
                self._ended(worker, size)
        return self.pools

    def _in_care(self, worker: int, number: int, size: Size) -> None:
        opened_on = self.today - timedelta(days=500 + number % 700)
        client, child = self._client(opened_on)
        case = self._case(client, worker, opened_on, None)
        # Two decisions of a year; the later one ends in one of the coming twelve months.
        last = add_months(self.this_month, number % 12)
        for plan_number, end in enumerate((add_months(last, -12), last), start=1):
            self._term(client, case, worker, child, plan_number, end)
        self.pools.in_care.append((client, worker))

    def _ended(self, worker: int, size: Size) -> None:
        rng = self.rng
        ago = rng.randint(QUIET_MONTHS, max(QUIET_MONTHS, size.months - TERM_MONTHS))
        end = add_months(self.this_month, -ago)
        start = add_months(end, 1 - TERM_MONTHS)
        client, child = self._client(start)
        case = self._case(client, worker, start, month_end(end))
        self._term(client, case, worker, child, 1, end)
        for step in range(TERM_MONTHS):
            self.pools.past.setdefault(add_months(start, step), []).append((client, worker))

    def _client(self, on: date) -> tuple[int, bool]:
        rng, book, office = self.rng, self.book, self.place.office
        gender = "female" if rng.random() < 0.5 else "male"
        family, given = rng.choice(FAMILIES), rng.choice(GIVEN[gender])
        name, kana = f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"
        is_child = rng.random() < 0.12
        age = rng.randint(4, 16) if is_child else rng.randint(20, 75)
        client = book[Client].add(
            office_id=office.pk,
            name=name,
            name_kana=kana,
            **keys_of(name, kana),
            birth_on=self.today - timedelta(days=age * 365 + rng.randrange(365)),
            gender=gender,
            phone=f"0134{rng.randint(100000, 999999)}",
            address=f"北海道計測市{rng.choice(TOWNS)}{rng.randint(1, 30)}-{rng.randint(1, 20)}",
            municipality_id=self.city_id,
            certificate_number=f"{rng.randrange(10**10):010d}",
            created_at=_at(on, 10),
            updated_at=_at(on, 10),
        )
        profile = rng.choice(CHILDREN if is_child else ADULTS)
        for kind in profile["kinds"]:
            book[ClientDisability].add(client_id=client, kind=kind)
        book[Consent].add(client_id=client, given_on=on, method="written")
        book[AuditEntry].add(
            at=_at(on, 10),
            office_id=office.pk,
            verb="client.created",
            object_type="cases.client",
            object_id=client,
            client_id=client,
        )
        return client, is_child

    def _case(self, client: int, worker: int, opened_on: date, closed_on: date | None) -> int:
        book = self.book
        case = book[Case].add(
            office_id=self.place.office.pk,
            client_id=client,
            state=CaseState.CLOSED if closed_on else CaseState.MONITORING,
            worker_id=worker,
            route="self",
            opened_on=opened_on,
            contracted_on=opened_on + timedelta(days=7),
            closed_on=closed_on,
            close_reason=CloseReason.ACHIEVED if closed_on else "",
        )
        for number, state in enumerate(STEPS):
            entered_on = opened_on + timedelta(days=7 * number)
            book[CaseStep].add(case_id=case, state=state, entered_on=entered_on)
        if closed_on:
            book[CaseStep].add(case_id=case, state=CaseState.CLOSED, entered_on=closed_on)
        book[CaseAssignment].add(
            case_id=case, worker_id=worker, started_on=opened_on, ended_on=closed_on
        )
        return case

    def _term(self, client, case, worker, child, number, end: date) -> None:
        write_term(
            self.book,
            self.place,
            self.rng,
            client=client,
            case=case,
            worker=worker,
            is_child=child,
            number=number,
            last_month=end,
            today=self.today,
        )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))
