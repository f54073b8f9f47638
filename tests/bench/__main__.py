"""python -m tests.bench: measure, print the figures side by side, end with 1 on a miss.

BENCH_SIZE=small measures 10,000 contacts only, BENCH_ENGINE one of the two databases;
BENCH_DATABASE_URL names the PostgreSQL server and how its databases begin; BENCH_PORT is the
first of eight ports, BENCH_ROUNDS how often everything is measured (5).
"""

import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from tests.bench.bench import Bench, Engine, say
from tests.bench.databases import FOLDER, Postgres, Sqlite, digest
from tests.bench.figures import Figure, both_figures, engine_figures, paper_figures
from tests.bench.report import table
from tests.bench.sizes import LARGE, SMALL

ENGINES = ("postgresql", "sqlite")


def main() -> int:
    """Run the whole bench; return how the process ends."""
    # Stopped from outside, it takes its servers with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    state = digest(date.today())
    url = os.environ.get("BENCH_DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/bench"
    both = {"postgresql": Postgres(state, url), "sqlite": Sqlite(state)}
    chosen = os.environ.get("BENCH_ENGINE") or ""
    engines = [both[name] for name in ENGINES if chosen in ("", name)]
    sizes = [SMALL] if os.environ.get("BENCH_SIZE") == "small" else [SMALL, LARGE]
    bench = Bench(engines, sizes, int(os.environ.get("BENCH_PORT") or 9310))
    bench.count_queries()
    papers = paper_figures(bench.papers())
    samples = bench.run()
    figures: list[Figure] = []
    for engine in engines:
        figures += engine_figures(samples, engine.name, sizes[-1].name)
    if len(engines) == len(both):
        figures += both_figures(samples, sizes[-1].name)
    figures += papers
    missed = [figure for figure in figures if not figure.is_met]
    lines = [table(figures, sizes[-1])]
    say(lines[0])
    for words in _profiles(bench, engines, missed):
        say(words)
        lines.append(words)
    (FOLDER / "report.md").write_text("\n".join(lines) + "\n")
    return 1 if missed else 0


def _profiles(bench: Bench, engines: Sequence[Engine], missed: list[Figure]) -> Iterator[str]:
    """Yield where the time of the missed pages goes, each page once."""
    for engine in engines:
        found = {_page(figure) for figure in missed if figure.engine == engine.name}
        if names := sorted(found & set(bench.pages)):
            for name, words in bench.profile(engine, names).items():
                yield f"\n{engine.name}, {name}: {words}"
    if names := [_page(figure) for figure in missed if figure.code == "P16"]:
        for name, words in bench.paper_profile(names).items():
            yield f"\n{name}: {words}"


def _page(figure: Figure) -> str:
    return re.sub(r", (p99|8 writers|each of .*)$", "", figure.page)


if __name__ == "__main__":
    sys.exit(main())
