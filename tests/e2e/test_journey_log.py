"""Step 1: a call is logged while talking, beside any page, and nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import Client

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

HEADINGS = {"計画・モニタリング": "モニタリング", "統計": "担当件数", "ホーム": "今日のしごと"}


@pytest.fixture
def counsellor(person):
    person.sign_in("mizuno")
    return person


@pytest.fixture
def known(demo):
    """Somebody of the counsellor's own clients."""
    return Client.objects.filter(cases__worker__login_id="mizuno").order_by("pk").first()


def contacts_this_month(person) -> int:
    person.go("相談・記録", "支援記録")
    return int(re.search(r"([\d,]+)件", person.main().inner_text())[1].replace(",", ""))


def test_the_quick_log_opens_on_every_page(counsellor):
    counsellor.picture("1-home")
    for screen in ("利用者", "計画・モニタリング", "会議", "統計", "ホーム"):
        counsellor.go(screen, HEADINGS.get(screen, ""))
        drawer = counsellor.open_quick_log()
        counsellor.picture(f"1-quick-log-on-{screen}")
        counsellor.page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()


def test_a_call_of_a_known_client_is_everywhere_at_once(counsellor, known):
    before = contacts_this_month(counsellor)
    drawer = counsellor.open_quick_log()
    who = counsellor.field("利用者", within=drawer)
    who.press_sequentially(known.name_kana.split()[0])
    option = drawer.get_by_role("option", name=known.name)
    expect(option).to_be_visible()
    counsellor.picture("1-known-client-by-kana")
    option.click()
    expect(counsellor.field("内容", within=drawer)).to_be_focused()
    counsellor.page.keyboard.type("来週の見学に同行してほしいとの電話。")
    counsellor.page.keyboard.press("Control+Enter")

    row = counsellor.main().get_by_role("row", name="来週の見学に同行").first
    expect(row).to_contain_text(known.name)
    counsellor.picture("1-in-the-log")
    assert contacts_this_month(counsellor) == before + 1
    counsellor.follow(known.name, within=row)
    counsellor.sees("来週の見学に同行してほしいとの電話。")
    counsellor.picture("1-on-the-timeline")
    counsellor.go("ホーム", "今日のしごと")
    counsellor.sees("来週の見学に同行してほしいとの電話。")


def test_people_without_a_file_and_without_a_name_are_logged_too(counsellor):
    before = contacts_this_month(counsellor)
    drawer = counsellor.open_quick_log()
    counsellor.field("利用者", within=drawer).fill("民生委員の髙橋さん")
    counsellor.field("内容", within=drawer).fill("近所の方が困っている様子とのこと。")
    counsellor.press("記録する", within=drawer)
    counsellor.sees("民生委員の髙橋さん（未登録）")

    drawer = counsellor.open_quick_log()
    counsellor.field("内容", within=drawer).fill("名前を言わずに切れた電話。")
    counsellor.press("記録する", within=drawer)
    counsellor.sees("名前を言わずに切れた電話。")
    counsellor.picture("1-strangers-in-the-log")

    assert contacts_this_month(counsellor) == before + 2


def test_without_a_text_the_form_says_so_and_keeps_the_rest(counsellor, troubles):
    drawer = counsellor.open_quick_log()
    counsellor.field("利用者", within=drawer).fill("名前だけの人")
    counsellor.press("記録する", within=drawer)

    expect(drawer.locator("[data-error-summary]")).to_be_visible()
    expect(counsellor.field("利用者", within=drawer)).to_have_value("名前だけの人")
    counsellor.picture("1-text-is-missing")
    assert all("422" in trouble for trouble in troubles)
    troubles.clear()


def test_a_half_written_call_is_resumed_from_the_home_page(counsellor):
    drawer = counsellor.open_quick_log()
    counsellor.field("内容", within=drawer).fill("途中で電話が鳴った")
    expect(drawer.locator("[data-draft-state]")).to_contain_text("下書き保存済み")
    counsellor.page.reload()

    counsellor.go("ホーム", "今日のしごと")
    counsellor.follow("1件を開く")
    counsellor.picture("1-drafts")
    counsellor.follow("続きを書く")
    expect(counsellor.field("内容")).to_have_value("途中で電話が鳴った")
    counsellor.picture("1-draft-resumed")
    counsellor.press("記録する")
    counsellor.sees("途中で電話が鳴った")
