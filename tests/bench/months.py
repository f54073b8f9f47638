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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROUNDS = 3
GROWTH = 10
#: Seconds a step needs before it begins, about.
START = 1.0
STEPS = "tests.bench.months_steps"
#: The server, and how the name of its database begins.
SERVER = "postgres://postgres@127.0.0.1:5432/bench"


@dataclass(frozen=True)
class Limit:
    """What a figure must not exceed, and what we aim at."""

    must: float
    aim: float | None = None

    def verdict(self, value: float) -> str:
        """Return MISS above the limit, ok below it, aim where the aim is met as well."""
        if value > self.must:
            return "MISS"
        return "ok" if self.aim is None or value > self.aim else "ok, aim"


NEW = {"postgresql": Limit(5, 3), "sqlite": Limit(5)}
UNCHANGED = Limit(1)
LINEAR = Limit(11)
#: Memory is flat: ten times the plans take at most a quarter more.
FLAT = Limit(1.25)
WRONG = Limit(0)


class Report:
    """The figures of one database as lines, and whether one of them missed."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.has_missed = False

    def say(self, name: str, value: str, verdict: str = "") -> None:
        sys.stdout.write(f"{self.engine:<11}{name:<46}{value:>24}  {verdict}\n")
        sys.stdout.flush()

    def judge(self, name: str, value: float, limit: Limit, unit: str = "x") -> None:
        verdict = limit.verdict(value)
        self.has_missed |= verdict == "MISS"
        aim = f", aim {limit.aim:g}" if limit.aim is not None else ""
        self.say(name, f"{value:.2f} {unit}", f"must {limit.must:g}{aim}: {verdict}")


def start(url: str, step: str, *options: object) -> subprocess.Popen:
    """Start one step in its own process."""
    command = [sys.executable, "-m", STEPS, step, *map(str, options)]
    env = os.environ | {"DATABASE_URL": url, "DEBUG": "off"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=env, text=True, **pipes)


def run(url: str, step: str, *options: object) -> dict:
    """Run one step to its end and return what it found."""
    with start(url, step, *options) as process:
        out, err = process.communicate()
    if process.returncode:
        sys.exit(f"{step}: {err}")
    return json.loads(out.splitlines()[-1])


def kill(url: str, step: str, *, after: float) -> None:
    """Start one step and kill it after some seconds."""
    with start(url, step) as process:
        time.sleep(after)
        process.kill()


def measure(url: str, plans: int) -> bool:
    """Measure one database, small and large; return whether every figure is good enough."""
    report = Report("sqlite" if url.startswith("sqlite") else "postgresql")
    small = _small(url, plans, report)
    large = _large(url, plans * GROWTH, report)
    for name, step in (("all new", "new"), ("nothing to change", "sweep")):
        ratio = large[step]["seconds"] / small[step]["seconds"]
        report.judge(f"{name}: {GROWTH} times the plans", ratio, LINEAR)
        peaks = small[step]["peak"], large[step]["peak"]
        report.say(f"{name}: memory at most", "{:.0f} and {:.0f} MB".format(*peaks))
        report.judge(f"{name}: growth of memory", peaks[1] / peaks[0], FLAT)
    return not report.has_missed


def _small(url: str, plans: int, report: Report) -> dict[str, dict]:
    _create(url)
    filled = run(url, "fill", plans)
    rounds = []
    for _round in range(ROUNDS):
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
    return found


def _large(url: str, plans: int, report: Report) -> dict[str, dict]:
    _create(url)
    run(url, "fill", plans)
    found = {"new": run(url, "new"), "sweep": run(url, "sweep")}
    report.say(f"all new, {plans:,} plans", f"{found['new']['seconds']:.1f} s")
    report.say(f"sweep, {plans:,} plans", f"{found['sweep']['seconds']:.1f} s")
    report.judge(
        "people whose months differ (each tenth)", run(url, "check", "10")["wrong"], WRONG, ""
    )
    return found


def _median(results: list[dict]) -> dict:
    """Return the highest memory and the median time of some runs."""
    seconds = statistics.median(one["seconds"] for one in results)
    return results[0] | {"seconds": seconds, "peak": max(one["peak"] for one in results)}


def _create(url: str) -> None:
    """Make the database anew."""
    name = _drop(url)
    if not url.startswith("sqlite"):
        with _server(url) as server:
            server.execute(f'CREATE DATABASE "{name}"')


def _drop(url: str) -> str:
    """Remove the database where it exists, and return its name."""
    name = urlsplit(url).path.removeprefix("/")
    if "bench" not in name:
        sys.exit(f"{name}: the database is emptied, so its name must say bench")
    if url.startswith("sqlite"):
        for tail in ("", "-wal", "-shm"):
            Path(name + tail).unlink(missing_ok=True)
    else:
        with _server(url) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')
    return name


def _server(url: str) -> psycopg.Connection:
    return psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=100_000, help="ten times as many follow")
    parser.add_argument("urls", nargs="*", help="databases that may be emptied")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-months-") as folder:
        server = os.environ.get("BENCH_DATABASE_URL", SERVER)
        urls = given.urls or [f"{server}_months", f"sqlite:///{folder}/bench.sqlite3"]
        good = []
        for url in urls:
            try:
                good.append(measure(url, given.plans))
            finally:
                _drop(url)
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
