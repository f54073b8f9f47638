"""Meetings about people, as a person does them in the browser.  # T-05"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.models import Appointment, Promise
from cases.papers import gathered, paper_named
from plans.models import ServiceCoordinationMeeting
from staffing.models import AuditEntry
from tests.councils.pages import opened
from tests.factories.care import (
    CareMeetingFactory,
    MeetingConclusionFactory,
    MeetingItemFactory,
    MeetingPersonFactory,
)
from tests.factories.cases import (
    CaseFactory,
    FamilyMemberFactory,
    PromiseFactory,
    SupportContactFactory,
)
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
)
from tests.plans.posts import rows


@pytest.fixture
def team(case, town):
    """A draft with a provider, a supporter, a mother."""
    case.worker = town.counsellor
    case.save()
    plan = ServiceUsePlanFactory(case=case, number=1, consented=True, author=town.counsellor)
    provider = ServiceProviderFactory(office=town.office, name="あおば工房", contact_name="波止")
    PlannedServiceFactory(need=PlanNeedFactory(plan=plan), provider=provider)
    SupportContactFactory(client=case.client, kind="medical", organisation="みなと病院")
    own = FamilyMemberFactory(household__office=town.office, registered_as=case.client)
    FamilyMemberFactory(
        household=own.household, relation="mother", relation_of=own, name="浅井 和子"
    )
    return plan


def create(desk, case, **typed):
    page = opened(desk, reverse("plans:care-meeting-create", args=[case.client_id]))
    return page, page.send(**{"held_on": "R8.3.26", **typed})


def test_those_who_are_asked_come_from_the_team_and_by_name(desk, case, team):
    path = reverse("plans:care-meeting-create", args=[case.client_id])
    labels = [label for _key, label in desk.get(path).context["form"].fields["team"].choices]
    assert [word in "".join(labels) for word in ("あおば工房", "みなと病院", "浅井 和子")] == [
        True
    ] * 3
    others = rows("others", {"seat": "other", "name": "民生 太郎", "organisation": "港町民児協"})
    _page, answer = create(desk, case, starts_at="1330", ends_at="14:40", place="相談室", **others)
    meeting = ServiceCoordinationMeeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert [(p.seat, p.name) for p in meeting.people.all()] == [
        ("self", case.client.name),
        ("provider", "波止"),
        ("office", case.worker.name),
        ("other", "民生 太郎"),
    ]
    assert (meeting.number, meeting.plan, meeting.is_for_draft) == (1, team, True)
    assert Appointment.objects.get().starts_at.astimezone().date() == date(2026, 3, 26)
    assert "民生 太郎" in desk.get(meeting.get_absolute_url()).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"held_on": "R8.2.30"}, "held_on"),
        ({"held_on": "H30.1.5"}, "held_on"),
        ({"starts_at": "15:00", "ends_at": "14:00"}, "ends_at"),
        ({"team": []}, "team"),
        ({"team": ["provider-999999"]}, "team"),
        ({"kind": "support"}, "provider"),
        ({"number": "-1"}, "number"),
        ({"place": "あ" * 101}, "place"),
    ],
)
def test_a_wrong_meeting_says_where_and_keeps_everything(desk, case, team, typed, field):
    _page, answer = create(desk, case, **{"purpose_note": "進路の相談", **typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "進路の相談" in answer.text
    assert not ServiceCoordinationMeeting.objects.exists()


def test_a_double_click_sets_up_one_meeting(desk, case, team):
    page, first = create(desk, case)
    assert page.send(held_on="R8.3.26").url == first.url
    assert ServiceCoordinationMeeting.objects.count() == 1


def test_a_person_of_another_office_or_plan_is_not_taken(desk, case, team, town):
    foreign = ServiceUsePlanFactory(case=CaseFactory(client__office=town.other_office))
    _page, answer = create(desk, case, plan=str(foreign.pk))
    assert "plan" in answer.context["form"].errors


def test_the_list_chooses_the_person_first(desk, case, team):
    page = opened(desk, reverse("plans:care-meeting-start"))
    assert page.send(client="", client_text="").status_code == 422
    answer = page.send(client=str(case.client_id), client_text=case.client.name, kind="support")
    path = reverse("plans:care-meeting-create", args=[case.client_id])
    assert answer.url == f"{path}?kind=support"


def test_a_change_keeps_who_was_asked_and_moves_the_appointment(desk, case, team):
    create(desk, case, starts_at="13:30")
    meeting = ServiceCoordinationMeeting.objects.get()
    first = meeting.people.first()
    page = opened(desk, reverse("plans:care-meeting-edit", args=[meeting.pk]))
    page.send(held_on="R8.3.27", team=[p.source for p in meeting.people.all()][:2])
    meeting.refresh_from_db()
    assert meeting.people.first() == first
    assert meeting.people.count() == 2
    assert meeting.appointment.starts_at.astimezone().date() == date(2026, 3, 27)


def test_a_cancelled_meeting_takes_its_appointment_along(desk, case, team):
    create(desk, case, starts_at="13:30")
    meeting = ServiceCoordinationMeeting.objects.get()
    page = opened(desk, reverse("plans:care-meeting-cancel", args=[meeting.pk]))
    page.send(reason="本人の体調")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancel_reason) == ("cancelled", "本人の体調")
    assert meeting.appointment.deleted_at
    assert desk.get(reverse("plans:care-minutes-edit", args=[meeting.pk])).status_code == 302


def written(town, case, **fields):
    meeting = CareMeetingFactory(case=case, written=True, **fields)
    MeetingPersonFactory(meeting=meeting, seat="self", organisation="", presence="present")
    MeetingPersonFactory(meeting=meeting, presence="present")
    MeetingItemFactory(meeting=meeting)
    MeetingConclusionFactory(
        meeting=meeting, who="", owner=town.counsellor, due_on=date(2026, 4, 10)
    )
    MeetingConclusionFactory(
        meeting=meeting, who="あおば工房", text="作業を見直す", owner=town.counsellor
    )
    MeetingConclusionFactory(meeting=meeting, who="家族", text="見学する")
    return meeting


def test_minutes_are_written_with_absent_opinions_and_conclusions(desk, case, team, town):
    meeting = CareMeetingFactory(case=case)
    person = MeetingPersonFactory(meeting=meeting)
    page = opened(desk, reverse("plans:care-minutes-edit", args=[meeting.pk]))
    typed = {
        "people-0-presence": "absent",
        "people-0-absence_reason": "勤務",
        "people-0-opinion": "今のままでよい。",
        **rows("items", {"title": "通所の日数", "discussion": "週4日"}),
        **rows("conclusions", {"text": "見学する", "who": "家族", "owner": town.counsellor.pk}),
        "remaining": "工賃の管理",
    }
    wrong = page.send(**typed)
    assert wrong.status_code == 422
    assert "照会した日" in wrong.text
    assert page.send(**typed, **{"people-0-asked_on": "R8.3.20"}).status_code == 302
    meeting.refresh_from_db()
    person.refresh_from_db()
    assert (meeting.state, meeting.writer) == ("minutes", town.counsellor)
    assert (person.opinion, person.asked_on) == ("今のままでよい。", date(2026, 3, 20))
    assert meeting.items.get().discussion == "週4日"
    assert not Promise.objects.exists()
    page = desk.get(reverse("plans:care-minutes-finish", args=[meeting.pk]))
    assert [problem.code for problem in page.context["problems"]] == ["nobody"]


def test_a_conclusion_is_not_due_before_the_meeting(desk, case):
    meeting = CareMeetingFactory(case=case)
    MeetingPersonFactory(meeting=meeting, presence="present")
    page = opened(desk, reverse("plans:care-minutes-edit", args=[meeting.pk]))
    typed = rows("items", {"title": "通所の日数", "discussion": "週4日"})
    late = {"text": "変更届", "who": "家族", "due_on": "R7.12.5"}
    wrong = page.send(**typed, **rows("conclusions", late))
    assert wrong.status_code == 422
    assert "会議の日より前です" in wrong.text
    right = rows("conclusions", late | {"due_on": str(meeting.held_on)})
    assert page.send(**typed, **right).status_code == 302


def test_two_who_write_the_minutes_see_both_texts(desk, case, town, sign_in):
    meeting = written(town, case)
    path = reverse("plans:care-minutes-edit", args=[meeting.pk])
    mine, theirs = opened(desk, path), opened(sign_in(town.lead), path)
    theirs.send(remaining="母の体調")
    answer = mine.send(remaining="工賃の管理")
    assert answer.status_code == 409
    assert "母の体調" in answer.text
    assert "工賃の管理" in answer.text


# T-01, T-05: the held meeting gives the case its day, its conclusions are to be done
def test_final_minutes_are_frozen_and_what_was_concluded_is_to_be_done(desk, town):
    case = CaseFactory(
        client__office=town.office, state=CaseState.DECIDED, opened_on=date(2026, 1, 5)
    )
    draft = ServiceUsePlanFactory(case=case, consented=True, submitted_on=date(2026, 3, 20))
    BenefitDecisionFactory(client=case.client, plan=draft)
    meeting = written(town, case, plan=draft)
    finish = reverse("plans:care-minutes-finish", args=[meeting.pk])
    assert desk.post(finish, {"version": "999"}).url == finish
    assert desk.post(finish, {"version": str(meeting.version)}).url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    case.refresh_from_db()
    assert (meeting.is_final, meeting.finished_by) == (True, town.counsellor)
    assert case.state == CaseState.COORDINATION
    assert case.steps.get(state=CaseState.COORDINATION).entered_on == meeting.held_on
    found = Promise.objects.order_by("pk").values_list("text", "due_on", "owner")
    assert list(found) == [
        ("連絡の順番を書いた紙を作る", date(2026, 4, 10), town.counsellor.pk),
        ("あおば工房：作業を見直す", None, town.counsellor.pk),
    ]
    for name in ("care-minutes-edit", "care-minutes-finish", "care-meeting-edit"):
        assert desk.get(reverse(f"plans:{name}", args=[meeting.pk])).status_code == 302
    path = reverse("plans:care-minutes-edit", args=[meeting.pk])
    again = desk.post(path, {"held_on": "R8.3.26", "kind": "coordination", "way": "venue"})
    assert again.status_code in (302, 422)
    assert ServiceCoordinationMeeting.objects.get().is_final
    page = desk.get(reverse("plans:plan-finalise", args=[draft.pk]))
    assert page.context["form"]["held_on"].value() == meeting.held_on


def test_a_providers_own_meeting_moves_no_case(desk, town):
    case = CaseFactory(client__office=town.office, state=CaseState.DECIDED)
    meeting = written(town, case, kind="support", provider_name="あおば工房")
    desk.post(reverse("plans:care-minutes-finish", args=[meeting.pk]), {"version": "1"})
    case.refresh_from_db()
    assert (ServiceCoordinationMeeting.objects.get().is_final, case.state) == (True, "decided")


def test_a_providers_meeting_asks_for_no_invitation(desk, case, team):
    page = opened(
        desk, reverse("plans:care-meeting-create", args=[case.client_id]) + "?kind=support"
    )
    answer = page.send(held_on="R8.3.20", kind="support", provider_name="あおば工房")
    assert "案内状を印刷" not in desk.get(answer.url).text


def test_the_way_of_the_case_opens_the_meeting_that_waits(desk, case):
    path = reverse("plans:care-meeting-create", args=[case.client_id]) + "?waiting=1"
    assert desk.get(path).status_code == 200
    meeting = CareMeetingFactory(case=case)
    assert desk.get(path).url == meeting.get_absolute_url()


def test_the_list_narrows_to_minutes_that_are_not_final(desk, case, town):
    today = timezone.localdate()
    past = CareMeetingFactory(case=case, held_on=today - timedelta(days=3))
    CareMeetingFactory(case=case, held_on=today + timedelta(days=3))
    CareMeetingFactory(case=case, held_on=today - timedelta(days=9), final=True)
    CareMeetingFactory(case__client__office=town.other_office)
    path = reverse("plans:care-meeting-list")
    assert len(desk.get(path).context["rows"]) == 3
    waiting = desk.get(path, {"state": "waiting"}).context["rows"]
    assert [row["meeting"] for row in waiting] == [past]


def test_a_person_without_an_open_case_has_no_new_meeting(desk, town):
    case = CaseFactory(
        client__office=town.office,
        state="closed",
        closed_on=date(2026, 3, 1),
        opened_on=date(2020, 4, 1),
        close_reason="moved",
    )
    answer = desk.get(reverse("plans:care-meeting-create", args=[case.client_id]))
    assert answer.url == case.client.get_absolute_url()


# The papers: 会議録 and 案内状
def test_the_papers_say_who_came_and_what_was_concluded(town, case):
    meeting = written(town, case, video_consent_on=date(2026, 3, 1), way="mixed")
    MeetingPersonFactory(
        meeting=meeting,
        seat="family",
        organisation="",
        role="母",
        presence="absent",
        absence_reason="通院",
        asked_on=date(2026, 3, 20),
        asked_how="phone",
        opinion="任せる",
    )
    today = date(2026, 11, 26)
    data = gathered(
        paper_named("coordination-minutes"), meeting, user=town.counsellor, today=today, options={}
    )
    assert data["is_draft"] is True
    assert [side["absent"] for side in data["sides"]] == [False, True]
    assert data["asked"][0][1:] == ["令和8年3月20日（電話）", "任せる"]
    assert data["conclusions"][0] == "連絡の順番を書いた紙を作る（令和8年4月10日まで）"
    assert len(data["rows"][0]) == 3
    letters = gathered(
        paper_named("meeting-invitation"), meeting, user=town.counsellor, today=today, options={}
    )["letters"]
    assert len(letters) == 3


@pytest.mark.parametrize("kind", ["coordination-minutes", "meeting-invitation"])
def test_the_papers_are_shown_and_filed(desk, town, case, kind):
    meeting = written(town, case)
    preview = reverse("cases:paper-preview", args=[kind, meeting.pk])
    page = desk.get(preview)
    assert page.status_code == 200
    path = reverse("cases:paper-file", args=[kind, meeting.pk])
    answer = desk.post(path, {"digest": page.context["digest"]})
    document = meeting.client.documents.get()
    assert (answer.url, document.kind) == (document.get_absolute_url(), kind)
    assert document.title in desk.get(meeting.get_absolute_url()).text


# issue 5: final minutes are corrected, and what stood there before stays readable
def test_final_minutes_are_corrected_with_a_reason(desk, town, case):
    case.worker = town.counsellor
    case.save()
    meeting = written(town, case)
    meeting.state, meeting.finished_at = "finished", timezone.now()
    meeting.save()
    kept = PromiseFactory(office=town.office, client=case.client, owner=town.counsellor)
    dropped = PromiseFactory(office=town.office, client=case.client, owner=town.counsellor)
    first, second = meeting.conclusions.all()[:2]
    for row, promise in ((first, kept), (second, dropped)):
        row.promise = promise
        row.save()
    assert desk.get(reverse("plans:care-minutes-edit", args=[meeting.pk])).status_code == 302
    page = opened(desk, reverse("plans:care-minutes-correct", args=[meeting.pk]))
    assert "reason" in page.send(reason="").context["form"].errors
    wrong = page.send(**{"reason": "x", "items-0-discussion": ""})
    assert wrong.status_code == 422
    changed = {"conclusions-1-text": "通院の日を母に知らせる", "agreement": "本人が了承した。"}
    assert page.send(reason="結論の書き誤り", **changed).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.is_final, meeting.agreement) == (True, "本人が了承した。")
    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert kept.closed_at is None
    assert "訂正" in dropped.closing_note
    texts = [row.promise.text for row in meeting.conclusions.exclude(promise=None)]
    assert texts == [kept.text, "あおば工房：通院の日を母に知らせる"]
    shown = desk.get(meeting.get_absolute_url()).text
    assert "結論の書き誤り" in shown
    before = desk.get(reverse("plans:care-minutes-before", args=[meeting.pk, 1])).text
    assert "作業を見直す" in before
    assert "訂正前" in before
    preview = reverse("cases:paper-preview", args=["coordination-minutes", meeting.pk])
    assert "結論の書き誤り" in desk.get(preview).text
    audited = AuditEntry.objects.get(verb="care_minutes.corrected")
    assert audited.details["reason"] == "結論の書き誤り"


def test_minutes_in_work_are_not_corrected(desk, town, case):
    meeting = written(town, case)
    path = reverse("plans:care-minutes-correct", args=[meeting.pk])
    assert desk.get(path).url == meeting.get_absolute_url()
