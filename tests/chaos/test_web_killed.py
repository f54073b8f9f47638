"""A1, A2, A12: the web server's processes die or are asked to end while people save."""

import os
import random
import signal

from tests.chaos.browser import Browser
from tests.chaos.ledger import Ledger
from tests.chaos.processes import is_gone, wait_for


def test_a1_a_worker_killed_while_many_save(house, amount, note):
    server, browser = house.web()
    ledger = Ledger(house, browser)
    dice = random.Random(1)
    with ledger.writing(threads=8):
        for _kill in range(amount(10, 3)):
            ledger.wait_for_more(amount(50, 15))
            os.kill(dice.choice(server.children()), signal.SIGKILL)
    assert browser.get("/").status == 200
    assert set(ledger.statuses) <= {302, 0}
    ledger.compare()
    note(f"{len(ledger.acknowledged)} acknowledged, {ledger.statuses[0]} connections cut, 0 lost")


def test_a2_the_master_killed_and_started_again(house, amount, note):
    server, browser = house.web()
    ledger = Ledger(house, browser)
    for _kill in range(amount(3, 1)):
        with ledger.writing(threads=4):
            ledger.wait_for_more(10)
            workers = server.children()
            assert workers
            server.kill()
        wait_for(lambda pids=workers: all(map(is_gone, pids)), "the orphaned workers to end")
        server, _same = house.web(browser.port)
        assert browser.get("/").status == 200
        ledger.wait_for_more(0)
        assert ledger.register(browser).status == 302
    assert set(ledger.statuses) <= {302, 0}
    ledger.compare()
    note(f"{len(ledger.acknowledged)} acknowledged, {ledger.statuses[0]} connections cut, 0 lost")


def test_a12_a_rolling_restart_cuts_nothing(house, amount, note):
    first, browser = house.web()
    second, other = house.web()
    ledger = Ledger(house, browser)
    beside = Browser(other.port, ledger.browser.cookies)
    with ledger.writing(threads=6, other=beside):
        for _restart in range(amount(4, 1)):
            ledger.wait_for_more(20)
            first.ask_to_stop(signal.SIGTERM)
            assert first.process.wait(40) == 0
            ledger.wait_for_more(5)
            first, _same = house.web(browser.port)
    second.ask_to_stop(signal.SIGTERM)
    assert set(ledger.statuses) == {302}, "with a second listener nobody sees the restart"
    assert not any(answer.is_cut for answer in ledger.answers)
    ledger.compare()
    note(f"{len(ledger.acknowledged)} saved through the restarts, none failed")
