"""One run: every page of every database beside the floor, in five rounds."""

import json
import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.bench.browser import Browser, log_in
from tests.bench.databases import Postgres, Sqlite, run
from tests.bench.load.credentials import LOGIN, PASSWORD
from tests.bench.measuring import at_once, median, times, write_contact, writers
from tests.bench.pages import CASELOAD, CLIENT, CREATE, HOME, LIST, Facts, pages
from tests.bench.servers import FLOOR, OURS, PLAIN, Server
from tests.bench.sizes import DEMO, TINY, Size

ROUNDS = int(os.environ.get("BENCH_ROUNDS") or 5)
#: Seconds of one page with four connections, and beside the writers, in all rounds together.
CROWD_SECONDS, WRITING_SECONDS = 10, 8
FLOOR_LIST, FLOOR_DETAIL, FLOOR_CREATE = "floor: list_auth", "floor: detail", "floor: create"
HELLO, ADMIN = "Django: hello, session, user", "Django admin: changelist"
CROWDED = (LIST, CLIENT, HOME, CASELOAD)

Engine = Sqlite | Postgres


@dataclass
class Database:
    """A running copy of one size: who is logged in, and what its addresses hold."""

    engine: Engine
    size: Size
    url: str
    facts: Facts
    browser: Browser


@dataclass
class Samples:
    """What was measured: the times of each round by engine, size and name, and the rest."""

    rounds: dict[tuple[str, str, str], list[list[float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    crowd: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    queries: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    writing: dict[tuple[str, str, str], float] = field(default_factory=dict)

    def median(self, engine: str, size: str, name: str) -> float:
        """The median of the rounds' medians in milliseconds."""
        return statistics.median(map(statistics.median, self.rounds[engine, size, name]))

    def quick(self, engine: str, size: str, name: str) -> float:
        """The tenth of all requests that was answered within so many milliseconds."""
        taken = [time for part in self.rounds[engine, size, name] for time in part]
        return sorted(taken)[len(taken) // 10]


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Bench:
    """Starts everything, measures in turn, and stops everything."""

    def __init__(self, engines: Sequence[Engine], sizes: Sequence[Size], port: int) -> None:
        self.engines, self.sizes, self.port = engines, sizes, port
        self.samples = Samples()
        self.databases: list[Database] = []
        self.asks: list[tuple[tuple[str, str, str], Callable[[], object]]] = []

    def run(self) -> Samples:
        """Measure everything."""
        with ExitStack() as stack:
            for engine in self.engines:
                for size in self.sizes:
                    self._start(stack, engine, size)
            for number in range(1, ROUNDS + 1):
                say(f"round {number} of {ROUNDS} …")
                for key, ask in self.asks:
                    self.samples.rounds[key].append(times(ask))
                self._crowd()
            self._beside_writers()
        return self.samples

    @property
    def pages(self) -> list[str]:
        """The names of the pages that can be profiled."""
        return [*pages(self.databases[0].facts), CREATE]

    def count_queries(self) -> None:
        """Count the queries of every page with few rows and with many."""
        for engine in self.engines:
            for size in (TINY, self.sizes[0]):
                url = engine.copy(size)
                found = json.loads(run(url, "tests.bench.probe", "queries"))
                self.samples.queries[engine.name, size.name] = found
                engine.discard(size)

    def profile(self, engine: Engine, names: Sequence[str]) -> dict[str, str]:
        """Return where the time of some pages goes on the largest database."""
        url = engine.copy(self.sizes[-1])
        found = json.loads(run(url, "tests.bench.probe", "profile", *names))
        engine.discard(self.sizes[-1])
        return found

    def papers(self) -> dict[str, dict[str, float]]:
        """Return how long each printed form takes, and one to compare them with."""
        return self._on_paper("papers")

    def paper_profile(self, names: Sequence[str]) -> dict[str, str]:
        """Return where the time of some printed forms goes."""
        return self._on_paper("paper_profile", *names)

    def _on_paper(self, what: str, *names: str) -> dict:
        lite = Sqlite(self.engines[0].state)
        found = json.loads(run(lite.copy(DEMO), "tests.bench.probe", what, *names))
        lite.discard(DEMO)
        return found

    def _start(self, stack: ExitStack, engine: Engine, size: Size) -> None:
        say(f"{engine.name}, {size.name}: making the database ready …")
        stack.callback(engine.discard, size)
        url = engine.copy(size)
        facts = Facts(**json.loads(run(url, "tests.bench.probe", "facts")))
        server = stack.enter_context(self._server(OURS, url))
        browser = log_in(server.port, LOGIN, PASSWORD)
        database = Database(engine, size, url, facts, browser)
        self.databases.append(database)
        for name, path in pages(facts).items():
            self._ask(database, name, lambda b=browser, p=path: b.get(p))
        self._ask(database, CREATE, lambda: write_contact(browser, facts))
        if size is self.sizes[-1]:
            self._start_floor(stack, database)

    def _start_floor(self, stack: ExitStack, database: Database) -> None:
        server = stack.enter_context(self._server(FLOOR, database.url))
        client = database.facts.client
        floor = Browser(server.port, database.browser.cookies)
        self._ask(database, FLOOR_LIST, lambda: floor.get("/list_auth"))
        self._ask(database, FLOOR_DETAIL, lambda: floor.get(f"/detail/{client}"))
        self._ask(database, FLOOR_CREATE, lambda: floor.post(f"/create/{client}", {}))
        session = run(database.url, "tests.bench.plain")
        server = stack.enter_context(self._server(PLAIN, database.url))
        plain = Browser(server.port, {"sessionid": session})
        self._ask(database, HELLO, lambda: plain.get("/hello/"))
        self._ask(database, ADMIN, lambda: plain.get("/admin/cases/consultation/"))

    def _server(self, application: str, url: str) -> Server:
        self.port += 1
        return Server(application, url, self.port - 1)

    def _ask(self, database: Database, name: str, ask: Callable[[], object]) -> None:
        ask()
        self.asks.append(((database.engine.name, database.size.name, name), ask))

    def _crowd(self) -> None:
        for database in self._largest():
            for name in CROWDED:
                path = pages(database.facts)[name]
                found = at_once(database.browser, path, seconds=CROWD_SECONDS / ROUNDS)
                self.samples.crowd[database.engine.name, name] += found

    def _beside_writers(self) -> None:
        for database in self._largest():
            for name in CROWDED:
                say(f"{database.engine.name}: {name} beside eight writers …")
                path, kept = pages(database.facts)[name], self.samples.writing
                seconds = WRITING_SECONDS / 2
                ask = lambda b=database.browser, p=path: b.get(p)  # noqa: E731
                kept[database.engine.name, name, "idle"] = median(ask, seconds=seconds, most=10**6)
                with writers(database.browser, database.facts):
                    beside = median(ask, seconds=seconds, most=10**6)
                kept[database.engine.name, name, "beside"] = beside

    def _largest(self) -> list[Database]:
        return [database for database in self.databases if database.size is self.sizes[-1]]
