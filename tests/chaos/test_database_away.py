"""A3, A5: PostgreSQL is killed, or stopped for a while, under people who save and read."""

import time

from tests.chaos.ledger import Ledger
from tests.chaos.processes import wait_for
from tests.input.walk import TELL_TALES

#: Of an answer or a log that gives the machine away; names of settings are not secret in a log.
TRACES = ("Traceback", "Internal Server Error")


def assert_friendly(ledger: Ledger) -> None:
    """Every answer was a saved record, a page that says to wait, or a connection that broke."""
    assert set(ledger.statuses) <= {302, 503}
    waiting = [answer for answer in ledger.answers if answer.status == 503]
    assert waiting, "nobody met the fault"
    for answer in waiting:
        assert int(answer.headers["retry-after"]) > 0
        assert "データベースが応答しません" in answer.text
        assert answer.headers["x-request-id"] in answer.text
        assert "試験 " in answer.text, "what was typed is gone"
        assert [sign for sign in TELL_TALES if sign in answer.text] == []


def test_a3_postgresql_killed_in_the_middle(cluster, house, amount, note):
    server, browser = house.web()
    ledger = Ledger(house, browser)
    back = []
    with ledger.writing(threads=6):
        for _kill in range(amount(5, 1)):
            ledger.wait_for_more(20)
            cluster.kill()
            assert wait_for(lambda: browser.get("/").status == 503, "the page that says to wait")
            assert browser.get("/healthz").status == 503
            cluster.start()
            began = time.monotonic()
            wait_for(lambda: browser.get("/").status == 200, "the home page", seconds=5)
            back.append(time.monotonic() - began)
            ledger.wait_for_more(5)
    assert_friendly(ledger)
    assert not [sign for sign in TRACES if sign in server.said()]
    ledger.compare()
    assert cluster.is_sound(house.database_url.rpartition("/")[2])
    note(f"{len(ledger.acknowledged)} acknowledged, 0 lost; back after {max(back):.2f} s at most")


def test_a5_postgresql_stopped_for_a_while(cluster, house, amount, note):
    server, browser = house.web()
    ledger = Ledger(house, browser)
    reader = browser.copy()
    assert reader.get("/").status == 200
    with ledger.writing(threads=6):
        ledger.wait_for_more(20)
        cluster.stop()
        until = time.monotonic() + amount(30, 4)
        while time.monotonic() < until:
            answer = reader.get("/clients/")
            assert answer.status == 503
            assert answer.headers["retry-after"]
            time.sleep(0.2)
        cluster.start()
        first = [reader.get(path).status for path in ("/", "/clients/", "/log/", "/healthz")]
        ledger.wait_for_more(10)
    assert first == [200] * 4, "a stale connection answers the first page after the start"
    assert_friendly(ledger)
    assert not [sign for sign in TRACES if sign in server.said()]
    ledger.compare()
    note(f"{len(ledger.acknowledged)} acknowledged, {ledger.statuses[503]} × 503, 0 lost")
