"""The figures of the design (performance.md, section 5) that one run gives."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.bench import (
    ADMIN,
    CROWDED,
    FLOOR_CREATE,
    FLOOR_DETAIL,
    FLOOR_LIST,
    HELLO,
    Samples,
)
from tests.bench.pages import (
    ALL_YEARS,
    CASELOAD,
    CLIENT,
    CREATE,
    DEEP,
    HOME,
    LIST,
    NEW,
    SEARCH,
)
from tests.bench.sizes import LARGE, SMALL, TINY

PAGES = (LIST, CLIENT, CREATE, HOME, CASELOAD)
#: Queries of a page: what must not be exceeded, and the aim.
QUERIES = {LIST: (6, 4), CLIENT: (8, 5), CREATE: (10, 8), HOME: (8, 5), CASELOAD: (8, 5)}


@dataclass(frozen=True)
class Figure:
    """One line of the report: ours beside a reference, and how far they may lie apart."""

    code: str
    engine: str
    page: str
    ours: float
    reference: float
    #: At most this ratio (at least, with `is_gain`); None where only the figure is shown.
    must: float | None
    aim: float | None
    beside: str
    unit: str = "ms"
    is_gain: bool = False

    @property
    def ratio(self) -> float:
        """Ours by the reference; for a gain the other way round."""
        upper, lower = (self.ours, self.reference)[:: -1 if self.is_gain else 1]
        return upper / lower if lower else 0.0

    @property
    def is_met(self) -> bool:
        """Whether the figure is as it must be."""
        return self.must is None or self._within(self.must)

    @property
    def verdict(self) -> str:
        """In one word."""
        if self.must is None:
            return ""
        if not self.is_met:
            return "MISS"
        return "aim" if self.aim is not None and self._within(self.aim) else "ok"

    def _within(self, bound: float) -> bool:
        return self.ratio >= bound if self.is_gain else self.ratio <= bound


@dataclass(frozen=True)
class Queries(Figure):
    """Queries of a page with many rows, beside those with few: the bound is on the number."""

    unit: str = ""

    def _within(self, bound: float) -> bool:
        return self.ours <= bound and self.ours <= self.reference


def engine_figures(samples: Samples, engine: str, size: str) -> Iterator[Figure]:
    """Yield the figures of one engine at its largest size."""

    def time(name: str, at: str = size) -> float:
        return samples.median(engine, at, name)

    def figure(code, page, ours, reference, must, aim, beside, **more) -> Figure:
        return Figure(code, engine, page, ours, reference, must, aim, beside, **more)

    floor_list, hello = time(FLOOR_LIST), time(HELLO)
    yield figure("P1", LIST, time(LIST), floor_list, 8, 5, FLOOR_LIST)
    yield figure("P1", ALL_YEARS, time(ALL_YEARS), floor_list, 8, 5, FLOOR_LIST)
    detail = time(FLOOR_DETAIL) + hello
    yield figure("P2", CLIENT, time(CLIENT), detail, 5, 3, f"{FLOOR_DETAIL} + hello")
    yield figure("P3", CREATE, time(CREATE), time(FLOOR_CREATE), 8, 5, FLOOR_CREATE)
    yield figure("", NEW, time(NEW), floor_list, None, None, FLOOR_LIST)
    yield figure("", HOME, time(HOME), floor_list, None, None, FLOOR_LIST)
    yield figure("", CASELOAD, time(CASELOAD), floor_list, None, None, FLOOR_LIST)
    searches = sorted(
        name for own, at, name in samples.rounds if (own, at) == (engine, size) and SEARCH in name
    )
    if size == LARGE.name:
        for page in (*PAGES, *searches):
            yield figure("P4", page, time(page), time(page, SMALL.name), 1.3, 1.1, "10k")
    yield from query_figures(samples, engine)
    must, aim = (90, 150) if size == LARGE.name else (None, None)
    yield figure("P6", LIST, time(LIST), time(ADMIN), must, aim, ADMIN, is_gain=True)
    for page in searches:
        yield figure("P11", page, time(page), floor_list, 12, 5, FLOOR_LIST)
    yield figure("P12", DEEP, time(DEEP), time(ALL_YEARS), 1.1, 1.0, "its first page")
    for page in CROWDED:
        taken = sorted(samples.crowd[engine, page])
        slowest = taken[int(len(taken) * 0.99)]
        yield figure("P21", f"{page}, p99", slowest, statistics.median(taken), 3, 2, "p50")
    for page in CROWDED:
        idle = samples.writing[engine, page, "idle"]
        beside = samples.writing[engine, page, "beside"]
        yield figure("P22", f"{page}, 8 writers", beside, idle, 2, 1.5, "idle")


def query_figures(samples: Samples, engine: str) -> Iterator[Figure]:
    """Yield the numbers of queries, which many rows must not make more."""
    few, many = samples.queries[engine, TINY.name], samples.queries[engine, SMALL.name]
    for page, (must, aim) in QUERIES.items():
        yield Queries("P5", engine, page, many[page], few[page], must, aim, "100 rows")


def both_figures(samples: Samples, size: str) -> Iterator[Figure]:
    """Yield SQLite beside PostgreSQL."""
    for page in (*PAGES, NEW):
        lite, post = (samples.median(engine, size, page) for engine in ("SQLite", "PostgreSQL"))
        yield Figure("P20", "SQLite", page, lite, post, 1.5, 1.0, "PostgreSQL")


def paper_figures(papers: dict[str, dict[str, float]]) -> Iterator[Figure]:
    """Yield the time of a page of each printed form."""
    reference = papers["reference"]
    free = reference["ms"] / reference["pages"]
    for name, paper in papers.items():
        if name != "reference":
            own = paper["ms"] / paper["pages"]
            page = f"{name}, each of {paper['pages']} pages"
            yield Figure("P16", "Papers", page, own, free, 0.6, 0.45, "a page with free columns")
