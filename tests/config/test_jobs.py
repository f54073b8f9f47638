"""Every background job: one run each time, tried again, listed when it failed in the end."""

from datetime import datetime, timedelta

import pytest
from celery.schedules import crontab, maybe_schedule
from django.urls import reverse
from django.utils import timezone

from config.celery import app
from config.jobs import Job, note_failure
from staffing import broker, work
from staffing.models import FailedJob, JobRun
from tests.factories.staffing import UserFactory

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
DAILY, EACH_MINUTE = crontab(hour=2, minute=30, app=app), maybe_schedule(60, app=app)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+09:00")


@pytest.fixture
def tasks():
    """Every task of ours, also those of later apps."""
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_every_task_is_tried_again_and_survives_its_worker(tasks):
    assert tasks
    for name, task in tasks.items():
        assert isinstance(task, Job), name
        assert task.label, name
        assert task.autoretry_for == (Exception,), name
        assert task.retry_on_worker_lost, name
        assert task.acks_late, name
        assert 0 < task.max_retries < 10, name


def test_every_scheduled_task_exists_and_piles_nothing_up(tasks):
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in tasks
        assert entry["options"]["expires"]


@pytest.mark.parametrize(
    ("schedule", "last", "now", "due"),
    [
        (EACH_MINUTE, "2026-11-24T10:00:00", "2026-11-24T10:00:01", False),
        (EACH_MINUTE, "2026-11-24T10:00:00.9", "2026-11-24T10:01:00.1", True),
        (DAILY, "2026-11-24T02:30:01", "2026-11-24T23:59:00", False),
        (DAILY, "2026-11-24T02:30:01", "2026-11-25T02:29:00", False),
        (DAILY, "2026-11-24T02:30:01", "2026-11-25T02:30:00", True),
        (DAILY, "2026-11-24T02:30:01", "2026-11-25T09:00:00", True),
    ],
)
def test_a_run_is_due_when_its_time_has_come(schedule, last, now, due):
    assert work.is_due(schedule, at(last), at(now)) is due


def test_the_second_scheduler_finds_the_run_taken():
    now = at("2026-11-24T02:30:00")
    assert work.take_job("x", DAILY, now=now)
    assert not work.take_job("x", DAILY, now=now), "while the first one runs"
    work.finish_job("x", now=now + MINUTE)
    assert not work.take_job("x", DAILY, now=now + 2 * MINUTE), "after it has ended"
    assert work.take_job("x", DAILY, now=now + timedelta(days=1))


def test_a_run_that_was_killed_is_taken_again():
    now = at("2026-11-24T02:30:00")
    work.take_job("x", DAILY, now=now)
    assert work.missed({"x": DAILY}, now=now + MINUTE) == []
    assert work.take_job("x", DAILY, now=now + MINUTE, again=True), "its worker is known to be dead"
    later = now + MINUTE + work.LEASE
    assert work.missed({"x": DAILY}, now=later) == ["x"]
    assert work.take_job("x", DAILY, now=later)


def test_what_runs_each_minute_waits_three_minutes_for_a_killed_run():
    now, each_minute = at("2026-11-24T02:30:00"), EACH_MINUTE
    work.take_job("x", each_minute, now=now)
    assert not work.take_job("x", each_minute, now=now + 2 * MINUTE)
    assert work.missed({"x": each_minute}, now=now + 3 * MINUTE) == ["x"]
    assert work.take_job("x", each_minute, now=now + 3 * MINUTE)


def test_a_run_that_failed_may_be_tried_again_but_is_not_missed():
    now = at("2026-11-24T02:30:00")
    work.take_job("x", DAILY, now=now)
    work.finish_job("x", now=now, is_ok=False)
    assert work.missed({"x": DAILY}, now=now + MINUTE) == []
    assert work.take_job("x", DAILY, now=now + MINUTE)


def test_what_was_due_while_nothing_ran_is_caught_up_once():
    evening, morning = at("2026-11-23T18:00:00"), at("2026-11-24T09:00:00")
    work.start_job("x", now=evening)
    work.finish_job("x", now=evening)
    assert work.missed({"x": DAILY}, now=morning) == ["x"]
    assert work.take_job("x", DAILY, now=morning)
    work.finish_job("x", now=morning)
    assert work.missed({"x": DAILY}, now=morning + MINUTE) == []


def test_a_heartbeat_asks_for_every_job_that_was_missed(tasks, monkeypatch):
    asked = []
    monkeypatch.setattr(broker, "enqueue", lambda name, args: asked.append(name) or True)
    tasks[work.HEARTBEAT]()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert set(asked) == scheduled - {work.HEARTBEAT}
    assert JobRun.objects.get(name=work.HEARTBEAT).is_ok


def test_every_scheduled_task_notes_its_run(tasks):
    for entry in app.conf.beat_schedule.values():
        tasks[entry["task"]]()
        run = JobRun.objects.get(name=entry["task"])
        assert run.is_ok
        assert run.started_at <= run.finished_at


def fail(task, args) -> None:
    try:
        raise ValueError("山田 太郎")
    except ValueError as problem:
        note_failure(task, problem, args, traceback=problem.__traceback__)


def test_a_job_that_failed_in_the_end_is_listed_once_without_words(tasks):
    fail(tasks["monitoring.recompute"], [[1, 2]])
    fail(tasks["monitoring.recompute"], [[1, 2]])
    fail(tasks["monitoring.recompute"], [[3]])
    assert FailedJob.objects.count() == 2
    assert "ValueError at " in FailedJob.objects.first().place
    assert not FailedJob.objects.filter(place__contains="山田").exists()
    work.forget_failure("monitoring.recompute", ([1, 2],))
    assert FailedJob.objects.get().arguments == [[3]]


def test_the_administrator_asks_for_a_failed_job_again(client, monkeypatch, settings):
    work.note_failure("monitoring.recompute", [[3]], place="ValueError at x", now=timezone.now())
    client.force_login(UserFactory(is_administrator=True), backend="staffing.backends.StaffBackend")
    page = client.get(reverse("staffing:failed-job-list")).content.decode()
    assert "ValueError at x" in page
    asked = []
    monkeypatch.setattr(broker, "enqueue", lambda name, args: asked.append((name, args)) or True)
    client.post(reverse("staffing:failed-job-again", args=[FailedJob.objects.get().pk]))
    assert asked == [("monitoring.recompute", [[3]])]


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "memory://"])
def test_the_health_page_says_whether_the_queue_answers(client, monkeypatch, url):
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)  # Celery prefers it to its settings
    monkeypatch.setitem(app.conf, "broker_url", url)
    answer = client.get(reverse("healthz"))
    assert answer.status_code == 200
    assert answer.json()["queue"] == ("up" if url == "memory://" else "down")
