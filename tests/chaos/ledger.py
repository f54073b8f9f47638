"""What was acknowledged, and what stands in the tables: the comparison of every fault test."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps

from tests.chaos.browser import Answer, Browser, as_new
from tests.chaos.house import House
from tests.chaos.processes import wait_for
from tests.input.walk import ASIDE

MARK = "試験"


def tables_with(column: str) -> list[str]:
    """Return the tables that hold a column, those of later apps included."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if any(found.column == column for found in model._meta.local_fields)
    )


class Ledger:
    """Registers clients under names of their own, from many threads, and notes each answer."""

    def __init__(self, house: House, browser: Browser, persona: str = "counsellor") -> None:
        self.house = house
        self.browser = browser.sign_in(house.who(persona))
        self.path = house.path("cases:client-create")
        self.blank = self.browser.form(self.path, name_kana="しけん")
        self.numbers = itertools.count(1)
        self.sent: set[str] = set()
        self.acknowledged: set[str] = set()
        self.statuses: Counter[int] = Counter()
        self.answers: list[Answer] = []
        self.slowest = 0.0
        self.lock = threading.Lock()
        assert self.register(self.browser).status == 302

    def register(self, browser: Browser, other: Browser | None = None) -> Answer:
        """Send one new client. `other` is where a proxy goes when the first one does not answer."""
        name = f"{MARK} {next(self.numbers)}"
        form = as_new(self.blank, name=name)
        with self.lock:
            self.sent.add(name)
        began = time.monotonic()
        answer = browser.post(self.path, form)
        if answer.status == 0 and other is not None:
            answer = other.post(self.path, form)
        with self.lock:
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.statuses[answer.status] += 1
            self.answers.append(answer)
            if answer.status == 302:
                self.acknowledged.add(name)
        return answer

    @contextmanager
    def writing(self, threads: int = 4, other: Browser | None = None) -> Iterator[None]:
        """Register clients without a pause until the block ends."""
        stop = threading.Event()

        def work() -> None:
            own, second = self.browser.copy(), other and other.copy()
            while not stop.is_set():
                if self.register(own, second).status != 302:
                    time.sleep(0.1)

        workers = [threading.Thread(target=work, daemon=True) for _number in range(threads)]
        for worker in workers:
            worker.start()
        try:
            yield
        finally:
            stop.set()
            for worker in workers:
                worker.join(90)
        assert not any(worker.is_alive() for worker in workers)

    def wait_for_more(self, count: int, seconds: float = 120) -> None:
        """Wait until so many more were acknowledged."""
        goal = len(self.acknowledged) + count
        wait_for(lambda: len(self.acknowledged) >= goal, f"{count} more records", seconds)

    def compare(self) -> None:
        """Fail where an acknowledged record is missing or double, or any is there by half."""
        found = dict(
            self.house.rows(
                f"SELECT name, COUNT(*) FROM cases_client WHERE name LIKE '{MARK} %' GROUP BY name"
            )
        )
        assert self.acknowledged - set(found) == set(), "acknowledged and lost"
        assert {name for name, count in found.items() if count > 1} == set(), "twice"
        assert set(found) <= self.sent
        assert half_written(self.house) == []
        found = uneven(self.house)
        assert found == {}, found


def uneven(house: House) -> dict[str, set[int]]:
    """Return the tables in which some of the new clients have more rows than others."""
    found = {}
    ours = f"SELECT id FROM cases_client WHERE name LIKE '{MARK} %'"
    total = house.one(f"SELECT COUNT(*) FROM ({ours}) AS ours")
    for table in tables_with("client_id"):
        if table in ASIDE - {"staffing_auditentry"}:
            continue
        rows = f"FROM {table} WHERE client_id IN ({ours})"
        if table == "staffing_auditentry":
            rows += " AND verb LIKE '%.created'"
        counts = house.rows(f"SELECT client_id, COUNT(*) {rows} GROUP BY client_id")
        sizes = {size for _client, size in counts}
        if len(counts) not in (0, total) or len(sizes) > 1:
            found[table] = sizes
    return found


def half_written(house: House) -> list[str]:
    """Return what stands in the tables by half: of any record, also of later apps."""
    found = []
    if house.one("SELECT COUNT(*) FROM staffing_submittedform WHERE url = ''"):
        found.append("a form without the page it led to")
    types = house.rows("SELECT DISTINCT object_type FROM staffing_auditentry")
    for (label,) in types:
        table = apps.get_model(label)._meta.db_table
        if house.one(
            f"SELECT COUNT(*) FROM staffing_auditentry WHERE object_type = '{label}' AND verb LIKE"
            f" '%.created' AND object_id NOT IN (SELECT id FROM {table})"
        ):
            found.append(f"an entry of the trail without its {label}")
    if house.database_url.startswith("sqlite"):
        found += [str(row) for row in house.rows("PRAGMA foreign_key_check")]
        found += [text for (text,) in house.rows("PRAGMA integrity_check") if text != "ok"]
    return found
