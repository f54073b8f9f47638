"""かんたん記録 beside a page: typed, saved, kept, and never believed saved when it was not."""

import pytest
from playwright.sync_api import expect

from cases.models import Consultation
from staffing.models import Draft
from tests.factories.cases import CaseFactory
from tests.personas import build_town

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town():
    return build_town()


@pytest.fixture
def person(town):
    return CaseFactory(
        client__office=town.office, client__name="浅井 花乃", client__name_kana="あさい かの"
    ).client


@pytest.fixture
def desk(page, live_server, browse_as, town, person, troubles):
    browse_as(town.counsellor)
    page.goto(f"{live_server.url}{person.get_absolute_url()}")
    yield page
    # A draft that is still on its way must not meet the emptied tables of the next test.
    page.route("**/drafts/**", lambda route: route.abort())
    page.goto("about:blank")


def open_drawer(page):
    page.keyboard.press("Alt+n")
    drawer = page.locator("#drawer")
    expect(drawer.locator("[name=client_text]")).to_be_focused()
    return drawer


def test_a_call_is_logged_with_the_keyboard_alone(desk, person, troubles):
    drawer = open_drawer(desk)
    desk.keyboard.type("あさい")
    expect(drawer.get_by_role("option").first).to_contain_text("浅井 花乃")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(drawer.locator("[name=text]")).to_be_focused()
    desk.keyboard.type("送迎の時間が合わない。")
    with desk.expect_navigation():
        desk.keyboard.press("Control+Enter")
    expect(desk.locator(".timeline")).to_contain_text("送迎の時間が合わない。")
    assert Consultation.objects.get().client == person
    assert not Draft.objects.exists()
    assert troubles == []


def test_an_unknown_caller_and_at_once_the_next_call(desk):
    drawer = open_drawer(desk)
    desk.keyboard.type("港町病院")
    drawer.get_by_role("option", name="未登録").click()
    desk.keyboard.type("退院の相談")
    desk.keyboard.press("Control+Shift+Enter")
    expect(drawer.locator("[name=text]")).to_have_value("")
    expect(drawer).to_be_visible()
    record = Consultation.objects.get()
    assert (record.client, record.caller_name) == (None, "港町病院")


def test_what_is_missing_is_said_in_the_panel_and_the_page_stays(desk):
    drawer = open_drawer(desk)
    address = desk.url
    drawer.locator("[name=next_step]").fill("電話する")
    desk.keyboard.press("Control+Enter")
    expect(drawer.locator("[data-error-summary]")).to_be_focused()
    expect(drawer.locator("[name=next_step]")).to_have_value("電話する")
    assert desk.url == address


def test_after_a_logout_nothing_is_believed_saved(desk):
    drawer = open_drawer(desk)
    drawer.locator("[name=text]").fill("途中で切れた話")
    desk.context.clear_cookies()
    drawer.locator("button.primary").click()
    expect(drawer.locator("[data-draft-state]")).to_have_class("draft end failed")
    expect(drawer.locator("[name=text]")).to_have_value("途中で切れた話")
    assert not Consultation.objects.exists()


def test_on_a_half_written_page_the_record_is_saved_beside_it(desk, live_server, person):
    desk.goto(f"{live_server.url}{person.get_absolute_url()}edit/")
    desk.locator("[name=address]").fill("港町1-2")
    drawer = open_drawer(desk)
    drawer.locator("[name=text]").fill("急ぎの電話")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("status").filter(has_text="記録しました")).to_be_visible()
    expect(desk.locator("[name=address]")).to_have_value("港町1-2")
    assert Consultation.objects.count() == 1
