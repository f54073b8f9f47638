"""B7–B9, B12: two schedulers, a night without one, a job that always fails, one cut in half."""

import time

import pytest
from celery import Celery

from config.celery import app
from config.jobs import Job
from tests.chaos.house import House
from tests.chaos.processes import Running, wait_for
from tests.chaos.test_tasks import Desk, said

#: All that is scheduled, also by later apps.
JOBS = sorted(entry["task"] for entry in app.conf.beat_schedule.values())
STEP = 2  # tests/chaos/quick.py


@pytest.fixture
def office(house, queue) -> House:
    """An office with a queue."""
    house.broker_url = queue.url
    return house


def runs(worker: Running, kind: str) -> dict[str, int]:
    """Return how often each scheduled job was run, or found taken."""
    return {job: worker.said().count(f"{kind}: {job}\n") for job in JOBS}


def test_b7_two_schedulers_fire_once(office, amount, note):
    worker = office.worker()
    wait_for(lambda: all(runs(worker, "done").values()), "the catch-up at the start")
    for _number in range(2):
        office.beat()
    wait_for(lambda: sum(runs(worker, "repeat").values()), "the first repeat")
    before, began = runs(worker, "done"), time.monotonic()
    time.sleep(amount(40, 10))
    after, steps = runs(worker, "done"), (time.monotonic() - began) / STEP
    for job in JOBS:
        # Two schedulers ask twice in each step; half a step is the smallest distance.
        assert after[job] - before[job] <= 1.5 * steps + 1, job
        assert after[job] > before[job], job
    asked = sum(after.values()) - sum(before.values()) + sum(runs(worker, "repeat").values())
    note(f"{steps:.0f} steps, {len(JOBS)} jobs: {sum(after.values()) - sum(before.values())} runs")
    assert asked > sum(after.values()) - sum(before.values())


def test_b8_what_a_night_without_scheduler_missed_is_done_once_in_the_morning(office, note):
    # Beyond the longest distance, the week of the digest: each job has missed its moment.
    long_ago = "now() - interval '8 days'"
    with office.database() as connection:
        connection.execute(
            "INSERT INTO staffing_jobrun (name, started_at, finished_at, is_ok, detail) VALUES "
            + ", ".join(f"('{job}', {long_ago}, {long_ago}, true, '')" for job in JOBS)
        )
    # The real distances: a day for the sweep, a minute for the heartbeat.
    worker = office.worker("config")
    office.beat("config")
    wait_for(lambda: all(runs(worker, "done").values()), "the catch-up")
    time.sleep(3)
    daily = {job: count for job, count in runs(worker, "done").items() if count != 1}
    assert daily == {}
    note(f"{len(JOBS)} jobs missed, each run once")


def test_b9_a_job_that_always_fails_is_tried_again_and_listed(office, queue, note):
    desk = Desk(office)
    worker = office.worker()
    Celery(broker=queue.url).send_task("monitoring.recompute", args=[["poison"]])
    wait_for(lambda: said([worker], "] retry:"), "the first try")
    began = time.monotonic()
    desk.save()
    wait_for(desk.is_computed, "other work goes on meanwhile", seconds=10)
    beside = time.monotonic() - began
    listed = "SELECT COUNT(*) FROM staffing_failedjob WHERE arguments::text LIKE '%poison%'"
    wait_for(lambda: office.one(listed), "the list of failed jobs")
    assert office.one(listed) == 1
    administrator = desk.browser.copy().sign_in(office.who("administrator"))
    page = administrator.get("/jobs/")
    assert page.status == 200
    assert "poison" in page.text
    assert "ValueError at " in page.text
    tries = said([worker], "] retry:")
    assert tries == Job.max_retries
    note(f"1 try and {tries} more, then listed; other work took {beside:.1f} s beside it")


MANY_PEOPLE = 400
#: Decisions of many people, each with a schedule that nobody computed yet.
MANY = """
import django; django.setup()
from monitoring.models import MonitoringSchedule
from plans.models import BenefitDecision
from staffing.models import Office
from tests.factories.cases import ClientFactory
from tests.factories.plans import BenefitDecisionFactory
office = Office.objects.get(pk={office})
for _number in range({count}):
    made = BenefitDecisionFactory(client=ClientFactory(office=office))
    MonitoringSchedule.objects.create(decision=made, office=office, client=made.client)
"""
SWEEP = "import django; django.setup(); from monitoring.tasks import sweep; sweep()"
MONTHS = (
    "SELECT s.decision_id, m.due_month, m.is_due, m.state FROM monitoring_monitoringmonth m"
    " JOIN monitoring_monitoringschedule s ON s.id = m.schedule_id ORDER BY 1, 2"
)


