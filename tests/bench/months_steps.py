"""One step of tests.bench.months on the database of DATABASE_URL; prints its figures as JSON."""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date
from http import HTTPStatus
from itertools import groupby
from operator import itemgetter
from random import Random
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - all of these need the set-up above
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client as Visitor  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from cases.models import Case, Client  # noqa: E402
from config.common.fiscal import add_months, month_end, month_of  # noqa: E402
from monitoring import actions, tasks  # noqa: E402
from monitoring.actions import schedules  # noqa: E402
from monitoring.models import MonitoringMonth, MonitoringSchedule  # noqa: E402
from monitoring.rules import DecisionFacts, LaterDecision, decision_months  # noqa: E402
from plans.choices import FirstFrom, IntervalSource  # noqa: E402
from plans.models import BenefitDecision  # noqa: E402
from plans.rules import counted_period  # noqa: E402
from staffing.models import Office  # noqa: E402
from tests.bench.load.rows import Book  # noqa: E402
from tests.bench.stepwise import TURN  # noqa: E402
from tests.factories.staffing import PostingFactory  # noqa: E402

OFFICES = 20
#: Shares of the intervals as the country had them in 2022-03 (domain.md 3.4), in hundredths.
INTERVALS = {6: 55, 3: 33, 1: 7, 12: 3, 2: 1, 4: 1}
YEARS = {1: 80, 2: 8, 3: 12}
#: One of so many people: a second decision that takes months over, a plan that began in mid-month.
RENEWED, MID_MONTH, NEW_USER = 20, 5, 7
#: One of so many stored months is deleted behind the sweep's back.
LOST = 100
TABLE = MonitoringMonth._meta.db_table
ROW = ("schedule_id", "office_id", "client_id", "due_month", "is_due", "reason", "state")
COLUMNS = (*ROW, "is_touched", "note", "appointment_id")


def fill(plans: int) -> dict:
    """Migrate, and write so many running decisions whose months are all still to be computed."""
    call_command("migrate", verbosity=0)
    now, rng = timezone.now(), Random(2019)
    this_month = month_of(timezone.localdate(now))
    book = Book(now.astimezone(UTC).replace(tzinfo=None))
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # The checks of the foreign keys take longer than the invented rows themselves.
            connection.cursor().execute("SET LOCAL session_replication_role = replica")
        offices = [book[Office].add(name=f"計測センター{number}") for number in range(OFFICES)]
        written = 0
        while written < plans:
            person = {"office_id": rng.choice(offices)}
            person["client_id"] = book[Client].add(office_id=person["office_id"], name="計測 花子")
            opened_on = add_months(this_month, -40)
            book[Case].add(**person, opened_on=opened_on)
            terms = [_term(rng, this_month)]
            if rng.randrange(RENEWED) == 0 and written + 1 < plans:
                terms.append(_term(rng, this_month))
            for term in terms:
                key = book[BenefitDecision].add(**person, **term, decided_on=term["starts_on"])
                book[MonitoringSchedule].add(**person, decision_id=key, stale_since=book.now)
            written += len(terms)
        book.close()
    _tidy()
    return {"plans": written}


def _term(rng: Random, this_month: date) -> dict:
    """A decision that runs now, or begins within two months."""
    [years] = rng.choices(list(YEARS), YEARS.values())
    start = add_months(this_month, rng.randint(1 - 12 * years, 2))
    ends_on = month_end(add_months(start, 12 * years - 1))
    if rng.randrange(MID_MONTH) == 0:
        start = start.replace(day=rng.randint(2, 28))
    [interval] = rng.choices(list(INTERVALS), INTERVALS.values())
    first = 3 if rng.randrange(NEW_USER) == 0 else 0
    begin = rng.choice(FirstFrom.values)
    source = rng.choice(IntervalSource.values)
    months = counted_period(start, ends_on, interval, first_months=first, first_from=begin)
    return {
        "starts_on": start,
        "ends_on": ends_on,
        "interval_months": interval,
        "monitoring_from": months[0],
        "monitoring_to": months[1],
        "interval_source": source,
        "first_months": first,
        "first_from": begin,
    }


class Turns:
    """Waits after each so many plans until a line comes in; with 0 it never does."""

    def __init__(self, part: int) -> None:
        self.part, self.done, self.waited = part, 0, 0.0

    def add(self, plans: int) -> None:
        """Count plans as done, and wait when a part of them is."""
        self.done += plans
        if self.part and self.done >= self.part:
            self.done -= self.part
            began = time.perf_counter()
            sys.stdout.write(f"{TURN}\n")
            sys.stdout.flush()
            sys.stdin.readline()
            self.waited += time.perf_counter() - began


