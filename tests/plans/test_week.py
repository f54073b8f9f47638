"""The week of a plan: what the paper shows of it, how it is typed, copied and begun."""

from datetime import date, time

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans import actions
from plans.models import PlanNeed, ServiceType, WeekEntry
from plans.rules import (
    WeekRow,
    amount_problem,
    blocks_of,
    clock_words,
    days_words,
    overlap_warnings,
    pieces_of,
)
from plans.week_grid import grid_of
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
    WeekEntryFactory,
)
from tests.plans.posts import rows


def row(days, start, end, content="通所", **more):
    return WeekRow(days, time(*start), time(*end), content, **more)


# T-02, domain 6.2
def test_what_passes_midnight_goes_on_in_the_next_column_at_six():
    found = pieces_of([row("06", (22,), (7,))])
    assert [(p.day, p.start, p.end) for p in found] == [
        (0, 0, 60),  # Monday morning, from Sunday's night
        (0, 960, 1440),
        (1, 0, 60),
        (6, 960, 1440),
    ]


def test_the_small_hours_stand_at_the_foot_of_the_column_before():
    assert [(p.day, p.start, p.end) for p in pieces_of([row("1", (5,), (7,))])] == [
        (0, 1380, 1440),
        (1, 0, 60),
    ]


def test_the_same_time_twice_is_a_whole_day():
    assert sum(p.end - p.start for p in pieces_of([row("3", (9,), (9,))])) == 24 * 60


def test_entries_of_one_half_hour_share_a_cell_and_keep_their_times():
    week = [row("0", (9,), (10, 15)), row("0", (10, 15), (11,), "訪問看護")]
    (block,) = blocks_of(week)
    assert (block.first, block.last) == (6, 10)
    (cell,) = [cell for line in grid_of(week) for cell in line["cells"] if cell["kind"]]
    assert [text["time"] for text in cell["texts"]] == ["9:00〜10:15", "10:15〜11:00"]
    assert overlap_warnings(week) == []


def test_overlaps_are_said_once_with_all_their_days():
    week = [row("01234", (10,), (15,)), row("13", (14,), (16,), "訪問看護")]
    (warning,) = overlap_warnings(week)
    for words in ("火・木", "通所", "10:00〜15:00", "訪問看護", "14:00〜16:00"):
        assert words in warning.message


@pytest.mark.parametrize(
    "week",
    [[], [row("0123456", (0,), (0,))], [row("024", (9, 10), (9, 20)), row("6", (23,), (4, 45))]],
)
def test_every_column_of_the_grid_is_full(week):
    heights = dict.fromkeys(range(7), 0)
    for line in grid_of(week):
        for cell in line["cells"]:
            heights[cell["day"]] += cell["rows"]
    assert set(heights.values()) == {48}


def test_days_and_times_in_words():
    assert days_words("01234") == "月〜金"
    assert days_words("0123456") == "毎日"
    assert days_words("26") == "水・日・祝"
    assert clock_words(time(22), time(7)) == "22:00〜翌7:00"
    assert clock_words(time(18), time(0)) == "18:00〜24:00"


@pytest.mark.parametrize(
    "text",
    [
        "週4日",
        "月20時間",
        "週2回 1.5時間",
        "当該月の日数－８日",
        "当該月の日数から8日を控除した日数",
        "23日/月",
        "週１回・月７.５時間",
        "4週に1回",
        "2か月に1回",
        "第1・第3土曜",
        "月1〜2回",
        "火 16:00～16:30",
        "入居",
        "随時",
        "毎日",
        "",
    ],
)
def test_amounts_as_offices_write_them_are_read(text):
    assert amount_problem(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("たくさん", "no-amount"),
        ("週4", "no-unit"),
        ("4日", "no-time"),
        ("週8日", "too-much"),
        ("月800時間", "too-much"),
        ("1日25時間", "too-much"),
        ("月0回", "nothing"),
    ],
)
def test_amounts_that_say_nothing_are_refused_with_a_reason(text, code):
    problem = amount_problem(text)
    assert (problem.code, problem.field) == (code, "quantity")


def test_an_amount_that_cannot_be_read_is_said_at_its_field(desk, draft):
    call_command("seed", verbosity=0)
    line = ServiceType.objects.get(code="22")
    path = reverse("plans:need-create", args=[draft.pk])
    post = rows("services", {"service_type": line.pk, "quantity": "たくさん"})
    answer = desk.post(path, {"need": "働きたい", **post})
    assert answer.status_code == 422
    assert "量を読み取れません" in answer.text
    assert not PlanNeed.objects.exists()
    informal = rows("services", {"content": "声かけ", "quantity": "ときどき"})
    assert desk.post(path, {"need": "働きたい", **informal}).status_code == 302


def entry(**values):
    return {"weekdays": ["0", "3"], "starts_at": "10", "ends_at": "15", "content": "通所"} | values


