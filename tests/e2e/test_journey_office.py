"""Steps 4 to 6: the manager sees the caseload, holds a meeting and prints the year's plan."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from config.common.fiscal import fiscal_year
from councils.models import Meeting
from tests.e2e.steps import typed

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# O-01: the target table of the paper, without blanks.
FIGURES = (
    "317人191人290日15人2.5人継続支援579人48人8人児童相談利用支援36人28人2人0.3人"
    "継続支援46人3人0.5人地域相談利用支援1人0人0人0人継続支援2人1人0.1人"
    "基本相談（登録外）196人16人2.6人合計354人1042人290日85人14.1人"
)


@pytest.fixture
def manager(person):
    person.sign_in("kanri")
    return person


def test_every_figure_of_the_caseload_opens_its_records(manager):
    manager.go("統計", "担当件数")
    manager.sees("標準35", "取扱40", "6か月平均", "1人あたり", "件／人")
    manager.picture("4-caseload", full=True)
    first = manager.main().locator("tbody tr").filter(has_text="佐藤 みゆき")
    links = [
        (link.inner_text(), link.get_attribute("href"))
        for link in first.locator("td a").all()
        if re.fullmatch(r"\d+", link.inner_text().strip())
    ]
    assert len(links) > 4
    for number, address in links:
        manager.page.goto(manager.home + address)
        expect(manager.page.locator(".page-head")).to_contain_text(f"{int(number)}件")
        assert manager.main().locator("tbody tr").count() == int(number)
    manager.picture("4-records-behind-a-figure")


def test_a_meeting_is_set_up_held_and_printed(manager):
    today = timezone.localdate()
    manager.go("会議")
    manager.sees("幹事会", "毎月", "四半期毎", "隔月", "年１回")
    manager.picture("5-year-of-meetings")
    manager.follow("会議を設定")
    manager.choose("会議体", "くらし支援部会")
    manager.fill("開催日", typed(today - timedelta(days=1)))
    manager.fill("場所", "港町交流館 2階")
    manager.press("設定する")
    manager.sees("くらし支援部会", "港町交流館 2階")
    manager.follow("議事録を書く")
    came = manager.main().get_by_role("region", name="出席者").locator("[data-row]").first
    manager.fill("氏名", "水野 あかり", within=came)
    item = manager.main().locator(".agenda-row").first
    manager.fill("議題", "送迎の空きについて", within=item)
    manager.fill("協議内容（発言者：要点）", "なぎさ：朝の便に空きが出た。", within=item)
    manager.fill("決定事項", "各事業所が今月末までに希望を集める。", within=item)
    manager.picture("5-writing-minutes", full=True)
    manager.press("保存する")
    manager.follow("議事録を確定する")
    manager.picture("5-before-final", full=True)
    manager.press("確定する")
    manager.sees("議事録確定")
    manager.picture("5-minutes")
    text = manager.paper("PDFを見る", "minutes")
    for words in ("くらし支援部会", "送迎の空きについて", "朝の便に空きが出た"):
        assert words in text
    assert Meeting.objects.filter(place="港町交流館 2階", finished_at__isnull=False).exists()

    manager.go("会議")
    expect(manager.main().get_by_role("row", name="くらし支援部会")).to_be_visible()
    manager.go("事業計画")
    manager.follow(f"{fiscal_year(today)}年度")
    manager.follow("会議・委員会等の開催計画")
    manager.sees("くらし支援部会", "隔月", "幹事会", "毎月", "四半期毎")
    manager.picture("5-recurrences-in-the-annual-plan")


def test_the_plan_of_2019_prints_the_figures_of_the_paper(manager):
    manager.go("事業計画")
    manager.follow("2019年度")
    expect(manager.page.locator("h1")).to_have_text("2019年度 事業計画書")
    manager.picture("6-plan-2019")
    text = manager.paper("PDFを見る", "annual-plan-2019").replace("(登録外)", "（登録外）")
    assert FIGURES in text
    for words in (
        "2019年度事業計画(案)",
        "職員体制(2019年4月1日)",
        "支援体制図",
        "研修計画(外部研修)",
    ):
        assert words in text


def test_a_changed_target_changes_what_is_computed_from_it(manager):
    manager.go("事業計画")
    manager.follow("2019年度")
    cell = manager.main().locator("tbody tr").first.get_by_role("textbox").nth(1)
    expect(cell).to_have_value("191")
    cell.fill("252")
    cell.press("Tab")
    row = manager.main().locator("tbody tr").first
    expect(row).to_contain_text("21")
    expect(row).to_contain_text("3.5")
    expect(manager.page.locator("#sum-b")).to_have_text("1103")
    expect(manager.page.locator("#sum-d")).to_have_text("91")
    expect(manager.page.locator("#sum-e")).to_have_text("15.1")
    manager.picture("6-target-changed")
    manager.press("保存する")
    manager.sees("保存しました")
    assert "252人290日21人3.5人" in manager.paper("PDFを見る", "annual-plan-2019-changed")


@pytest.mark.parametrize("login_id", ["kanri", "kanri2"])
def test_a_new_year_is_made_from_the_menu(person, login_id):
    person.sign_in(login_id)
    person.go("事業計画")
    person.follow("年度の計画を作る")
    year = fiscal_year(timezone.localdate()) + 1
    person.choose("年度", f"{year}年度")
    person.picture(f"6-new-year-{login_id}")
    person.press("作り始める")
    expect(person.page.locator("h1")).to_have_text(f"{year}年度 事業計画書")
    person.sees("合計")
    person.picture(f"6-new-plan-{login_id}")
    assert f"{year}年度事業計画(案)" in person.paper("PDFを見る", f"new-plan-{login_id}")
