"""B1–B6: messages twice or never, workers killed, Redis away, empty or full; the work is done."""

import os
import signal
import time
from itertools import cycle

import pytest
from celery import Celery

from tests.chaos.browser import Browser, as_new
from tests.chaos.house import House
from tests.chaos.processes import wait_for

#: What a save of a decision leaves in the tables until it is computed.
WAITING = "SELECT COUNT(*) FROM monitoring_monitoringschedule WHERE stale_since IS NOT NULL"

#: How many wait for a row that somebody else holds.
BLOCKED = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture
def office(house, queue) -> House:
    """An office with a queue."""
    house.broker_url = queue.url
    return house


@pytest.fixture
def send(queue):
    """Put a message into the queue, as whoever else does."""
    sender = Celery(broker=queue.url)
    return lambda name, *args: sender.send_task(name, args=args, ignore_result=True)


class Desk:
    """The counsellor who corrects a benefit decision, whose months the worker then computes."""

    def __init__(self, office: House) -> None:
        self.office = office
        self.server, browser = office.web()
        self.browser: Browser = browser.sign_in(office.who("counsellor"))
        self.path = office.path("plans:decision-edit")
        self.pk = int(self.path.split("/")[2])
        self.mine = "FROM monitoring_monitoringschedule s LEFT JOIN monitoring_monitoringmonth m"
        self.mine += f" ON m.schedule_id = s.id WHERE s.decision_id = {self.pk}"
        self.days = cycle(range(1, 29))

    def save(self) -> float:
        """Save the decision anew; return how long the person waited."""
        kind = self.office.one("SELECT id FROM plans_servicetype WHERE code = '22' LIMIT 1")
        form = self.browser.form(
            self.path,
            decided_on=f"2026-04-{next(self.days):02}",
            **{"services-0-service_type": str(kind)},
        )
        began = time.monotonic()
        answer = self.browser.post(self.path, as_new(form))
        assert answer.status == 302, answer.text[-3000:]
        return time.monotonic() - began

    @property
    def is_waiting(self) -> bool:
        [(since,)] = self.office.rows(f"SELECT DISTINCT s.stale_since {self.mine}")
        return since is not None

    def is_computed(self) -> bool:
        return bool(self.months()) and not self.is_waiting

    def months(self) -> list[tuple]:
        return self.office.rows(f"SELECT m.due_month, m.is_due {self.mine} AND m.id > 0 ORDER BY 1")

    def schedule(self) -> int:
        return self.office.one(f"SELECT DISTINCT s.id {self.mine}")

    def assert_once(self) -> None:
        """Every month is there, and none twice."""
        months = [month for month, _is_due in self.months()]
        assert len(months) >= 2
        assert len(set(months)) == len(months)


def held(desk: Desk, connection) -> None:
    """Keep the computation of the decision from ending until the transaction does."""
    connection.execute("BEGIN")
    table = "monitoring_monitoringschedule"
    connection.execute(f"SELECT 1 FROM {table} WHERE decision_id = {desk.pk} FOR UPDATE")


def said(workers, text: str) -> int:
    return sum(worker.said().count(text) for worker in workers)


def forget(desk: Desk) -> None:
    """Let the decision wait to be computed, as after a save."""
    pk = desk.schedule()
    with desk.office.database() as connection:
        connection.execute(
            f"UPDATE monitoring_monitoringschedule SET stale_since = now() WHERE id = {pk}"
        )


