"""The real thing: PostgreSQL, Redis and a Celery worker in a process of its own."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from config.celery import app
from config.common.fiscal import add_months, month_of
from monitoring.models import MonitoringSchedule
from monitoring.subscribers import decision_changed
from staffing.models import JobRun
from staffing.work import HEARTBEAT
from tests.factories.plans import BenefitDecisionFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def database_url() -> str:
    """Return the address of the suite's own database, for another process."""
    given = connection.settings_dict
    user = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    return f"postgres://{user}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"


@contextmanager
def running_worker(*options: str):
    """Run a worker on the suite's database until the block ends; kill it if it will not stop."""
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "-q", "worker", "-c", "1", *options],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_url()},
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(autouse=True)
def _empty_queue():
    app.control.purge()
    yield
    app.control.purge()


def wait_for(found, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found():
            return True
        time.sleep(0.1)
    return False


def test_suite_runs_on_postgresql_and_redis():
    assert connection.vendor == "postgresql"
    assert settings.CELERY_BROKER_URL.startswith("redis://")


def test_worker_says_that_it_is_alive_as_soon_as_it_runs():
    started = timezone.now()
    with running_worker():
        assert wait_for(JobRun.objects.filter(name=HEARTBEAT, finished_at__gte=started).exists)


def test_task_sent_while_no_worker_runs_is_done_by_the_next_one():
    app.send_task("staffing.heartbeat")
    assert not wait_for(JobRun.objects.filter(name=HEARTBEAT).exists, seconds=1)
    with running_worker():
        assert wait_for(JobRun.objects.filter(name=HEARTBEAT).exists)


def change_decision() -> MonitoringSchedule:
    """Change a decision that runs for a year from this month, as a save in the browser does."""
    first = month_of(timezone.localdate())
    decision = BenefitDecisionFactory(
        starts_on=first,
        ends_on=add_months(first, 12) - timedelta(days=1),
        monitoring_from=add_months(first, 5),
        monitoring_to=add_months(first, 11),
    )
    with transaction.atomic():
        decision_changed(decision)
    return MonitoringSchedule.objects.get(decision=decision)


def test_months_of_a_saved_decision_are_computed_by_the_worker():
    with running_worker():
        schedule = change_decision()
        assert wait_for(schedule.months.filter(is_due=True).exists)


def test_work_lost_with_a_killed_worker_is_found_by_the_sweep():
    schedule = change_decision()
    # What a worker had taken when it was killed is in no queue any more.
    app.control.purge()
    with running_worker():
        assert not wait_for(schedule.months.exists, seconds=2)
        app.send_task("monitoring.recompute_stale")
        assert wait_for(schedule.months.exists)
    schedule.refresh_from_db()
    assert schedule.stale_since is None


def test_save_succeeds_at_once_while_the_broker_is_away(monkeypatch):
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.delenv("CELERY_BROKER_URL")
    started = time.monotonic()
    schedule = change_decision()
    assert time.monotonic() - started < 3
    assert schedule.stale_since is not None
