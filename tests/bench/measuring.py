"""Latency with one connection, with four at once, and while others write."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from zoneinfo import ZoneInfo

from tests.bench.browser import Browser, new_contact
from tests.bench.pages import Facts

#: Of one page in one round.
SECONDS, MOST = 0.6, 100
CONNECTIONS, WRITERS = 4, 8
#: A writer saves once in so many seconds; an office's people save once in some minutes.
PACE = 1.0
OFFICE_ZONE = ZoneInfo("Asia/Tokyo")


def times(ask: Callable[[], object], *, seconds: float = SECONDS, most: int = MOST) -> list[float]:
    """Ask again and again for a while and return each time in milliseconds."""
    found: list[float] = []
    end = time.perf_counter() + seconds
    while not found or (time.perf_counter() < end and len(found) < most):
        began = time.perf_counter()
        ask()
        found.append((time.perf_counter() - began) * 1000)
    return found


def median(ask: Callable[[], object], **limits) -> float:
    """Return the median time of one round in milliseconds."""
    return statistics.median(times(ask, **limits))


def at_once(browser: Browser, path: str, *, seconds: float) -> list[float]:
    """Return the times of four connections that ask for a page at once."""

    def one(_number: int) -> list[float]:
        own = browser.another()
        return times(lambda: own.get(path), seconds=seconds, most=10**6)

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return [taken for part in pool.map(one, range(CONNECTIONS)) for taken in part]


def write_contact(browser: Browser, facts: Facts) -> None:
    """Save a new contact of a minute ago."""
    at = datetime.now(OFFICE_ZONE) - timedelta(minutes=1)
    browser.post("/log/new/", new_contact(facts.client, facts.client_name, at))


@contextmanager
def writers(browser: Browser, facts: Facts, *, pace: float = PACE):
    """Let eight people save contacts meanwhile; yield the list of the moments they saved at."""
    over, saved, problems = Event(), [], []

    def write(own: Browser, first: float) -> None:
        over.wait(first)
        try:
            while not over.is_set():
                write_contact(own, facts)
                saved.append(time.perf_counter())
                over.wait(pace)
        except Exception as problem:
            problems.append(problem)

    people = [
        Thread(target=write, args=(browser.another(), pace * number / WRITERS))
        for number in range(WRITERS)
    ]
    for person in people:
        person.start()
    try:
        yield saved
    finally:
        over.set()
        for person in people:
            person.join()
    if problems:
        raise problems[0]
