"""What monitoring does when a decision or a case changes.

Inside the transaction the schedules are marked as stale; after it the task is asked for by name.
Without a broker the save succeeds all the same: the beat's sweep finds the rows.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from celery import current_app
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from cases.models import Case
from monitoring.actions import mark_decision_stale, mark_person_stale
from plans.models import BenefitDecision

log = logging.getLogger("tsunagi.monitoring")

#: A save waits half a second for a broker that is down, and the next ones not at all.
PATIENCE = 0.5
DOWN_KEY, DOWN_SECONDS = "monitoring-broker-down", 30

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
        transaction.on_commit(partial(enqueue, schedule_ids), robust=True)


def enqueue(schedule_ids: list[int]) -> bool:
    """Ask for the computation now; return whether the broker took it."""
    if cache.get(DOWN_KEY):
        return False
    quick = {
        "max_retries": 0,
        "interval_start": 0,
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": PATIENCE,
    }
    options = {**current_app.conf.broker_transport_options, **quick}
    try:
        with current_app.connection_for_write(
            connect_timeout=PATIENCE, transport_options=options
        ) as connection:
            current_app.send_task(
                "monitoring.recompute",
                args=[schedule_ids],
                retry=False,
                ignore_result=True,
                connection=connection,
            )
    except Exception as error:  # whatever a broker may raise: the rows are there, a save is a save
        cache.set(DOWN_KEY, "down", timeout=DOWN_SECONDS)
        log.warning("The broker did not take monitoring.recompute (%s).", type(error).__name__)
        return False
    return True
