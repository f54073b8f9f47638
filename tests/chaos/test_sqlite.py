"""A4, D13: SQLite with many writers, and with the application killed in the middle of them."""

import os
import random
import signal
import time
from contextlib import suppress

import pytest

from tests.chaos.ledger import Ledger
from tests.chaos.processes import wait_for

#: Nobody waits longer for a save among eight writers (D13) on a machine that does nothing else.
LONGEST = 5.0


def test_a4_the_application_killed_in_the_middle_of_a_transaction(small_house, amount, note):
    server, browser = small_house.web()
    ledger = Ledger(small_house, browser)
    dice, kills = random.Random(2), 0
    goal = amount(200, 12)
    with ledger.writing(threads=4):
        while kills < goal:
            if workers := server.children():
                time.sleep(dice.uniform(0.001, 0.4))
                with suppress(ProcessLookupError):  # the one before, not yet buried
                    os.kill(dice.choice(workers), signal.SIGKILL)
                    kills += 1
            if kills % 10 == 0:
                ledger.wait_for_more(1)
        server.end_group()
        _server, _same = small_house.web(browser.port)
        ledger.wait_for_more(5)
    assert set(ledger.statuses) <= {302, 0}
    ledger.compare()
    note(f"{kills} kills, {len(ledger.acknowledged)} acknowledged, 0 lost, integrity_check ok")


def test_d13_eight_writers_at_once(small_house, amount, note):
    _server, browser = small_house.web()
    ledger = Ledger(small_house, browser)
    with ledger.writing(threads=8):
        ledger.wait_for_more(amount(600, 80))
    assert set(ledger.statuses) == {302}
    # What others do on this machine is not the lock's doing.
    assert ledger.slowest < LONGEST * max(1, os.getloadavg()[0] / os.cpu_count() - 2)
    ledger.compare()
    note(f"{len(ledger.acknowledged)} saved by 8 writers, the slowest in {ledger.slowest:.2f} s")


@pytest.mark.long
def test_d13_a_writer_that_holds_the_lock_makes_others_wait_not_fail(small_house):
    _server, browser = small_house.web()
    ledger = Ledger(small_house, browser)
    with small_house.database() as other, ledger.writing(threads=2):
        ledger.wait_for_more(5)
        other.execute("BEGIN IMMEDIATE")
        wait_for(lambda: browser.get("/clients/").status == 200, "a list while somebody writes")
        time.sleep(3)
        other.execute("COMMIT")
        ledger.wait_for_more(5)
    assert set(ledger.statuses) == {302}
    ledger.compare()
