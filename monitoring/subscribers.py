"""What monitoring does when a decision or a case changes.

Inside the transaction the schedules are marked as stale; after it the task is asked for by name.
Without a broker the save succeeds all the same: the beat's sweep finds the rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from monitoring.actions import mark_decision_stale, mark_person_stale
from plans.models import BenefitDecision
from staffing import broker

_asks_for_each: ContextVar[bool] = ContextVar("asks_for_each", default=True)


@contextmanager
def computed_together() -> Iterator[None]:
    """Ask for nothing within the block: who changes thousands of rows computes them in batches.

    A message for each of them would keep the worker from everything else for minutes. What the
    block leaves stale, the sweep finds.
    """
    token = _asks_for_each.set(False)
    try:
        yield
    finally:
        _asks_for_each.reset(token)


def decision_changed(decision: BenefitDecision) -> None:
    """Have the months of a changed decision computed after its transaction."""
    _compute_later(mark_decision_stale(decision, now=timezone.now()))


def case_changed(case: Case) -> None:
    """Have a person's months computed anew: a closed case ends them."""
    _compute_later(mark_person_stale(case.client_id, now=timezone.now()))


def _compute_later(schedule_ids: list[int]) -> None:
    if schedule_ids and _asks_for_each.get():
        # Not a partial: Django names a hook that failed, and a partial has no name.
        transaction.on_commit(
            lambda: broker.enqueue("monitoring.recompute", [schedule_ids]), robust=True
        )
