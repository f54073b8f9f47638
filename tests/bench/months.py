"""Monitoring months at size: python -m tests.bench.months [--plans N] [DATABASE_URL …]

Each database is made anew, filled with invented plans and dropped; its name must say `bench`.
Every step runs in a process of its own, so its time and its highest memory are its own too.
Exits 1 when a figure misses what it must be.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.bench import stepwise
from tests.bench.stepwise import SERVER, TURN, Limit, Report, create, drop

ROUNDS = 3
GROWTH = 10
#: Seconds a step needs before it begins, about.
START = 1.0
STEPS = "tests.bench.months_steps"
#: What the name of the smaller database ends with.
TENTH = "_tenth"

#: PostgreSQL: at most thrice the same rows by COPY (issue 6).
NEW = {"postgresql": Limit(3), "sqlite": Limit(5)}
UNCHANGED = Limit(1)
LINEAR = Limit(11)
#: Memory is flat: ten times the plans take at most a quarter more.
FLAT = Limit(1.25)
WRONG = Limit(0)
#: The list of the month asks as often whatever the number of plans (issue 6).
FEW, MORE_QUERIES = 1_000, Limit(0)


def start(url: str, step: str, *options: object) -> subprocess.Popen:
    """Start one step in its own process."""
    return stepwise.start(url, STEPS, step, *options)


def run(url: str, step: str, *options: object) -> dict:
    """Run one step to its end and return what it found."""
    return stepwise.run(url, STEPS, step, *options)


def kill(url: str, step: str, *, after: float) -> None:
    """Start one step and kill it after some seconds."""
    with start(url, step) as process:
        time.sleep(after)
        process.kill()


def measure(url: str, plans: int, *, rounds: int = ROUNDS, grows: bool = True) -> bool:
    """Measure one database, small and large; return whether every figure is good enough."""
    report = Report("sqlite" if url.startswith("sqlite") else "postgresql")
    tenth = url + TENTH
    few = _page_of_few(tenth)
    small = _small(tenth, plans, report, rounds)
    _judge_page(report, few, small["page"], plans)
    if not grows:
        return not report.has_missed
    large, beside = _large(url, tenth, plans, report)
    _judge_page(report, few, large["page"], plans * GROWTH)
    for name, step in (("all new", "new"), ("nothing to change", "sweep")):
        ratio = large[step]["seconds"] / beside[step]
        report.say(f"{name}: {plans:,} plans beside it", f"{beside[step]:.2f} s")
        report.judge(f"{name}: {GROWTH} times the plans", ratio, LINEAR)
        peaks = small[step]["peak"], large[step]["peak"]
        report.say(f"{name}: memory at most", "{:.0f} and {:.0f} MB".format(*peaks))
        report.judge(f"{name}: growth of memory", peaks[1] / peaks[0], FLAT)
    return not report.has_missed


def _page_of_few(url: str) -> dict:
    create(url)
    run(url, "fill", FEW)
    run(url, "new")
    return run(url, "page")


def _judge_page(report: Report, few: dict, many: dict, plans: int) -> None:
    report.say(f"list of the month, {plans:,} plans", f"{many['seconds'] * 1000:.0f} ms")
    more = many["queries"] - few["queries"]
    name = f"its queries beyond the {few['queries']} at {FEW:,} plans"
    report.judge(name, more, MORE_QUERIES, "")


def _small(url: str, plans: int, report: Report, number: int) -> dict[str, dict]:
    create(url)
    filled = run(url, "fill", plans)
    rounds = []
    for _round in range(number):
        new = run(url, "new")
        # The floor leaves the same rows behind; what is divided is measured side by side.
        rounds.append({"new": new, "floor": run(url, "floor"), "sweep": run(url, "sweep")})
        run(url, "reset")
    found = {step: _median([one[step] for one in rounds]) for step in ("new", "floor", "sweep")}
    kill(url, "new", after=START + found["new"]["seconds"] / 2)
    left = run(url, "waiting")["plans"]
    report.say("plans left when killed in the middle", f"{left:,}")
    run(url, "new")
    floor = found["floor"]["seconds"]
    report.say("plans, monitoring months", f"{filled['plans']:,}, {found['floor']['rows']:,}")
    report.say("the same rows by COPY or executemany", f"{floor:.2f} s")
    report.say("all new", f"{found['new']['seconds']:.2f} s")
    report.judge("all new ÷ COPY", found["new"]["seconds"] / floor, NEW[report.engine])
    report.say("sweep, nothing to change", f"{found['sweep']['seconds']:.2f} s")
    report.judge("nothing to change ÷ COPY", found["sweep"]["seconds"] / floor, UNCHANGED)
    report.judge("people whose months differ from the rule", run(url, "check")["wrong"], WRONG, "")
    lost = run(url, "lose")["rows"]
    repaired = run(url, "sweep")
    report.say(f"sweep, {lost:,} rows deleted behind its back", f"{repaired['seconds']:.2f} s")
    report.judge("people whose months differ afterwards", run(url, "check")["wrong"], WRONG, "")
    found["page"] = run(url, "page")
    return found


def _large(url: str, tenth: str, part: int, report: Report) -> tuple[dict, dict[str, float]]:
    """Measure the large database, and beside it how long a tenth of it takes, as {step: seconds}.

    A machine's speed drifts over minutes by more than what is looked for, so the two take turns.
    """
    create(url)
    run(url, "fill", part * GROWTH)
    found, beside = {}, {}
    for step in ("new", "sweep"):
        found[step], beside[step] = _in_turns(url, tenth, step, part)
    plans = part * GROWTH
    report.say(f"all new, {plans:,} plans", f"{found['new']['seconds']:.1f} s")
    report.say(f"sweep, {plans:,} plans", f"{found['sweep']['seconds']:.1f} s")
    report.judge(
        "people whose months differ (each tenth)", run(url, "check", "10")["wrong"], WRONG, ""
    )
    found["page"] = run(url, "page")
    return found, beside


def _in_turns(url: str, tenth: str, step: str, part: int) -> tuple[dict, float]:
    """Do a step of the large one in parts, that of the small one after each; return their times."""
    seconds = []
    with start(url, step, part) as process:
        for line in process.stdout:
            if line.strip() != TURN:
                found = json.loads(line)
                continue
            if step == "new":
                run(tenth, "reset")
            seconds.append(run(tenth, step)["seconds"])
            process.stdin.write("\n")
            process.stdin.flush()
    if process.returncode:
        sys.exit(f"{step}: it ended with {process.returncode}")
    return found, statistics.mean(seconds)


def _median(results: list[dict]) -> dict:
    """Return the highest memory and the median time of some runs."""
    seconds = statistics.median(one["seconds"] for one in results)
    return results[0] | {"seconds": seconds, "peak": max(one["peak"] for one in results)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=100_000, help="ten times as many follow")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of which the median counts")
    parser.add_argument("--alone", action="store_true", help="this number of plans only")
    parser.add_argument("urls", nargs="*", help="databases that may be emptied")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-months-") as folder:
        server = os.environ.get("BENCH_DATABASE_URL", SERVER)
        urls = given.urls or [f"{server}_months", f"sqlite:///{folder}/bench.sqlite3"]
        good = []
        for url in urls:
            try:
                good.append(measure(url, given.plans, rounds=given.rounds, grows=not given.alone))
            finally:
                drop(url)
                drop(url + TENTH)
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
