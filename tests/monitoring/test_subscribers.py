"""A change asks for the computation; a broker that is down neither slows nor fails it."""

import logging
import socket
import time

import pytest
from celery import current_app
from django.core.cache import cache
from django.db import transaction

from monitoring import subscribers, tasks
from monitoring.models import MonitoringSchedule
from plans import hooks
from staffing import broker
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

LONGEST_SAVE = 1.0  # seconds a save may wait for a broker that is down


@pytest.fixture
def sent(monkeypatch):
    """What was sent to the queue instead of sending it."""
    calls = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args, **options: calls.append((name, args))
    )
    return calls


def test_a_changed_decision_is_marked_and_asked_for_after_the_commit(
    sent, django_capture_on_commit_callbacks
):
    decision = BenefitDecisionFactory()

    with django_capture_on_commit_callbacks(execute=True):
        hooks.decision_changed(decision)
        assert sent == []

    schedule = MonitoringSchedule.objects.get(decision=decision)
    assert schedule.stale_since is not None
    assert sent == [("monitoring.recompute", [[schedule.pk]])]


def test_the_earlier_decisions_of_the_person_are_computed_too(
    sent, django_capture_on_commit_callbacks
):
    first = BenefitDecisionFactory()
    with django_capture_on_commit_callbacks(execute=True):
        hooks.decision_changed(first)
        hooks.decision_changed(BenefitDecisionFactory(client=first.client))

    assert MonitoringSchedule.objects.stale().count() == 2
    assert [len(ids) for _name, (ids,) in sent] == [1, 2]


def test_a_change_that_is_rolled_back_asks_for_nothing(sent, django_capture_on_commit_callbacks):
    decision = BenefitDecisionFactory()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        hooks.decision_changed(decision)
        transaction.set_rollback(True)

    assert sent == []
    assert not MonitoringSchedule.objects.exists()


def test_the_task_that_was_asked_for_does_the_work():
    decision = BenefitDecisionFactory()
    hooks.decision_changed(decision)

    tasks.recompute([decision.schedule.pk])

    assert decision.schedule.months.count() == 2


def broker_url(kind: str, opened: list) -> str:
    """Return the address of a broker that refuses, or one that never answers."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    opened.append(server)
    if kind == "silent":
        server.listen(5)
    return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.parametrize("kind", ["refusing", "silent"])
def test_a_broker_that_is_down_does_not_hold_up_a_save(
    kind, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    opened: list[socket.socket] = []
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)  # Celery prefers it to its settings
    monkeypatch.setitem(current_app.conf, "broker_url", broker_url(kind, opened))
    monkeypatch.setitem(current_app.conf, "broker_write_url", None)
    decision = BenefitDecisionFactory(client__name="秘密 花子")
    caplog.set_level(logging.WARNING)

    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        hooks.decision_changed(decision)
    took = time.monotonic() - began

    assert took < LONGEST_SAVE
    assert MonitoringSchedule.objects.stale().count() == 1
    assert "monitoring.recompute" in caplog.text
    assert "秘密" not in caplog.text


def test_after_a_failure_the_next_saves_do_not_even_try(sent):
    cache.set(broker.DOWN_KEY, "down", timeout=30)

    assert broker.enqueue("monitoring.recompute", [[1]]) is False
    assert sent == []


def test_a_load_of_thousands_asks_for_nothing_and_leaves_the_rows_to_its_batches(
    sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), subscribers.computed_together():
        hooks.decision_changed(BenefitDecisionFactory())

    assert sent == []
    assert MonitoringSchedule.objects.stale().count() == 1
