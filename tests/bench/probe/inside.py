"""Ask the database what the bench needs to know, count a page's queries, profile a page."""

import cProfile
import io
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client as TestClient
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Client, Consultation
from staffing.models import User
from staffing.searching import issue_ticket
from tests.bench.browser import new_contact
from tests.bench.load.contacts import KNOWN_CONTACTS
from tests.bench.load.credentials import LOGIN
from tests.bench.load.words import SEARCHES
from tests.bench.pages import CREATE, Facts, pages

BACKEND = "staffing.backends.StaffBackend"
#: Not questions, but how Django frames them.
FRAMES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
SLOWEST, LINES, SHOWN = 6, 12, 320
#: From how many seconds on a query shows its plan, and how much of it.
SLOW, PLAN_LINES, PLAN_WIDTH = 0.02, 16, 150


def facts() -> dict[str, Any]:
    """Return the keys and words that the addresses of the pages hold."""
    now = timezone.now()
    user = User.objects.get(login_id=LOGIN)
    office = user.postings.get().office_id
    contacts = Consultation.objects.filter(office_id=office)
    known = Client.objects.filter(office_id=office).order_by("pk").first()
    first, last = (contacts.order_by(name).first() for name in ("pk", "-pk"))
    half = (first.pk + last.pk - KNOWN_CONTACTS) // 2
    people = Client.objects.filter(office_id=office).order_by("kana_sort", "pk")
    return {
        "middle_client": people.values_list("pk", flat=True)[people.count() // 2],
        "client": known.pk,
        "client_name": known.name,
        "middle": contacts.filter(pk__gte=half).order_by("pk").first().pk,
        "since": f"{timezone.localtime(first.occurred_at):%Y-%m-%d}",
        "until": f"{timezone.localtime(now):%Y-%m-%d}",
        "searches": {name: issue_ticket(user, word, now=now) for name, word in SEARCHES.items()},
        "contacts": Consultation.objects.count(),
    }


def lead_browser() -> TestClient:
    """Return a browser in which the measured person is logged in."""
    browser = TestClient(SERVER_NAME="127.0.0.1", raise_request_exception=True)
    browser.force_login(User.objects.get(login_id=LOGIN), backend=BACKEND)
    return browser


def _asked(captured: CaptureQueriesContext) -> list[dict[str, str]]:
    return [row for row in captured.captured_queries if not row["sql"].startswith(FRAMES)]


def queries() -> dict[str, int]:
    """Return how many questions each page asks of the database, when it is opened again."""
    browser, known = lead_browser(), Facts(**facts())
    found = {}
    for name, path in pages(known).items():
        browser.get(path)
        with CaptureQueriesContext(connection) as captured:
            browser.get(path)
        found[name] = len(_asked(captured))
    with CaptureQueriesContext(connection) as captured:
        create_contact(browser, known)
    return found | {CREATE: len(_asked(captured))}


def create_contact(browser: TestClient, known: Facts) -> None:
    """Save a new contact as the form does."""
    at = timezone.localtime() - timedelta(minutes=1)
    answer = browser.post("/log/new/", new_contact(known.client, known.client_name, at))
    if answer.status_code != 302:
        raise RuntimeError(f"the new contact was refused: {answer.status_code}")
    browser.cookies.pop("messages", None)


def profile(*names: str) -> dict[str, str]:
    """Return in words where the time of each page goes: its slowest queries and functions."""
    browser, known = lead_browser(), Facts(**facts())
    return {name: _profile(browser, known, name) for name in names}


def _profile(browser: TestClient, known: Facts, name: str) -> str:
    def ask() -> None:
        if name == CREATE:
            create_contact(browser, known)
        else:
            browser.get(pages(known)[name])

    asked: list[tuple[float, str, Sequence]] = []

    def timed(execute, sql, values, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, values, many, context)
        finally:
            asked.append((time.perf_counter() - began, sql, values))

    ask()
    with connection.execute_wrapper(timed):
        began = time.perf_counter()
        ask()
        whole = time.perf_counter() - began
    in_sql = sum(seconds for seconds, _sql, _values in asked)
    slow = sorted(asked, key=lambda one: -one[0])[:SLOWEST]
    lines = [f"{whole * 1000:.1f} ms, of these {in_sql * 1000:.1f} ms in {len(asked)} queries"]
    for seconds, sql, values in slow:
        lines.append(f"  {seconds * 1000:7.1f} ms  {sql[:SHOWN]}")
        lines += _plan(sql, values) if seconds > SLOW else ()
    return "\n".join([*lines, *functions(ask)])


def _plan(sql: str, values: Sequence) -> list[str]:
    """Return how the database goes about a slow question."""
    if not sql.startswith("SELECT"):
        return []
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'ANALYZE' if is_postgres else 'QUERY PLAN'} {sql}", values)
        steps = [str(row[0] if is_postgres else row[-1]) for row in cursor.fetchall()]
    return [f"              {step[:PLAN_WIDTH]}" for step in steps[:PLAN_LINES]]


def functions(ask: Callable[[], object], *, times: int = 5) -> list[str]:
    """Return the functions in which most of the time of something goes."""
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [ask() for _ in range(times)])
    output = io.StringIO()
    pstats.Stats(profiler, stream=output).sort_stats("tottime").print_stats(LINES)
    found = output.getvalue().partition("ncalls")[2].split("\n")[1:]
    shown = [line.replace(str(Path.cwd()), ".").replace(sys.prefix, "") for line in found]
    return [
        f"  {times} times: calls, s, s a call, s with all inside, s a call",
        *filter(str.strip, shown),
    ]
