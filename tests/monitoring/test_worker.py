"""One machine, default: SQLite, a queue of files and the embedded worker, killed in mid-task."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone

from config.processes import worker_commands
from staffing.broker import enqueue
from tests.factories.monitoring import MonitoringScheduleFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite" or "worker" not in worker_commands(),
        reason="the queue of files goes with SQLite; tests/services has the other pair",
    ),
]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A database file like the one of the tests, and an empty queue beside it."""
    schedule = MonitoringScheduleFactory(stale_since=timezone.now())
    connection.ensure_connection()
    with sqlite3.connect(tmp_path / "db.sqlite3") as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    queue = tmp_path / "queue"
    (queue / "control").mkdir(parents=True)
    monkeypatch.setitem(current_app.conf, "broker_url", "filesystem://localhost")
    folders = {"data_folder_in": str(queue), "data_folder_out": str(queue)}
    folders["control_folder"] = str(queue / "control")
    monkeypatch.setitem(current_app.conf, "broker_transport_options", folders)
    return tmp_path, schedule


@contextmanager
def worker(folder):
    """Run the worker of `manage.py serve` on the copied database; end it with the block."""
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "QUEUE_DIR": str(folder / "queue"),
        "CELERY_BROKER_URL": "filesystem://localhost",
    }
    command = [*worker_commands()["worker"], "--schedule", str(folder / "beat")]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=env, start_new_session=sys.platform != "win32"
    )
    try:
        yield process
    finally:
        # The pool's children die with it: the whole group, and nobody else.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(found, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found():
            return True
        time.sleep(0.1)
    return False


def messages(folder) -> list:
    return list((folder / "queue").glob("*.msg"))


def test_a_worker_killed_in_mid_task_loses_nothing(place):
    folder, schedule = place
    database = sqlite3.connect(folder / "db.sqlite3", timeout=20, isolation_level=None)
    months = "SELECT count(*) FROM monitoring_monitoringmonth"
    stale = "SELECT count(*) FROM monitoring_monitoringschedule WHERE stale_since IS NOT NULL"

    # While this connection holds the write lock, the task cannot end: it is killed in the middle.
    database.execute("BEGIN IMMEDIATE")
    assert enqueue("monitoring.recompute", [[schedule.pk]])
    [message] = messages(folder)
    with worker(folder) as process:
        assert wait_for(lambda: not message.exists())
        assert process.poll() is None
    database.execute("ROLLBACK")
    assert database.execute(months).fetchone() == (0,)
    assert database.execute(stale).fetchone() == (1,)

    current_app.send_task("monitoring.recompute_stale", ignore_result=True)
    with worker(folder):
        assert wait_for(lambda: database.execute(stale).fetchone() == (0,))
    assert database.execute(months).fetchone() == (2,)
    database.close()