@pytest.mark.long
def test_b12_a_nightly_sweep_cut_in_half_ends_as_if_it_had_not_been(office, cluster, queue, note):
    office.python("-c", MANY.format(office=office.town["office"], count=MANY_PEOPLE))
    name = office.database_url.rpartition("/")[2]
    cluster.do(f'CREATE DATABASE "{name}_whole" TEMPLATE "{name}"')
    whole = House(office.folder, cluster.url(f"{name}_whole"))
    whole.python("-c", SWEEP)
    table, middle = "monitoring_monitoringschedule", MANY_PEOPLE // 2
    asked = f"SELECT 1 FROM {table} WHERE id = (SELECT id FROM {table} ORDER BY id OFFSET {middle}"
    with office.database() as other:
        other.execute("BEGIN")
        other.execute(f"{asked} LIMIT 1) FOR UPDATE")
        worker = office.worker()
        done = "SELECT COUNT(DISTINCT schedule_id) FROM monitoring_monitoringmonth"
        wait_for(lambda: office.one(done) > MANY_PEOPLE // 4, "the sweep to be half way")
        worker.end_group()
        half = office.one(done)
        other.execute("ROLLBACK")
    assert half < MANY_PEOPLE
    office.worker()
    office.beat()
    reference = whole.rows(MONTHS)
    wait_for(lambda: office.one(done) >= MANY_PEOPLE, "the sweep to be run again", seconds=90)
    wait_for(lambda: office.rows(MONTHS) == reference, "the same months", seconds=20)
    cluster.do(f'DROP DATABASE "{name}_whole" WITH (FORCE)')
    note(f"killed after {half} of {MANY_PEOPLE}, run again: the same {len(reference)} months")


#: People of one counsellor whose decisions end in a month: each is warned of once.
ENDING = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from staffing.models import Office, User
from tests.factories.cases import CaseFactory
from tests.factories.plans import BenefitDecisionFactory
office, today = Office.objects.get(pk={office}), timezone.localdate()
worker = User.objects.get(login_id="{worker}")
for _number in range({count}):
    case = CaseFactory(client__office=office, worker=worker)
    days = [today + timedelta(days=number) for number in (-340, 30)]
    BenefitDecisionFactory(client=case.client, starts_on=days[0], ends_on=days[1])
"""
#: All jobs of the night in one process, which is killed by its parent somewhere in the middle.
NIGHT = (
    "import django; django.setup();"
    " from tests.chaos.quick import schedules;"
    " from monitoring.tasks import sweep; from reports.tasks import end_warnings;"
    " print('begun', flush=True)"
    "\nfor _delivery in range({times}): end_warnings(); sweep()"
    "\nprint('done', flush=True)"
)
TWICE = (
    "SELECT COUNT(*) FROM (SELECT recipient_id, key FROM staffing_notice"
    " GROUP BY recipient_id, key HAVING COUNT(*) > 1) AS double"
)
WARNED = "SELECT COUNT(*) FROM staffing_notice WHERE kind = 'ending'"


def test_b12_a_night_killed_again_and_again_reminds_once_of_each(office, amount, note):
    kills, people = amount(20, 2), amount(MANY_PEOPLE, 40)
    values = {"office": office.town["office"], "count": people, "worker": office.who("counsellor")}
    office.python("-c", MANY.format(**values) + ENDING.format(**values))
    before = office.one(WARNED)
    cut = 0
    for number in range(kills):
        with office.process("-c", NIGHT.format(times=1)) as night:
            assert night.stdout.readline() == "begun\n"
            # Each time a little later, so that every part of the night is cut once.
            time.sleep(0.15 * (number + 1))
            night.kill()
            cut += "done" not in night.stdout.read()
    office.python("-c", NIGHT.format(times=3))
    assert office.one(TWICE) == 0
    assert office.one(WARNED) - before == people
    months = office.rows(MONTHS)
    assert len({row[:2] for row in months}) == len(months)
    assert (
        office.one("SELECT COUNT(DISTINCT schedule_id) FROM monitoring_monitoringmonth") >= people
    )
    note(f"killed {cut} of {kills} times in the middle: {people} warnings, {len(months)} months")
