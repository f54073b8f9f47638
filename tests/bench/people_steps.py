"""One step of tests.bench.people on the database of DATABASE_URL; prints its figures as JSON."""

import csv
import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, timedelta
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - all of these need the set-up above
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from cases.models import Client, Consultation  # noqa: E402
from config.demo.names import FAMILY_NAMES, MEN, WOMEN, pairs  # noqa: E402
from staffing.actions.importing import bring_list, write_list  # noqa: E402
from staffing.importing.kinds import kind_of  # noqa: E402
from staffing.importing.running import take, walk  # noqa: E402
from staffing.models import ImportRun, User  # noqa: E402
from staffing.searching import issue_ticket  # noqa: E402
from staffing.tasks import gather_statistics  # noqa: E402
from tests.bench.load.credentials import LOGIN  # noqa: E402
from tests.bench.load.filling import fill as fill_with  # noqa: E402
from tests.bench.load.rows import Book  # noqa: E402
from tests.bench.load.words import contact  # noqa: E402
from tests.bench.probe.inside import lead_browser  # noqa: E402
from tests.bench.sizes import Size  # noqa: E402

#: How often each page is asked: the quickest counts, the rest is what other programs took.
TIMES = 11
NAMES = [(one, other) for one in pairs(FAMILY_NAMES) for other in pairs(MEN) + pairs(WOMEN)]


def fill(people: int, entries: int) -> dict:
    """Migrate, and write so many people; the first one has a timeline of so many entries."""
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    now = timezone.now()
    # Whom the staff serve does not grow with the years: what grows is whom they served before.
    in_care = min(people, 400)
    fill_with(Size("people", contacts=in_care, clients=people, in_care=in_care), now=now)
    person, worker = _office().clients.order_by("pk").first(), _reader()
    book, rng = Book(now.astimezone(UTC).replace(tzinfo=None)), Random(2019)
    for number in range(entries):
        method, counterpart, _contents, text = contact(rng)
        at = book.now - timedelta(hours=9 * number)
        book[Consultation].add(
            office_id=person.office_id,
            client_id=person.pk,
            occurred_at=at,
            method=method,
            counterpart=counterpart,
            text=text,
            worker_id=worker.pk,
        )
    book.close()
    gather_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return {"people": Client.objects.count(), "entries": entries}


def pages() -> dict:
    """Return how long each page takes in milliseconds, and how many questions it asks."""
    browser, user = lead_browser(), _reader()
    now, everybody = timezone.now(), _office().clients.order_by("kana_sort", "pk")
    known = _office().clients.order_by("pk").first()
    rare = f"{known.name.split()[0]} {known.name.split()[1]}"
    words = {"a full name": rare, "a family name": known.name.split()[0], "absent": "ぬゑ"}
    words["last digits"] = known.certificate_number[-4:]
    searches = {
        f"search: {label}": f"/search/{issue_ticket(user, word, now=now)}/"
        for label, word in words.items()
    }
    middle = everybody.values_list("pk", flat=True)[everybody.count() // 2]
    log = f"/clients/{known.pk}/log/"
    entries = known.consultations.order_by("occurred_at", "pk").values_list("pk", flat=True)
    half = entries[entries.count() // 2]
    asked = {
        "clients in care": "/clients/?clear=1",
        "clients, by age": "/clients/?sort=age",
        "clients of one row": "/clients/?row=か",
        "client page": f"/clients/{known.pk}/",
    }
    whole = "/clients/?state=all"
    deep = {"list": f"{whole}&after={middle}", "timeline": f"{log}?after={half}"}
    first = {"list": whole, "timeline": log}
    questions = {"list": whole, "log": log}
    whole_pages, half_pages = _taken(browser, asked | searches), {}
    for name, path in first.items():
        taken = _taken(browser, {"first": path, "deep": deep[name]})
        for place, milliseconds in taken.items():
            half_pages.setdefault(place, {})[name] = milliseconds
    return {
        "pages": whole_pages,
        **half_pages,
        "queries": {name: _asked(browser, path) for name, path in questions.items()},
    }


def take_over(rows: int) -> dict:
    """Check and write a list of so many people as the background work does."""
    kind, user, now = kind_of("clients"), _reader(), timezone.now()
    with translation.override("ja"):
        heads = [str(column.label) for column in kind.columns]
    keys = [column.key for column in kind.columns]
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(heads)
    for number in range(rows):
        family, given = NAMES[number % len(NAMES)]
        told = {
            "name": f"{family[0]} {given[0]}",
            "name_kana": f"{family[1]} {given[1]}",
            "birth_on": f"{1940 + number % 60}-{1 + number % 12:02}-{1 + number // 60 % 28:02}",
            "certificate_number": f"{number:010}",
        }
        table.writerow([told.get(key, "") for key in keys])
    before = Client.objects.count()
    file = ContentFile(text.getvalue().encode("utf-8-sig"), name="people.csv")
    run = bring_list(office=_office(), kind=kind.key, file=file, by=user)
    began = time.perf_counter()
    _walk(run, now)
    write_list(ImportRun.objects.get(pk=run.pk), by=user)
    _walk(ImportRun.objects.get(pk=run.pk), now)
    return {
        "seconds": time.perf_counter() - began,
        "written": Client.objects.count() - before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _walk(run: ImportRun, now) -> None:
    if not take(run, now=now):
        raise RuntimeError("the list was not taken")
    walk(run, now=now)


def _reader() -> User:
    return User.objects.get(login_id=LOGIN)


def _office():
    return _reader().postings.get().office


def _taken(browser, paths: dict[str, str]) -> dict[str, float]:
    """Return the least milliseconds of some pages, asked in turns: other programs hit all alike.

    The first round fills what is remembered and does not count.
    """
    taken: dict[str, list[float]] = {name: [] for name in paths}
    for number in range(TIMES + 1):
        for name, path in paths.items():
            began = time.perf_counter()
            answer = browser.get(path, secure=True)
            if number:
                taken[name].append((time.perf_counter() - began) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")
    return {name: min(rounds) for name, rounds in taken.items()}


def _asked(browser, path: str) -> int:
    browser.get(path, secure=True)
    with CaptureQueriesContext(connection) as captured:
        browser.get(path, secure=True)
    return len(captured)


STEPS: dict[str, Callable[..., dict]] = {step.__name__: step for step in (fill, pages, take_over)}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](*map(int, sys.argv[2:]))) + "\n")
