"""The background work: which run is whose, what was missed, what failed, whether it is alive."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from celery import Celery, current_app
from celery.schedules import BaseSchedule, crontab, maybe_schedule
from django.core.cache import cache
from django.utils.translation import gettext as _

from staffing.models import FailedJob, JobRun

HEARTBEAT = "staffing.heartbeat"
#: Beat ticks each minute; three missed ticks mean that nobody computes.
SILENCE = timedelta(minutes=3)
CACHE_KEY, CACHE_SECONDS = "worker-heartbeat", 20
#: A job is late an hour after it should have ended; the answer is remembered for a minute.
GRACE, LATE_KEY, LATE_SECONDS = timedelta(hours=1), "late-jobs", 60
#: A run that has not ended after so long, or after so many of its own steps, was killed. Were it
#: alive, running beside it is harmless.
LEASE, LEASE_STEPS = timedelta(minutes=15), 3
#: How many of a schedule's steps after the last run the next one may begin, and is missed.
SOON, LATE = 0.5, 1.5


def schedules(app: Celery) -> dict[str, BaseSchedule]:
    """Return when each scheduled job runs, by the name of its task."""
    entries = app.conf.beat_schedule.values()
    return {entry["task"]: maybe_schedule(entry["schedule"], app=app) for entry in entries}


def job_labels() -> list[tuple[str, str]]:
    """Return what people call each job, by its name."""
    current_app.loader.import_default_modules()  # a web process computes nothing and knew no task
    tasks = sorted(current_app.tasks.items())
    return [(name, str(task.label)) for name, task in tasks if getattr(task, "label", "")]


def is_due(schedule: BaseSchedule, last: datetime, now: datetime, *, steps: float = SOON) -> bool:
    """Whether a schedule asks for a run after the one that began at `last`.

    A time of day is due once it has come. A distance is due after `steps` of it: messages do
    not arrive to the second.
    """
    if isinstance(schedule, crontab):
        began, distance, _now = schedule.remaining_delta(last)
        return began + distance <= now
    return now - last >= schedule.run_every * steps


def lease(schedule: BaseSchedule) -> timedelta:
    """How long a run keeps others away: what is asked for each minute does not rest for fifteen."""
    if isinstance(schedule, crontab):
        return LEASE
    return min(LEASE, schedule.run_every * LEASE_STEPS)


def _is_open(run: JobRun) -> bool:
    """Whether the last run has not ended, alive or not."""
    return bool(run.started_at) and (run.finished_at is None or run.finished_at < run.started_at)


def take_job(name: str, schedule: BaseSchedule, *, now: datetime, again: bool = False) -> bool:
    """Begin a scheduled run; False when somebody else did. `again`: the last try is known dead."""
    run, is_new = JobRun.objects.get_or_create(name=name, defaults={"started_at": now})
    if is_new:
        return True
    if run.started_at:
        if _is_open(run) and not again and now - run.started_at < lease(schedule):
            return False
        if run.is_ok and not is_due(schedule, run.started_at, now):
            return False
    mine = JobRun.objects.filter(pk=run.pk, started_at=run.started_at)
    return bool(mine.update(started_at=now, is_ok=False))


def missed(known: Mapping[str, BaseSchedule], *, now: datetime) -> list[str]:
    """Return the jobs whose time passed without a run, or whose run was killed.

    Whatever was lost, a message, the scheduler for a night or the worker, is seen here.
    """
    runs = {run.name: run for run in JobRun.objects.filter(name__in=known)}
    return [name for name, schedule in known.items() if _is_missed(runs.get(name), schedule, now)]


def _is_missed(run: JobRun | None, schedule: BaseSchedule, now: datetime) -> bool:
    if run is None or run.started_at is None:
        return True
    if _is_open(run):
        return now - run.started_at >= lease(schedule)
    return is_due(schedule, run.started_at, now, steps=LATE)


def late_jobs(now: datetime) -> list[str]:
    """Return what people call the jobs whose last good run is too long ago; remembered a minute.

    A job that never ran yet is not late: the first heartbeat asks for it. While nothing was heard
    of the worker at all, `worker_notice` says so.
    """
    found = cache.get(LATE_KEY)
    if found is None:
        known, hour_ago = schedules(current_app), now - GRACE
        runs = JobRun.objects.filter(name__in=known, good_at__isnull=False)
        found = [
            name
            for name, good_at in runs.order_by("name").values_list("name", "good_at")
            if good_at < hour_ago and is_due(known[name], good_at, hour_ago, steps=LATE)
        ]
        cache.set(LATE_KEY, found, LATE_SECONDS)
    labels = dict(job_labels()) if found else {}
    return [labels.get(name, name) for name in found]


def start_job(name: str, *, now: datetime) -> JobRun:
    """Note that a job began."""
    run, _created = JobRun.objects.update_or_create(
        name=name, defaults={"started_at": now, "is_ok": False}
    )
    return run


def finish_job(name: str, *, now: datetime, detail: str = "", is_ok: bool = True) -> None:
    """Note how a job ended."""
    good = {"good_at": now} if is_ok else {}
    JobRun.objects.update_or_create(
        name=name, defaults={"finished_at": now, "is_ok": is_ok, "detail": detail[:200], **good}
    )


def note_failure(name: str, args: Sequence[Any], *, place: str, now: datetime) -> None:
    """List a job that failed for good; the same job on the same rows stands there once."""
    failed, is_new = FailedJob.objects.get_or_create(
        key=_key(name, args),
        defaults={"name": name, "arguments": _plain(args), "place": place[:300], "failed_at": now},
    )
    if not is_new:
        FailedJob.objects.filter(pk=failed.pk).update(place=place[:300], failed_at=now)


def forget_failure(name: str, args: Sequence[Any]) -> None:
    """Take a job that went well off the list."""
    listed = FailedJob.objects.filter(key=_key(name, args))
    if listed.exists():  # nearly never: reading needs no lock
        listed.delete()


def _plain(args: Sequence[Any]) -> list[Any]:
    return json.loads(json.dumps(list(args or ()), default=str))


def _key(name: str, args: Sequence[Any]) -> str:
    return f"{name} {json.dumps(_plain(args))}"[:200]


def last_heartbeat() -> datetime | None:
    """When the worker last said that it is alive; remembered for some seconds."""
    found = cache.get(CACHE_KEY)
    if found is None:
        run = JobRun.objects.filter(name=HEARTBEAT).values_list("finished_at", flat=True).first()
        found = run or "never"
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return None if found == "never" else found


def worker_is_down(now: datetime) -> bool:
    """Whether nothing was heard of the worker for three minutes."""
    heard = last_heartbeat()
    return heard is None or now - heard > SILENCE


def worker_notice(now: datetime) -> str:
    """What a page says while nobody computes; empty while all is well."""
    if not worker_is_down(now):
        return ""
    return _(
        "The background work has stopped. Your records are saved; monitoring months are computed "
        "as soon as it runs again."
    )
