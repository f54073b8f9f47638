"""Background work on monitoring months: thin, idempotent, from rows that say what is to do."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from celery import shared_task
from django.utils import timezone

from monitoring import actions
from staffing import work


@shared_task(name="monitoring.recompute")
def recompute(schedule_ids: list[int]) -> None:
    """Compute the months of a few schedules, right after a change."""
    now = timezone.now()
    actions.recompute(schedule_ids, today=timezone.localdate(now), now=now)


@shared_task(name="monitoring.recompute_stale")
def recompute_stale() -> None:
    """Compute whatever still waits, each minute: a lost message costs a minute."""
    _run("monitoring.recompute_stale", lambda today: actions.stale_schedules())


@shared_task(name="monitoring.sweep")
def sweep() -> None:
    """Compare the months of all running decisions with the rule, each night, and repair them."""
    _run("monitoring.sweep", lambda today: actions.running_schedules(today=today))


def _run(name: str, batches: Callable[[date], Iterator[list[int]]]) -> None:
    started_at = timezone.now()
    work.start_job(name, now=started_at)
    looked_at, changed = _compute(batches(timezone.localdate(started_at)))
    work.finish_job(name, now=timezone.now(), detail=f"{looked_at} / {changed}")


def _compute(batches: Iterable[list[int]]) -> tuple[int, int]:
    looked_at = changed = 0
    for batch in batches:
        now = timezone.now()
        changed += actions.recompute(batch, today=timezone.localdate(now), now=now)
        looked_at += len(batch)
    return looked_at, changed