def test_b1_a_message_delivered_twice_has_one_effect(office, send, note):
    desk, job = Desk(office), "monitoring.recompute_stale"
    desk.save()
    workers = [office.worker(CHAOS_LEASE="120") for _number in range(2)]
    wait_for(desk.is_computed, "the first computation")
    # Each asks at its start for what was missed; the later one would do it between the lines below.
    wait_for(lambda: said(workers, ": staffing.heartbeat") >= len(workers), "both at the start")
    wait_for(lambda: said(workers, f"done: {job}"), "the catch-up at the start")
    time.sleep(3)  # the next run is due
    forget(desk)
    done, again = said(workers, f"done: {job}"), said(workers, f"repeat: {job}")
    with office.database() as other:
        held(desk, other)
        send(job)
        wait_for(lambda: office.one(BLOCKED), "the first delivery to be in the middle")
        send(job)
        wait_for(lambda: said(workers, f"repeat: {job}") > again, "the second delivery")
        assert said(workers, f"done: {job}") == done
        other.execute("ROLLBACK")
    wait_for(desk.is_computed, "the months")
    wait_for(lambda: said(workers, f"done: {job}") > done, "the end of the first delivery")
    assert said(workers, f"done: {job}") == done + 1
    desk.assert_once()
    note(f"1 effect, {said(workers, f'repeat: {job}') - again} repeats")


@pytest.mark.parametrize("whom", [pytest.param("child", marks=pytest.mark.long), "worker"])
def test_b2_a_worker_killed_in_the_middle_runs_it_again(office, send, whom):
    desk = Desk(office)
    desk.save()
    worker = office.worker()
    wait_for(desk.is_computed, "the first computation")
    forget(desk)
    with office.database() as other:
        held(desk, other)
        send("monitoring.recompute", [desk.schedule()])
        wait_for(lambda: office.one(BLOCKED), "the task to be in the middle")
        if whom == "child":
            for pid in worker.children():
                os.kill(pid, signal.SIGKILL)
        else:
            worker.end_group()
            office.worker()
        other.execute("ROLLBACK")
    wait_for(desk.is_computed, "the months")
    desk.assert_once()


def test_b3_redis_is_away_while_people_save(office, queue, note):
    desk = Desk(office)
    office.worker()
    office.beat()
    desk.save()
    wait_for(desk.is_computed, "the first computation")
    queue.stop()
    waited = [desk.save() for _number in range(3)]
    assert desk.is_waiting, "the row that says what is to do"
    assert desk.browser.get("/healthz").text.count('"queue": "down"') == 1
    queue.start()
    began = time.monotonic()
    wait_for(desk.is_computed, "the months", seconds=90)
    desk.assert_once()
    note(f"saves took {max(waited):.2f} s at most; computed {time.monotonic() - began:.0f} s later")


def test_b4_redis_starts_anew_and_is_empty(office, queue):
    desk = Desk(office)
    desk.save()
    assert queue.client.llen("celery") >= 1, "the message waits for a worker"
    queue.stop()
    queue.start()
    assert queue.client.dbsize() == 0
    office.worker()
    office.beat()
    wait_for(desk.is_computed, "the months")
    queue.client.flushall()
    desk.save()
    queue.client.flushall()
    wait_for(desk.is_computed, "the months after FLUSHALL")
    desk.assert_once()


@pytest.mark.long
def test_b5_redis_is_full(office, queue):
    desk = Desk(office)
    queue.client.config_set("maxmemory-policy", "noeviction")
    queue.client.config_set("maxmemory", "1mb")
    desk.save()
    assert desk.is_waiting
    assert "did not take monitoring.recompute" in desk.server.said()
    Browser(desk.browser.port).sign_in(office.who("lead"))
    queue.client.config_set("maxmemory", "0")
    office.worker()
    office.beat()
    wait_for(desk.is_computed, "the months")


@pytest.mark.long
def test_b6_redis_is_down_when_the_web_starts(office, queue):
    queue.stop()
    desk = Desk(office)
    assert desk.browser.get("/").status == 200
    health = desk.browser.get("/healthz")
    assert health.status == 200
    assert '"queue": "down"' in health.text
    desk.save()
    queue.start()
    assert '"queue": "up"' in desk.browser.get("/healthz").text
    office.worker()
    office.beat()
    wait_for(desk.is_computed, "the months")
