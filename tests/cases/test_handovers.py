"""Everything one person has in hand goes over in one act, or nothing does."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import actions, handing
from cases.models import Case, CaseAssignment, Handover, Promise
from cases.rules import can_undo, handover_problems
from plans.models import ServiceUsePlan
from staffing.choices import Role
from staffing.models import Notice
from staffing.saving import Refused, change
from tests.factories.access import RestrictionFactory
from tests.factories.cases import CaseFactory, PromiseFactory
from tests.factories.plans import ServiceUsePlanFactory
from tests.personas import posted
from tests.rows import fill

ON = date(2026, 11, 1)


@pytest.fixture
def desk(town):
    """Two cases, a deputyship and a promise in the counsellor's hands; a colleague who follows."""
    cases = [
        CaseFactory(client__office=town.office, worker=town.counsellor, opened_on=date(2026, 4, 1))
        for _number in range(2)
    ]
    for case in cases:
        CaseAssignment.objects.create(
            case=case, worker=town.counsellor, started_on=date(2026, 4, 1)
        )
    CaseFactory(client__office=town.office, worker=town.lead, deputy=town.counsellor)
    PromiseFactory(office=town.office, owner=town.counsellor, client=cases[0].client)
    return cases


@pytest.fixture
def heir(town):
    return posted(town.office, Role.COUNSELLOR)


def hand_over(town, heir, **more):
    today = timezone.localdate()
    rows = handing.held(town.counsellor, town.office, by=town.lead, today=today)
    values = {
        "leaver": town.counsellor,
        "office": town.office,
        "on": ON,
        "by": town.lead,
        "today": today,
        "now": timezone.now(),
        "seen": handing.seen_in(rows),
        "successors": {row.name: heir for row in rows},
        "messages": {row.name: "よろしく" for row in rows},
    }
    return actions.hand_over(**values | more)


def test_everything_goes_over_with_its_history(town, desk, heir):  # S17
    handover = hand_over(town, heir)
    assert Case.objects.filter(worker=heir).count() == 2
    assert Case.objects.get(worker=town.lead).deputy == heir
    assert Promise.objects.get().owner == heir
    before, after = desk[0].assignments.order_by("started_on")
    assert (before.worker, before.ended_on) == (town.counsellor, ON - timedelta(days=1))
    assert (after.worker, after.started_on) == (heir, ON)
    assert handover.items.count() == 4
    assert Notice.objects.get(recipient=heir).url == handover.get_absolute_url()


def test_a_handover_while_somebody_writes_is_refused_whole(town, desk, heir):  # D
    today = timezone.localdate()
    rows = handing.held(town.counsellor, town.office, by=town.lead, today=today)
    seen = handing.seen_in(rows)
    change(desk[1], {"route": "self"}, by=town.manager, version=1, verb="case.corrected")
    with pytest.raises(Refused) as refused:
        hand_over(town, heir, seen=seen)
    assert desk[1].client.name in refused.value.problems[0].message
    assert not Case.objects.filter(worker=heir).exists()
    assert not Handover.objects.exists()


def test_taking_back_returns_all_but_what_moved_on(town, desk, heir):
    handover = hand_over(town, heir)
    moved = Case.objects.get(pk=desk[1].pk)
    change(moved, {"route": "self"}, by=heir, version=moved.version, verb="case.corrected")
    stay = actions.undo_handover(handover, by=town.lead, now=timezone.now())
    assert stay == [moved.client.name]
    assert Case.objects.get(pk=desk[0].pk).worker == town.counsellor
    assert Case.objects.get(pk=moved.pk).worker == heir
    assert desk[0].assignments.get().ended_on is None
    assert Promise.objects.get().owner == town.counsellor


def test_taking_back_names_no_restricted_file_to_others(town, desk, heir):
    handover = hand_over(town, heir)
    moved = Case.objects.get(pk=desk[1].pk)
    change(moved, {"route": "self"}, by=heir, version=moved.version, verb="case.corrected")
    RestrictionFactory(client=moved.client, readers=[heir])
    stay = actions.undo_handover(handover, by=town.lead, now=timezone.now())
    assert stay == ["閲覧制限のある利用者"]


