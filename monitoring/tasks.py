"""Background work on monitoring months: thin, idempotent, from rows that say what is to do."""

from collections.abc import Iterable
from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.common.bulk import roomy
from monitoring import actions
from monitoring.actions.following import catch_up

#: A plan or report of the last thirteen months belongs on the list of submissions.
LOOKED_BACK = 400


@shared_task(name="monitoring.recompute", label=_("Compute monitoring months after a change"))
def recompute(schedule_ids: list[int]) -> None:
    """Compute the months of a few schedules, right after a change."""
    now = timezone.now()
    actions.recompute(schedule_ids, today=timezone.localdate(now), now=now)


@shared_task(name="monitoring.recompute_stale", label=_("Compute waiting monitoring months"))
def recompute_stale() -> str:
    """Compute whatever still waits, each minute: a lost message costs a minute."""
    return _compute(actions.stale_schedules())


@shared_task(name="monitoring.sweep", label=_("Check all monitoring months at night"))
def sweep() -> str:
    """Compare the months of all running decisions with the rule, each night, and repair them."""
    today = timezone.localdate()
    catch_up(since=today - timedelta(days=LOOKED_BACK))
    return _compute(actions.drifted_schedules(today=today))


def _compute(batches: Iterable[list[int]]) -> str:
    """Return how many schedules were looked at, and how many changed."""
    looked_at = changed = 0
    with roomy():
        for batch in batches:
            now = timezone.now()
            changed += actions.recompute(batch, today=timezone.localdate(now), now=now)
            looked_at += len(batch)
    return f"{looked_at} / {changed}"