def new(part: int = 0) -> dict:
    """Compute everything, as the task of each minute does; `part` plans a turn."""
    turns, batches = Turns(part), actions.stale_schedules

    def in_turns() -> Iterator[list[int]]:
        for batch in batches():
            yield batch
            turns.add(len(batch))

    with _timed(turns) as found, patch.object(actions, "stale_schedules", in_turns):
        tasks.recompute_stale()
    if MonitoringSchedule.objects.stale().exists():
        raise RuntimeError("schedules were left to be computed")
    return found


def waiting() -> dict:
    """Count what still has to be computed."""
    return {"plans": MonitoringSchedule.objects.stale().count()}


def sweep(part: int = 0) -> dict:
    """Compare and repair, as the task of each night does; `part` plans a turn."""
    turns, compare = Turns(part), schedules.drifted

    def in_turns(*span: int, today: date) -> list[int]:
        found = compare(*span, today=today)
        turns.add(schedules.COMPARED)
        return found

    with _timed(turns) as found, patch.object(schedules, "drifted", in_turns):
        tasks.sweep()
    return found


def reset() -> dict:
    """Put everything back to where it still has to be computed."""
    _empty()
    MonitoringSchedule.objects.update(stale_since=timezone.now(), computed_at=None)
    _tidy()
    return {}


def lose() -> dict:
    """Delete months that nobody touched, without telling anybody."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE id % {LOST} = 0")
        return {"rows": cursor.rowcount}


def floor() -> dict:
    """Write the stored months once more into the emptied table: the limit of the database."""
    rows = list(MonitoringMonth.objects.order_by("pk").values_list(*COLUMNS))
    _empty()
    _tidy()
    names = ", ".join(COLUMNS)
    with _timed() as found, transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["?"] * len(COLUMNS))
            raw = connection.connection.cursor()
            raw.executemany(f"INSERT INTO {TABLE} ({names}) VALUES ({places})", rows)
    return found | {"rows": len(rows)}


def check(every: int = 1) -> dict:
    """Count the people whose stored months are not those that the rule gives, one by one."""
    own = ("starts_on", "interval_months", "monitoring_from", "monitoring_to", "interval_source")
    fields = ("client_id", "pk", "schedule__pk", *own, "first_months", "first_from")
    ordered = BenefitDecision.objects.order_by("client_id", "starts_on", "pk")
    decisions = ordered.values_list(*fields)
    stored = MonitoringMonth.objects.order_by("client_id", "schedule_id", "due_month").values_list(
        "client_id", "schedule_id", "due_month", "is_due", "reason"
    )
    months = groupby(stored.iterator(), itemgetter(0))
    wrong = 0
    with translation.override(settings.LANGUAGE_CODE):
        for client, terms in groupby(decisions.iterator(), itemgetter(0)):
            owner, rows = next(months)
            found = list(rows)
            if client % every:
                continue
            wrong += owner != client or found != sorted(_reference(client, list(terms)))
    return {"wrong": wrong}


def _reference(client: int, terms: list[tuple]) -> Iterator[tuple]:
    """What the rule says of one person's decisions, in the order of their first days."""
    later = [LaterDecision(term[3], term[6]) for term in terms]
    for place, (_client, _key, schedule, start, interval, first, last, source, *news) in enumerate(
        terms, start=1
    ):
        printed = source == IntervalSource.CERTIFICATE
        facts = DecisionFacts(start, interval, first, last, printed, *news)
        for due in decision_months(facts, later=later[place:]):
            yield client, schedule, due.month, due.is_due, due.reason


def page() -> dict:
    """Open the month's list of the largest office; count its queries once it is warm."""
    rows = MonitoringMonth.objects.order_by().values_list("office").annotate(number=Count("pk"))
    office = Office.objects.get(pk=max(rows, key=itemgetter(1))[0])
    person = PostingFactory(office=office).user
    visitor = Visitor(SERVER_NAME="127.0.0.1")
    visitor.force_login(person)
    address = reverse("monitoring:month-list")
    found = {}
    for _turn in range(3):  # the first ones fill what is remembered
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as caught:
            answer = visitor.get(address, secure=True)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"the list answered {answer.status_code}")
        found = {"queries": len(caught), "seconds": time.perf_counter() - began}
    return found


def _empty() -> None:
    with connection.cursor() as cursor:
        word = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
        tail = " CASCADE" if connection.vendor == "postgresql" else ""
        cursor.execute(f"{word} {TABLE}{tail}")


def _tidy() -> None:
    """Do now what the database does by itself some minutes after so many rows were written."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _timed(turns: Turns | None = None) -> Iterator[dict]:
    found: dict = {}
    connection.ensure_connection()
    began = time.perf_counter()
    yield found
    found["seconds"] = time.perf_counter() - began - (turns.waited if turns else 0)
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS: dict[str, Callable[..., dict]] = {
    step.__name__: step for step in (fill, new, waiting, sweep, reset, lose, floor, check, page)
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](*map(int, sys.argv[2:]))) + "\n")