# S25
def test_a_week_is_typed_with_its_texts(desk, draft):
    need = PlanNeedFactory(plan=draft)
    provider = ServiceProviderFactory(office=draft.office, name="あおば工房")
    line = PlannedServiceFactory(need=need, provider=provider)
    path = reverse("plans:week-edit", args=[draft.pk])
    assert "あおば工房" in desk.get(path).text
    week = rows(
        "entries",
        entry(service=line.pk, content=""),
        entry(weekdays=["6"], starts_at="22", ends_at="翌7:00", content="就寝"),
        entry(weekdays=["5"], starts_at="2100", ends_at="24:00", provider_name="叔母"),
        {},
    )
    texts = {"begins_on": "R8.6", "daily_activities": "起きる", "whole_picture": "通い続ける"}
    answer = desk.post(path, {**texts, "other_services": "短期入所", **week})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.begins_on, draft.whole_picture) == (date(2026, 6, 1), "通い続ける")
    names = ("weekdays", "starts_at", "ends_at", "content", "provider_name", "kind", "service")
    assert list(draft.week.values_list(*names)) == [
        ("03", time(10), time(15), "生活介護", "あおば工房", "service", line.pk),
        ("6", time(22), time(7), "就寝", "", "routine", None),
        ("5", time(21), time(0), "通所", "叔母", "informal", None),
    ]
    page = desk.get(answer.url).text
    assert "就寝" in page
    assert "通い続ける" in page


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"ends_at": ""}, "ends_at"),
        ({"content": ""}, "content"),
        ({"content": "あ" * 101}, "content"),
        ({"service": "999999"}, "service"),
    ],
)
def test_a_bad_entry_says_where_and_keeps_the_others(desk, draft, bad, field):
    path = reverse("plans:week-edit", args=[draft.pk])
    answer = desk.post(path, rows("entries", entry(content="買物"), entry(**bad)))
    assert answer.status_code == 422
    assert field in answer.context["form"].formsets["entries"].forms[1].errors
    assert "買物" in answer.text
    assert not WeekEntry.objects.exists()


def test_the_preview_shows_what_is_typed_and_saves_nothing(desk, draft):
    path = reverse("plans:week-preview", args=[draft.pk])
    post = rows("entries", entry(), entry(content="訪問看護", ends_at="11"), entry(starts_at="x"))
    part = desk.post(path, post, headers={"HX-Request": "true"}).text
    assert "重なっています" in part
    assert "訪問看護" in part
    whole = desk.post(path, post)
    assert "まだ保存していません" in whole.text
    assert not WeekEntry.objects.exists()


def test_an_agreed_week_is_kept_as_it_is(desk, draft):
    WeekEntryFactory(plan=draft)
    draft.consented_on, draft.consented_by = draft.drafted_on, "本人"
    draft.save()
    for name in ("week-edit", "week-fill"):
        path = reverse(f"plans:{name}", args=[draft.pk])
        assert desk.post(path, {"source": "day5", **rows("entries")}).url == (
            draft.get_absolute_url()
        )
    assert draft.week.count() == 1


def test_an_empty_week_begins_with_a_sample_once(desk, draft):
    path = reverse("plans:week-fill", args=[draft.pk])
    desk.post(path, {"source": "nothing"})
    assert not draft.week.exists()
    desk.post(path, {"source": "day5"})
    number = draft.week.count()
    assert number >= 5
    desk.post(path, {"source": "home"})
    assert draft.week.count() == number


def test_an_empty_week_begins_with_that_of_the_last_version(desk, draft):
    old = ServiceUsePlanFactory(case=draft.case, consented=True, number=90)
    WeekEntryFactory(plan=old, content="前の通所")
    draft.previous = old
    draft.save()
    desk.post(reverse("plans:week-fill", args=[draft.pk]), {"source": "previous"})
    assert list(draft.week.values_list("content", flat=True)) == ["前の通所"]


def test_a_new_version_carries_the_week_and_knows_its_needs(draft, town):
    line = PlannedServiceFactory(need=PlanNeedFactory(plan=draft))
    WeekEntryFactory(plan=draft, service=line)
    draft.consented_on, draft.consented_by = draft.drafted_on, "本人"
    draft.phase, draft.whole_picture = "explore", "通い続ける"
    draft.save()
    plan = actions.revise_plan(
        draft, by=town.counsellor, author=town.counsellor, drafted_on=date(2026, 4, 1)
    )
    (copied,) = plan.week.all()
    assert copied.service.need.plan_id == plan.pk
    assert copied.service.need.copied_from_id == line.need_id
    assert (plan.phase, plan.whole_picture) == ("explore", "通い続ける")


def test_a_provider_in_use_is_not_deleted_and_the_plan_is_named(draft, town, sign_in):
    provider = ServiceProviderFactory(office=town.office)
    line = PlannedServiceFactory(need=PlanNeedFactory(plan=draft), provider=provider)
    browser = sign_in(town.lead)
    path = reverse("plans:provider-delete", args=[provider.pk])
    answer = browser.post(path, {"reason": "閉所"})
    assert answer.status_code == 422
    assert "使っている計画が1件" in answer.text
    assert draft.get_absolute_url() in answer.text
    line.delete()
    assert browser.post(path, {"reason": "閉所"}).status_code == 302
    provider.refresh_from_db()
    assert provider.deleted_at
