"""Let many people work at once against web and worker, and prove that nothing was lost.

    python -m tests.load.run --on postgres --people 60 --seconds 120

Prints the times of every page; ends with 1 when an answer was not the expected one, an
acknowledged entry is not there exactly once, or a count differs from its rows.
"""

import argparse
import json
import os
import re
import signal
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict

from tests.compose.stack import Stack
from tests.load.embedded import Embedded
from tests.load.visitor import Ledger, Visitor
from tests.load.work import ARRIVING, Account, Employee

ALL, STATIC = "all but styles", "style or script"
COUNTED = re.compile(r"<b>([\d,]+)件</b>")


def say(line: str = "") -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def asked(stack: Stack, program: str) -> object:
    """Run a line of our own in the services' environment and read its answer."""
    command = ("python", "manage.py", "shell", "-v0", "--command", program)
    return json.loads(stack.run("web", *command).splitlines()[-1])


def month_counts(stack: Stack) -> Counter:
    """Return how many contacts of this month each office has in the database."""
    return Counter(asked(stack, "from tests.load.checks import month_counts; month_counts()"))


def work(stack: Stack, people: list[Account], *, seconds: float, haste: float) -> Ledger:
    """Let everybody work for so long; return what they saw."""
    ledger, until = Ledger(), time.monotonic() + seconds
    threads = []
    for number, account in enumerate(people):
        visitor = Visitor(stack.ports["web"], ledger)
        employee = Employee(account, visitor, seed=number, until=until, haste=haste)
        arriving = min(ARRIVING, seconds / 4)
        threads.append(threading.Thread(target=employee.work, args=(arriving,), daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ledger


def shown_counts(stack: Stack, people: list[Account], ledger: Ledger) -> dict[str, int]:
    """What the log of each office says its month holds, read by one of its people."""
    shown = {}
    for account in people:
        if str(account.office) in shown or account.role == "city":
            continue
        visitor = Visitor(stack.ports["web"], ledger)
        employee = Employee(account, visitor, seed=99, until=time.monotonic())
        employee.sign_in()
        page = visitor.get("log, counted", "/log/?period=month")
        found = COUNTED.search(page.text)
        shown[str(account.office)] = int(found[1].replace(",", "")) if found else 0
    return shown


def compare(stack: Stack, people: list[Account], ledger: Ledger, before: Counter) -> list[str]:
    """Everything that is not as it was promised."""
    path = stack.folder / "promised.json"
    promised = {"entries": ledger.entries, "corrections": ledger.corrections}
    path.write_text(json.dumps(promised | {"drafts": ledger.drafts}))
    path.chmod(0o644)
    wrong = asked(stack, f"from tests.load.checks import problems; problems({str(path)!r})")
    rows = month_counts(stack)
    expected = before + Counter(str(office) for office in ledger.entries.values())
    if rows != expected:
        wrong.append(f"rows of the month {dict(rows)}, expected {dict(expected)}")
    shown = Counter(shown_counts(stack, people, ledger))
    if shown != Counter({office: number for office, number in rows.items() if office in shown}):
        wrong.append(f"the pages count {dict(shown)}, the rows are {dict(rows)}")
    if not ledger.entries:
        wrong.append("nobody wrote anything")
    return [*ledger.wrong, *wrong]


def show_times(ledger: Ledger, seconds: float) -> None:
    """Print p50, p95 and p99 of every page in milliseconds, the most asked first."""
    kinds = defaultdict(list)
    for kind, took in ledger.asked:
        kinds[kind].append(took * 1000)
    kinds[ALL] = [took for kind, times in kinds.items() if kind != STATIC for took in times]
    say(f"{'':24}{'number':>8}{'p50':>8}{'p95':>8}{'p99':>8}  ms")
    for kind, times in sorted(kinds.items(), key=lambda item: -len(item[1])):
        # Doubled, because the quantiles of one single answer are asked for, too.
        cuts = statistics.quantiles(times * 2, n=100, method="inclusive")
        shown = "".join(f"{cuts[at - 1]:8.0f}" for at in (50, 95, 99))
        say(f"{kind:24}{len(times):8}{shown}")
    say(f"{len(kinds[ALL]) / seconds:.1f} pages and posts a second")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=["postgres", "sqlite"], required=True)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--size", type=float, default=1, help="share of the demo town")
    parser.add_argument("--haste", type=float, default=1, help="how much faster than people")
    given = parser.parse_args()
    # Whoever ends this run early leaves no servers behind.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    stack = Stack() if given.on == "postgres" else Embedded()
    try:
        stack.build()
        stack.up()
        program = f"prepare({given.people}, size={given.size})"
        people = [
            Account(**one)
            for one in asked(stack, f"from tests.load.people import prepare; {program}")
        ]
        before = month_counts(stack)
        say(f"{given.on}: {len(people)} people for {given.seconds:.0f} s, load {os.getloadavg()}")
        ledger = work(stack, people, seconds=given.seconds, haste=given.haste)
        wrong = compare(stack, people, ledger, before)
        show_times(ledger, given.seconds)
        say(
            f"{len(ledger.entries)} entries, {len(ledger.corrections)} corrections"
            f" ({ledger.conflicts} conflicts), {len(ledger.drafts)} drafts left,"
            f" {ledger.twice} double clicks; load {os.getloadavg()}"
        )
        for line in wrong[:40]:
            say(f"WRONG {line}")
        say(f"{len(wrong)} wrong")
        return 1 if wrong else 0
    finally:
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())
