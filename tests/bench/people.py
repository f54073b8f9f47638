"""People at size: python -m tests.bench.people [--people N] [DATABASE_URL …]

Search, list, a long timeline and a list taken over, with N people (10,000) and with ten times as
many; BENCH_SIZE=small takes 500, BENCH_ENGINE one of the two databases. Each database is made
anew, filled with invented people and dropped; its name must say `bench`. Exits 1 when a figure
misses what it must be.
"""

import argparse
import os
import sys
import tempfile
from statistics import median

from tests.bench import stepwise
from tests.bench.stepwise import SERVER, Limit, Report, create, drop

STEPS = "tests.bench.people_steps"
GROWTH = 10
SMALL = 500
#: People of an office that takes its list over: each specialist serves somebody.
STAFFED = 50
#: Both sizes are asked in turns so many times.
ROUNDS = 3
#: Entries of the one long timeline.
TIMELINE = 5_000
#: Ten times the people: the search and the lists take hardly longer (issue 4).
STEADY = Limit(1.3, 1.1)
#: A page from the middle of a list beside the first one (P12).
DEEP = Limit(1.1, 1.0)
#: Memory is flat: ten times the rows take at most a quarter more.
FLAT = Limit(1.25)
NONE = Limit(0)
run = stepwise.run


def measure(url: str, people: int) -> bool:
    """Measure one database, small and large; return whether every figure is good enough."""
    report = Report("sqlite" if url.startswith("sqlite") else "postgresql")
    urls = {size: f"{url}_{size}" for size in (people, people * GROWTH)}
    try:
        for size, each in urls.items():
            create(each)
            filled = run(each, STEPS, "fill", size, TIMELINE)
            told = f"{filled['people']:,}, {filled['entries']:,}"
            report.say("people, entries of one timeline", told)
        rounds = [
            {size: run(each, STEPS, "pages") for size, each in urls.items()} for _ in range(ROUNDS)
        ]
    finally:
        for each in urls.values():
            drop(each)
    _judge_pages(rounds, report)
    _judge_queries(rounds[0], report)
    _import(url, people, report)
    return not report.has_missed


def _judge_pages(rounds: list[dict[int, dict]], report: Report) -> None:
    """Judge by the median of the rounds: other programs of the machine hit both sizes alike."""
    few, many = rounds[0]
    for name in rounds[0][few]["pages"]:
        for size in (few, many):
            taken = median(each[size]["pages"][name] for each in rounds)
            report.say(f"{name}, {size:,} people", f"{taken:.1f} ms")
        ratio = median(each[many]["pages"][name] / each[few]["pages"][name] for each in rounds)
        report.judge(f"{name}: {GROWTH} times the people", ratio, STEADY)
    for name in ("list", "timeline"):
        for size in (few, many):
            ratio = median(each[size]["deep"][name] / each[size]["first"][name] for each in rounds)
            report.judge(f"{name}, the middle ÷ the first page, {size:,}", ratio, DEEP)


def _judge_queries(found: dict[int, dict], report: Report) -> None:
    few, many = (one["queries"] for one in found.values())
    for size, one in found.items():
        asked = one["queries"]
        report.say(f"queries of list and timeline, {size:,}", f"{asked['list']}, {asked['log']}")
    grown = sum(abs(many[name] - few[name]) for name in many)
    report.judge("queries more with more people", grown, NONE, "")


def _import(url: str, people: int, report: Report) -> None:
    """Take over a tenth of the people, then all of them, into an office that just began."""
    peaks = []
    for rows in (people // GROWTH, people):
        create(url)
        run(url, STEPS, "fill", STAFFED, 0)
        found = run(url, STEPS, "take_over", rows)
        report.say(f"taking over {rows:,} people", f"{found['seconds']:.1f} s")
        report.judge("rows that did not come in", rows - found["written"], NONE, "")
        again = run(url, STEPS, "take_over", rows)
        report.judge("people more when it is brought again", again["written"], NONE, "")
        peaks.append(found["peak"])
    report.say("taking over: memory at most", "{:.0f} and {:.0f} MB".format(*peaks))
    report.judge("taking over: growth of memory", peaks[1] / peaks[0], FLAT)


def main() -> None:
    """Measure every database asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    usual = SMALL if os.environ.get("BENCH_SIZE") == "small" else 10_000
    parser.add_argument("--people", type=int, default=usual, help="ten times as many follow")
    parser.add_argument("urls", nargs="*", help="databases that may be emptied")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-people-") as folder:
        server = os.environ.get("BENCH_DATABASE_URL", SERVER)
        os.environ.setdefault("FILES_DIR", folder)
        engines = {
            "postgresql": f"{server}_people",
            "sqlite": f"sqlite:///{folder}/bench.sqlite3",
        }
        chosen = os.environ.get("BENCH_ENGINE") or ""
        urls = given.urls or [url for name, url in engines.items() if chosen in ("", name)]
        good = []
        for url in urls:
            try:
                good.append(measure(url, given.people))
            finally:
                drop(url)
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
