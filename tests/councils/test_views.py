"""Screens of meetings: the year, setting up, bodies, the plan; what they refuse."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import Body, Meeting, Recurrence, TrainingEvent
from reports.models import AnnualPlan
from reports.plan_rows import year_recurrences
from staffing.models import AuditEntry
from tests.councils.pages import opened, refilled
from tests.factories.councils import (
    BodyFactory,
    CouncilFactory,
    MeetingFactory,
    MembershipFactory,
    RecurrenceFactory,
    TrainingEventFactory,
)

YEAR = reverse("councils:meeting-year")
NEW = reverse("councils:meeting-create")


# O-05: one row feeds the calendar and the annual plan
def test_calendar_and_annual_plan_say_the_same_words(town, sign_in):
    row = RecurrenceFactory(body__office=town.office, kind="twice", months=[6, 1])
    plan = AnnualPlan(office=town.office, fiscal_year=2026)
    page = sign_in(town.counsellor).get(YEAR, {"year": 2026})
    shown = page.context["rows"][0]
    assert shown.recurrence.words == year_recurrences(plan)[0].words == "年２回（６月・翌年１月）"
    due = [slot.month.month for slot in shown.line.slots if slot.mark != "free"]
    assert due == [6, 1]
    assert row.body.name in page.content.decode()


def test_the_year_costs_the_same_with_many_bodies(town, sign_in):
    browser = sign_in(town.manager)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(YEAR, {"year": 2026})
        return len(captured), len(page.context["rows"])

    def grow(count):
        for row in RecurrenceFactory.create_batch(count, body__office=town.office):
            MeetingFactory(body=row.body)
        TrainingEventFactory.create_batch(count, office=town.office)

    grow(1)
    browser.get(YEAR)
    few, rows = queries()
    grow(11)
    many, all_rows = queries()
    assert (rows, all_rows) == (1, 12)
    assert many == few


def test_bodies_of_other_offices_and_years_are_not_in_the_year(town, sign_in):
    RecurrenceFactory(body__office=town.other_office)
    RecurrenceFactory(body__office=town.office, fiscal_year=2025)
    page = sign_in(town.manager).get(YEAR, {"year": 2026})
    assert page.context["rows"] == []
    assert "この年度の計画がありません" in page.content.decode()


@pytest.mark.parametrize("year", ["", "0000", "99999", "きのう", "²⁰²⁶"])
def test_a_year_that_is_none_shows_the_running_one(town, sign_in, year):
    assert sign_in(town.manager).get(YEAR, {"year": year}).status_code == 200


def test_a_coming_year_is_not_called_held(town, sign_in):
    RecurrenceFactory(body__office=town.office, fiscal_year=2098)
    page = sign_in(town.manager).get(YEAR, {"year": 2098}).content.decode()
    assert "この年度はまだ始まっていません" in page


def test_the_year_is_filtered_by_kind(town, sign_in):
    RecurrenceFactory(body__office=town.office, body__kind="plenary")
    RecurrenceFactory(body__office=town.office, body__kind="office")
    page = sign_in(town.clerk).get(YEAR, {"year": 2026, "kind": "plenary"})
    assert [row.body.kind for row in page.context["rows"]] == ["plenary"]


def test_who_only_takes_part_sees_no_way_to_set_up(town, sign_in):
    RecurrenceFactory(body__office=town.office)
    assert NEW not in sign_in(town.counsellor).get(YEAR, {"year": 2026}).content.decode()
    assert NEW in sign_in(town.lead).get(YEAR, {"year": 2026}).content.decode()


def test_one_click_on_a_month_proposes_day_place_and_people(town, sign_in):
    body = BodyFactory(office=town.office)
    MembershipFactory(body=body, name="灘 ゆう")
    MeetingFactory(body=body, held_on=date(2026, 10, 21), place="市役所", number=4)
    form = opened(sign_in(town.lead), f"{NEW}?body={body.pk}&month=2026-12").form
    assert form.initial["held_on"] == date(2026, 12, 16)
    assert (form.initial["place"], form.initial["number"]) == ("市役所", 5)
    assert form.formsets["attendees"].initial[0]["name"] == "灘 ゆう"


def test_a_meeting_is_set_up_with_the_members_of_the_day(town, sign_in):
    body = BodyFactory(office=town.office)
    MembershipFactory(body=body, name="灘 ゆう")
    browser = sign_in(town.lead)
    page = opened(browser, f"{NEW}?body={body.pk}")
    answer = page.send(held_on="R8.12.16", starts_at="1330", ends_at="15:00")
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert meeting.held_on == date(2026, 12, 16)
    assert [a.name for a in meeting.attendances.all()] == ["灘 ゆう"]


def test_a_double_click_sets_up_one_meeting(town, sign_in):
    body = BodyFactory(office=town.office)
    page = opened(sign_in(town.lead), f"{NEW}?body={body.pk}")
    first, second = page.send(held_on="R8.12.16"), page.send(held_on="R8.12.16")
    assert first.url == second.url
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"held_on": "R8.2.30"}, "日"),
        ({"held_on": ""}, "開催日"),
        ({"held_on": "R8.12.16", "starts_at": "15:00", "ends_at": "13:30"}, "終了が開始"),
        ({"held_on": "R8.12.16", "starts_at": "15:00", "ends_at": "15:00"}, "終了が開始"),
        ({"held_on": "R8.12.16", "starts_at": "25:00"}, "時"),
        ({"held_on": "H99.1.1"}, "平成"),
        ({"held_on": "R8.12.16", "place": "あ" * 10_000}, "100"),
        ({"held_on": "R8.12.16", "number": "-1"}, "0"),
    ],
)
def test_bad_input_is_said_in_japanese_and_stays_typed(town, sign_in, typed, words):
    body = BodyFactory(office=town.office)
    page = opened(sign_in(town.lead), f"{NEW}?body={body.pk}")
    answer = page.send(**typed)
    assert answer.status_code == 422
    assert words in "".join(message for _id, message in answer.context["sheet"].errors_list)
    assert all(refilled(answer)[name] == [text] for name, text in typed.items() if text)
    assert not Meeting.objects.exists()


def test_a_body_of_another_office_is_no_choice(town, sign_in):
    own, foreign = BodyFactory(office=town.office), BodyFactory(office=town.other_office)
    browser = sign_in(town.lead)
    page = opened(browser, f"{NEW}?body={own.pk}")
    assert page.send(body=str(foreign.pk), held_on="R8.12.16").status_code == 422
    assert browser.get(f"{NEW}?body={foreign.pk}").status_code == 404
    assert not Meeting.objects.exists()


def test_the_same_day_is_refused_with_everything_kept(town, sign_in):
    meeting = MeetingFactory(body__office=town.office, held_on=date(2026, 12, 16))
    page = opened(sign_in(town.lead), f"{NEW}?body={meeting.body_id}")
    answer = page.send(held_on="R8.12.16", place="市役所")
    assert answer.status_code == 422
    assert refilled(answer)["place"] == ["市役所"]
    assert "すでに登録" in answer.content.decode()


def test_a_meeting_is_changed_until_its_minutes_are_begun(town, sign_in):
    meeting = MeetingFactory(body__office=town.office)
    browser = sign_in(town.lead)
    path = reverse("councils:meeting-edit", args=[meeting.pk])
    opened(browser, path).send(place="公民館")
    meeting.refresh_from_db()
    assert meeting.place == "公民館"
    Meeting.objects.update(state="minutes")
    assert browser.get(path).url == reverse("councils:minutes-edit", args=[meeting.pk])


def test_two_people_who_change_one_meeting_lose_nothing(town, sign_in, client):
    meeting = MeetingFactory(body__office=town.office)
    browser = sign_in(town.lead)
    path = reverse("councils:meeting-edit", args=[meeting.pk])
    first, second = opened(browser, path), opened(browser, path)
    first.send(place="公民館")
    assert second.send(purpose="次年度の計画").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.purpose) == ("公民館", "次年度の計画")


def test_a_meeting_gone_by_without_minutes_is_no_plan_any_more(town, sign_in):
    body = BodyFactory(office=town.office)
    MeetingFactory(body=body, held_on=timezone.localdate() - timedelta(days=1))
    desk = sign_in(town.counsellor)
    for path in (reverse("councils:meeting-list"), body.get_absolute_url()):
        assert "議事録なし" in desk.get(path).content.decode()
    Meeting.objects.update(held_on=timezone.localdate())
    for path in (reverse("councils:meeting-list"), body.get_absolute_url()):
        assert "議事録なし" not in desk.get(path).content.decode()


def test_cancelling_asks_for_the_reason(town, sign_in):
    meeting = MeetingFactory(body__office=town.office)
    page = opened(sign_in(town.lead), reverse("councils:meeting-cancel", args=[meeting.pk]))
    assert page.send(reason="").status_code == 422
    page.send(reason="台風のため")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancel_reason) == ("cancelled", "台風のため")


# T-09
def test_bodies_are_a_tree_under_their_council(town, sign_in):
    council = CouncilFactory(office=town.office)
    top = BodyFactory(office=town.office, council=council)
    BodyFactory(office=town.office)
    below = BodyFactory(office=town.office, council=council, parent=top)
    page = sign_in(town.clerk).get(reverse("councils:body-list"))
    rows = [(body.pk, depth) for body, depth in page.context["rows"]]
    assert rows[:2] == [(top.pk, 0), (below.pk, 1)]


def test_a_body_does_not_stand_under_itself(town, sign_in):
    top = BodyFactory(office=town.office)
    below = BodyFactory(office=town.office, parent=top)
    page = opened(sign_in(town.lead), reverse("councils:body-edit", args=[top.pk]))
    assert page.send(parent=str(below.pk)).status_code == 422
    assert page.send(parent=str(top.pk)).status_code == 422


def test_a_name_of_another_body_is_refused(town, sign_in):
    BodyFactory(office=town.office, name="くらし部会")
    BodyFactory(office=town.other_office, name="就労部会")
    page = opened(sign_in(town.lead), reverse("councils:body-create"))
    assert page.send(name="くらし部会", kind="other").status_code == 422
    assert page.send(name="就労部会", kind="other").status_code == 302
    assert Body.objects.filter(office=town.office, name="就労部会").exists()


def test_a_term_that_ends_first_is_refused_and_rare_letters_are_kept(town, sign_in):
    page = opened(sign_in(town.lead), reverse("councils:body-create"))
    row = {"members-0-name": "髙﨑 𠮷男🙂", "members-0-started_on": "R8.4.1"}
    typed = {"name": "全体会", "kind": "plenary", **row}
    assert page.send(**typed, **{"members-0-ended_on": "R7.3.31"}).status_code == 422
    assert page.send(**typed, **{"members-0-ended_on": "R10.3.31"}).status_code == 302
    assert Body.objects.get().memberships.get().name == "髙﨑 𠮷男🙂"


@pytest.mark.parametrize(
    ("typed", "is_rule"),
    [
        ({"kind": "monthly"}, True),
        ({"kind": "twice", "months": ["6", "1"]}, True),
        ({"kind": "yearly", "months": ["6", "1"]}, False),
        ({"kind": "months"}, False),
        ({"kind": "text"}, False),
        ({"kind": "text", "text": "随時"}, True),
        ({"kind": "times"}, False),
        ({"kind": "times", "count": "3"}, True),
        ({"kind": "times", "count": "13"}, False),
        ({"kind": "monthly", "months": ["13"]}, False),
    ],
)
def test_only_a_rule_is_planned(town, sign_in, typed, is_rule):
    body = BodyFactory(office=town.office)
    path = f"{reverse('councils:recurrence-create')}?year=2026"
    answer = opened(sign_in(town.lead), path).send(body=str(body.pk), **typed)
    assert (answer.status_code == 302) is is_rule
    assert Recurrence.objects.count() == is_rule


def test_a_changed_rule_moves_the_months_of_the_year(town, sign_in):
    row = RecurrenceFactory(body__office=town.office)
    path = reverse("councils:recurrence-edit", args=[row.pk])
    answer = opened(sign_in(town.lead), path).send(kind="yearly", months=["2"])
    assert answer.url == f"{YEAR}?year=2026"
    row.refresh_from_db()
    assert row.words == "年１回（翌年２月）"
    assert AuditEntry.objects.get(verb="recurrence.changed").office == town.office


def test_a_body_taken_out_of_the_plan_leaves_the_year(town, sign_in):
    row = RecurrenceFactory(body__office=town.office)
    path = reverse("councils:recurrence-delete", args=[row.pk])
    opened(sign_in(town.lead), path).send(reason="参加をやめた")
    assert not Recurrence.objects.visible_to(town.lead).exists()


def test_the_previous_year_is_copied_from_the_page(town, sign_in):
    RecurrenceFactory(body__office=town.office, fiscal_year=2025)
    TrainingEventFactory(office=town.office, fiscal_year=2025)
    path = f"{reverse('councils:year-copy')}?year=2026"
    answer = opened(sign_in(town.lead), path).send()
    assert answer.url == f"{YEAR}?year=2026"
    assert Recurrence.objects.of_year(2026).count() == 1
    assert TrainingEvent.objects.of_year(2026).count() == 1


def test_without_another_year_there_is_nothing_to_copy(town, sign_in):
    page = sign_in(town.lead).get(f"{reverse('councils:year-copy')}?year=2026")
    assert "写せる計画のある年度がありません" in page.content.decode()


# O-06
def test_a_training_is_planned_changed_and_taken_out(town, sign_in):
    browser = sign_in(town.lead)
    new = f"{reverse('councils:training-create')}?year=2026"
    opened(browser, new).send(scope="external", name="主任研修", when_text="年１回", note="係長")
    training = TrainingEvent.objects.get()
    assert (training.fiscal_year, training.office) == (2026, town.office)
    edit = reverse("councils:training-edit", args=[training.pk])
    opened(browser, edit).send(note="主任")
    training.refresh_from_db()
    assert training.note == "主任"
    opened(browser, reverse("councils:training-delete", args=[training.pk])).send(reason="中止")
    assert not TrainingEvent.objects.visible_to(town.lead).exists()