def test_a_restricted_file_goes_only_to_a_reader(town, desk, heir):
    RestrictionFactory(client=desk[0].client, readers=[town.counsellor, town.lead])
    with pytest.raises(Refused) as refused:
        hand_over(town, heir)
    assert refused.value.problems[0].code == "unread"


def test_what_the_lead_may_not_know_of_is_only_counted(town, desk):
    RestrictionFactory(client=desk[0].client, readers=[town.counsellor])
    asked = {"by": town.lead, "today": timezone.localdate()}
    assert handing.unseen(town.counsellor, town.office, **asked) == 1
    names = [row.title for row in handing.held(town.counsellor, town.office, **asked)]
    assert desk[0].client.name not in names


def test_a_deputy_who_follows_is_no_longer_the_deputy(town, desk, heir):
    Case.objects.filter(pk=desk[0].pk).update(deputy=heir)
    handover = hand_over(town, heir)
    assert Case.objects.get(pk=desk[0].pk).deputy is None
    actions.undo_handover(handover, by=town.lead, now=timezone.now())
    assert Case.objects.get(pk=desk[0].pk).deputy == heir


def test_the_number_of_statements_does_not_grow_with_the_cases(town, heir):
    def statements(number):
        fill(town.office, [town.counsellor], number)
        ServiceUsePlan.objects.update(consented_on=None, consented_by="")
        Case.objects.update(opened_on=date(2026, 4, 1))
        with CaptureQueriesContext(connection) as captured:
            hand_over(town, heir)
        return len(captured)

    assert statements(2) == statements(12)


def test_the_page_previews_quotes_and_hands_over(town, desk, heir, sign_in):
    ServiceUsePlanFactory(
        case=desk[0],
        client=desk[0].client,
        office=town.office,
        author=town.lead,
        long_goal="一人で通う",
        consented_on=date(2026, 5, 1),
        consented_by="本人",
    )
    browser = sign_in(town.lead)
    address = f"{reverse('cases:handover-create')}?leaver={town.counsellor.pk}&on=2026-11-01"
    page = browser.get(address)
    text = page.content.decode()
    assert "一人で通う" in text
    assert "折り返し電話する" in text
    seen = page.context["form"]["seen"].value()
    data = {"seen": seen, "everything_to": heir.pk}
    stale = dict.fromkeys(json.loads(seen), 99)
    answer = browser.post(address, data | {"seen": json.dumps(stale)})
    assert answer.status_code == 422
    assert not Handover.objects.exists()
    browser.post(address, data | {"seen": answer.context["form"]["seen"].value()})
    handover = Handover.objects.get()
    assert Case.objects.filter(worker=heir).count() == 2
    assert sign_in(heir).get(handover.get_absolute_url()).status_code == 200
    sign_in(town.lead).post(reverse("cases:handover-undo", args=[handover.pk]))
    assert Case.objects.filter(worker=town.counsellor).count() == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"moved": ["山田"]}, "moved"),
        ({"chosen": 0}, "nothing"),
        ({"begun_later": ["山田"]}, "begun-later"),
        ({"unread": ["山田"]}, "unread"),
        ({"both": ["山田"]}, "both"),
        ({}, None),
    ],
)
def test_what_keeps_a_handover_from_being_done(fields, code):
    asked = {"moved": [], "chosen": 3, "begun_later": [], "unread": [], "both": []}
    assert [p.code for p in handover_problems(**asked | fields)] == ([code] if code else [])


def test_a_handover_is_taken_back_within_thirty_days():
    asked = {"done_on": date(2026, 4, 1), "is_undone": False}
    assert can_undo(today=date(2026, 5, 1), **asked)
    assert not can_undo(today=date(2026, 5, 2), **asked)
