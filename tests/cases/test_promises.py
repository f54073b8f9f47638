"""約束: kept in sight until a word closes it, put off with a reason, passed on with a notice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import PromiseMove
from staffing.models import Notice
from staffing.saving import Refused, StaleState
from tests.factories.cases import PromiseFactory


@pytest.fixture
def promise(town):
    return PromiseFactory(office=town.office, owner=town.counsellor)


def move(town, promise, **values):
    values = {"owner": promise.owner, "due_on": promise.due_on} | values
    return actions.move_promise(promise, by=town.lead, version=None, **values)


def test_putting_off_needs_a_reason_and_is_remembered(town, promise):
    later = timezone.localdate() + timedelta(days=9)
    with pytest.raises(Refused):
        move(town, promise, due_on=later)
    moved = move(town, promise, due_on=later, reason="ご本人が入院中")
    kept = PromiseMove.objects.get()
    assert moved.due_on == kept.new_due_on == later
    assert (kept.old_due_on, kept.reason) == (None, "ご本人が入院中")


def test_passing_on_tells_the_new_owner_and_a_closed_one_is_stale(town, promise):
    moved = move(town, promise, owner=town.clerk)
    assert Notice.objects.get().recipient == town.clerk
    actions.close_promise(moved, by=town.clerk, now=timezone.now())
    with pytest.raises(StaleState):
        move(town, moved, owner=town.lead)


def test_the_form_says_at_its_field_that_the_reason_is_missing(town, sign_in, promise):
    path = reverse("cases:promise-move", args=[promise.pk])
    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    sent = {"owner": town.clerk.pk, "due_on": later, "_version": 1}
    refused = sign_in(town.counsellor).post(path, sent)
    assert refused.status_code == 422
    assert "理由" in str(refused.context["form"].errors["reason"])
    sign_in(town.counsellor).post(path, sent | {"reason": "担当の交代"})
    page = sign_in(town.counsellor).get(path).content.decode()
    assert "担当の交代" in page


def test_whoever_closes_it_second_reads_who_was_first(town, sign_in, promise):
    path = reverse("cases:promise-close", args=[promise.pk])
    sign_in(town.counsellor).post(path, {"closing_note": "母に伝えた"})
    second = sign_in(town.lead).post(path, {"closing_note": "電話した"})
    assert second.status_code == 409
    assert "母に伝えた" in second.content.decode()
    assert sign_in(town.counsellor).post(path).status_code == 302


def test_a_promise_without_a_day_stands_at_home_until_it_is_closed(town, sign_in, promise):
    for _days in range(2):
        PromiseFactory(office=town.office, owner=town.counsellor, due_on=timezone.localdate())
    path = f"{reverse('reports:deadline-list')}?of=promises&view=mine"
    rows = sign_in(town.counsellor).get(path).context["rows"]
    assert len(rows) == 3
    assert rows[-1]["url"] == reverse("cases:promise-close", args=[promise.pk])
    actions.close_promise(promise, by=town.counsellor, now=timezone.now())
    assert len(sign_in(town.counsellor).get(path).context["rows"]) == 2
