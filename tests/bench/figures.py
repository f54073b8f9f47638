"""The figures of the design (performance.md, section 5) that one run gives."""

import statistics
from collections.abc import Callable, Iterator
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
    CLIENTS_ALL,
    CLIENTS_DEEP,
    CREATE,
    DEEP,
    HOME,
    LIST,
    LIVED_IN,
    NEW,
    SEARCH,
    TIMELINE,
)
from tests.bench.sizes import LARGE, SMALL, TINY

PAGES = (LIST, CLIENT, CREATE, HOME, CASELOAD)
#: Queries of a page: what must not be exceeded, and the aim.
QUERIES = {LIST: (6, 4), CLIENT: (8, 5), CREATE: (10, 8), HOME: (8, 5), CASELOAD: (8, 5)}
#: The same of the other lists, which show more than one table.
LIST_QUERIES = (8, 6)


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
    #: The ratio of the quickest tenths: what other programs of the machine disturb least.
    quick: float | None = None

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

    def figure(code, page, beside, must, aim, *, at=size, **more) -> Figure:
        ours, reference = (engine, size, (page,)), (engine, at, beside)
        return compared(samples, code, page, ours, reference, (must, aim), **more)

    yield figure("P1", LIST, (FLOOR_LIST,), 8, 5)
    yield figure("P1", ALL_YEARS, (FLOOR_LIST,), 8, 5)
    yield figure("P2", CLIENT, (FLOOR_DETAIL, HELLO), 5, 3)
    yield figure("P3", CREATE, (FLOOR_CREATE,), 8, 5)
    for page in (NEW, HOME, CASELOAD):
        yield figure("", page, (FLOOR_LIST,), None, None)
    searches = sorted(
        name for own, at, name in samples.rounds if (own, at) == (engine, size) and SEARCH in name
    )
    if size == LARGE.name:
        for page in (*PAGES, *LIVED_IN, TIMELINE, *searches):
            yield figure("P4", page, (page,), 1.3, 1.1, at=SMALL.name, words="10,000 contacts")
    yield from query_figures(samples, engine)
    must, aim = (90, 150) if size == LARGE.name else (None, None)
    yield figure("P6", LIST, (ADMIN,), must, aim, is_gain=True)
    for page in searches:
        yield figure("P11", page, (FLOOR_LIST,), 12, 5)
    yield figure("P12", DEEP, (ALL_YEARS,), 1.1, 1.0)
    yield figure("P12", CLIENTS_DEEP, (CLIENTS_ALL,), 1.1, 1.0)
    for page in CROWDED:
        taken = sorted(samples.crowd[engine, page])
        slowest, usual = taken[int(len(taken) * 0.99)], statistics.median(taken)
        yield Figure("P21", engine, f"{page}, p99", slowest, usual, 3, 2, "p50")
    for page in CROWDED:
        idle = samples.writing[engine, page, "idle"]
        beside = samples.writing[engine, page, "beside"]
        yield Figure("P22", engine, f"{page}, 8 writers", beside, idle, 2, 1.5, "idle")


Measured = tuple[str, str, tuple[str, ...]]


def compared(
    samples: Samples,
    code: str,
    page: str,
    ours: Measured,
    reference: Measured,
    bounds: tuple[float | None, float | None],
    *,
    words: str = "",
    is_gain: bool = False,
) -> Figure:
    """Return one measured page beside another: (engine, size, names whose times add up)."""

    def both(of: Callable[[str, str, str], float]) -> tuple[float, float]:
        return tuple(
            sum(of(engine, size, name) for name in names)
            for engine, size, names in (ours, reference)
        )

    quick = both(samples.quick)
    return Figure(
        code,
        ours[0],
        page,
        *both(samples.median),
        *bounds,
        words or " + ".join(reference[2]),
        is_gain=is_gain,
        quick=quick[1] / quick[0] if is_gain else quick[0] / quick[1],
    )


def query_figures(samples: Samples, engine: str) -> Iterator[Figure]:
    """Yield the numbers of queries, which many rows must not make more."""
    few, many = samples.queries[engine, TINY.name], samples.queries[engine, SMALL.name]
    lived_in = dict.fromkeys((*LIVED_IN, TIMELINE), LIST_QUERIES)
    for page, (must, aim) in (QUERIES | lived_in).items():
        yield Queries("P5", engine, page, many[page], few[page], must, aim, "100 rows")


def both_figures(samples: Samples, size: str) -> Iterator[Figure]:
    """Yield SQLite beside PostgreSQL."""
    for page in (*PAGES, NEW):
        lite, post = ((engine, size, (page,)) for engine in ("SQLite", "PostgreSQL"))
        yield compared(samples, "P20", page, lite, post, (1.5, 1.0), words="PostgreSQL")


def paper_figures(papers: dict[str, dict[str, float]]) -> Iterator[Figure]:
    """Yield the time of a page of each printed form."""
    reference = papers["reference"]
    free = reference["ms"] / reference["pages"]
    for name, paper in papers.items():
        if name != "reference":
            own = paper["ms"] / paper["pages"]
            page = f"{name}, each of {paper['pages']} pages"
            yield Figure("P16", "Papers", page, own, free, 0.6, 0.45, "a page with free columns")
