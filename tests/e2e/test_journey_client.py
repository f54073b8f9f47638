"""Steps 2 and 3: from the first meeting to the monitoring report, in one person's file."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Client
from config.common.fiscal import add_months, month_end, month_of
from config.common.wareki import month_label
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth
from monitoring.tasks import recompute_stale
from staffing.models import JobRun, User
from tests.e2e.steps import typed, typed_month

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NAME, KANA = "﨑山 𠮷乃", "さきやま よしの"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def counsellor(person):
    person.sign_in("mizuno")
    return person


def register(person, today: date) -> None:
    person.go("利用者")
    person.follow("利用者を登録")
    person.fill("氏名またはふりがな", KANA)
    person.press("探す")
    person.sees("登録できます")
    person.picture("2-searched-before")
    person.follow("登録へ進む")
    person.fill("氏名", NAME)
    person.fill("ふりがな", KANA)
    person.fill("生年月日", "S60.4.2")
    person.fill("相談を受けた日", typed(today - timedelta(days=30)))
    person.choose("担当", "水野 あかり")
    person.picture("2-registering", full=True)
    person.press("登録して利用者の画面へ")
    expect(person.page.locator("h1")).to_contain_text(NAME)
    person.picture("2-client")


def write_plan(person, today: date) -> None:
    person.follow("計画案を作る")
    person.fill("契約日", typed(today - timedelta(days=25)))
    person.fill("アセスメントの面接日", typed(today - timedelta(days=20)))
    person.fill("記入日", typed(today - timedelta(days=15)))
    person.fill("本人の生活に対する意向", "日中に行く場所がほしい。")
    person.fill("総合的な援助の方針", "通い先と家事の支えを整え、暮らしの幅を広げる。")
    person.fill("長期目標", "一年後も自宅で暮らす")
    person.fill("長期目標の達成時期", typed_month(add_months(today, 11)))
    person.fill("短期目標", "週3日通う")
    person.fill("短期目標の達成時期", typed_month(add_months(today, 5)))
    person.press("計画案を始める")
    person.sees("ニーズ表")
    for need, goal, service, words in (
        ("昼間に行く場所がほしい", "週3日、作業に参加する", "就労継続支援B型", "週3日"),
        ("食事をきちんととりたい", "週2回、一緒に料理を作る", "居宅介護", "週2回 1時間"),
    ):
        person.follow("ニーズを足す")
        person.fill("解決すべき課題（本人のニーズ）", need)
        person.fill("支援目標", goal)
        row = person.main().locator("[data-row]").first
        person.choose("サービスの種類", service, within=row)
        row.get_by_label(re.compile("量（頻度・時間）")).fill(words)
        person.picture(f"2-need-{service}", full=True)
        person.press("保存する")
        person.sees(need, goal, words)
    person.picture("2-plan", full=True)


def agree_and_send(person, today: date) -> None:
    person.follow("同意を記録する")
    person.fill("同意日", typed(today - timedelta(days=12)))
    person.fill("同意した人", NAME)
    person.fill("交付日", "")
    person.press("記録する")
    person.follow("交付を記録する")
    person.fill("交付日", typed(today - timedelta(days=12)))
    person.press("記録する")
    person.follow("提出を記録する")
    person.fill("提出日", typed(today - timedelta(days=10)))
    person.press("記録する")
    person.picture("2-plan-submitted")


def enter_decision(person, today: date) -> None:
    person.follow("支給決定を登録する")
    person.fill("支給決定日", typed(today - timedelta(days=3)))
    person.fill("支給決定期間の開始", typed(month_of(today)))
    person.fill("支給決定期間の終了", typed(month_end(add_months(today, 11))))
    interval = person.main().get_by_label(re.compile("モニタリング期間（月）"))
    expect(interval).to_have_value("3")
    expect(person.page.locator("#preview")).to_contain_text("標準期間は3か月ごと")
    expect(person.page.locator("#preview")).to_contain_text(month_label(add_months(today, 11)))
    person.picture("2-decision", full=True)
    person.press("保存する")
    person.sees("計算待ち")
    person.picture("2-decision-waits-for-the-worker")


def test_a_new_client_from_the_first_search_to_the_monitoring_months(counsellor, today):
    register(counsellor, today)
    write_plan(counsellor, today)
    agree_and_send(counsellor, today)
    enter_decision(counsellor, today)
    client = Client.objects.get(name=NAME)
    assert not MonitoringMonth.objects.filter(client=client).exists()

    recompute_stale()
    counsellor.page.reload()

    expect(counsellor.main()).not_to_contain_text("計算待ち")
    last = add_months(month_of(today), 11)
    for month in (add_months(last, -9), add_months(last, -6), add_months(last, -3), last):
        counsellor.sees(month_label(month))
    counsellor.sees("3か月ごと", "標準期間")
    counsellor.picture("2-months-with-reasons")


def test_the_page_says_when_nobody_computes(counsellor):
    JobRun.objects.update(finished_at=timezone.now() - timedelta(minutes=10))
    cache.clear()
    counsellor.go("利用者")
    counsellor.sees("裏で動く処理が止まっています。")
    counsellor.picture("2-worker-is-down")


def month_to_report(today: date) -> tuple[MonitoringMonth, MonitoringMonth]:
    """Return somebody's only month that waits for a report, and the one after it."""
    waiting = MonitoringMonth.objects.unfinished().filter(due_month__lte=today)
    several = waiting.values("client").annotate(number=Count("pk")).filter(number__gt=1)
    months = waiting.filter(due_month=month_of(today), state=MonthState.OPEN)
    months = months.exclude(client__in=several.values("client")).with_worker().order_by("pk")
    for month in months.exclude(worker_id=None):
        if later := month.schedule.months.due().filter(due_month__gt=month.due_month).first():
            return month, later
    raise LookupError("nobody waits for a report this month")


def test_a_monitoring_report_closes_its_month_and_brings_the_next(person, today):
    month, following = month_to_report(today)
    person.sign_in(User.objects.get(pk=month.worker_id).login_id)
    person.follow(
        "一覧を見る", within=person.main().locator("section", has_text="今月のモニタリング")
    )
    row = person.main().get_by_role("row", name=month.client.name).first
    person.picture("3-months-to-do")
    person.follow("報告を作る", within=row)
    person.fill("モニタリング実施日", typed(today))
    person.fill("全体の状況", "通所が続き、本人も手応えを感じている。")
    for goal in person.main().locator("[data-row]:visible").all():
        goal.get_by_label("サービス提供状況").fill("計画のとおり提供されている。")
        goal.get_by_label("概ね達成").check()
    person.main().get_by_label("計画を継続").check()
    person.picture("3-report", full=True)
    person.press("確定する")
    person.sees("実施済・未提出", month_label(following.due_month))
    person.picture("3-report-is-final", full=True)

    person.follow("提出する")
    person.press("保存する")
    person.sees("提出済")
    month.refresh_from_db()
    assert month.state == MonthState.SUBMITTED
    person.go("ホーム", "今日のしごと")
    months = person.main().locator("section", has_text="今月のモニタリング")
    named = months.get_by_role("listitem").filter(has_text="報告した人の次回")
    expect(named).to_contain_text(f"{month.client.name} {month_label(following.due_month)}")
    person.picture("3-home-after")
