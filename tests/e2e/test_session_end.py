"""Somebody is logged out while writing: nothing that stands on the screen is lost."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from staffing.models import Session
from tests.factories.cases import CaseFactory
from tests.factories.staffing import PASSWORD
from tests.personas import build_town

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_saving_after_the_session_ended_keeps_the_page_until_one_is_back(
    page, live_server, browse_as
):
    town = build_town()
    client = CaseFactory(client__office=town.office).client
    browse_as(town.counsellor)
    page.goto(live_server.url + reverse("cases:client-edit", args=[client.pk]))
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("[name=address]").fill("港町1-2")
    state = page.locator("#main [data-draft-state]")
    expect(state).to_contain_text("ログアウトしました")

    page.keyboard.press("Control+Enter")

    expect(state).to_contain_text("ログアウトしました")
    expect(page.locator("[name=address]")).to_have_value("港町1-2")
    browse_as(town.counsellor)
    expect(state).to_contain_text("下書き保存済み")
    page.wait_for_timeout(2100)  # the same button again within two seconds is a double click
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    client.refresh_from_db()
    assert client.address == "港町1-2"


def test_a_screen_that_nobody_uses_is_left_and_the_session_not_prolonged(
    page, live_server, browse_as
):
    town = build_town()
    browse_as(town.counsellor)
    page.clock.install()
    page.goto(live_server.url + reverse("staffing:draft-list"))
    dialog, last = page.locator("#idle"), timezone.now()
    minutes = settings.SESSION_IDLE_MINUTES

    def wait_until(idle: float) -> None:
        Session.objects.update(seen_at=timezone.now() - timedelta(minutes=idle))
        page.clock.fast_forward(int((idle - wait_until.reached) * 60_000))
        wait_until.reached = idle

    wait_until.reached = 0
    wait_until(minutes - 5.5)
    expect(dialog).to_be_visible()
    wait_until(minutes - 0.7)
    page.wait_for_timeout(500)
    expect(dialog).to_be_visible()
    assert Session.objects.get(user=town.counsellor).seen_at < last
    wait_until(minutes + 0.3)
    expect(page).to_have_url(re.compile(r"/login/\?next="))


def test_to_go_on_too_late_leads_to_the_login_at_once(page, live_server, browse_as):
    town = build_town()
    browse_as(town.counsellor)
    page.clock.install()
    page.goto(live_server.url + reverse("staffing:draft-list"))
    page.clock.fast_forward((settings.SESSION_IDLE_MINUTES - 1) * 60_000)
    Session.objects.all().delete()
    page.locator("#idle button").click()
    expect(page).to_have_url(re.compile(r"/login/\?next="))


def test_a_new_record_comes_back_at_its_form_after_the_login(page, live_server, browse_as):
    town = build_town()
    browse_as(town.counsellor)
    page.goto(live_server.url + reverse("cases:consultation-create"))
    text = page.locator("#main textarea[name=text]")
    text.fill("半分まで書いた記録")
    expect(page.locator("#main [data-draft-state]")).to_contain_text("下書き保存済み")
    Session.objects.all().delete()
    page.reload()
    page.locator("[name=username]").fill(town.counsellor.login_id)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(text).to_have_value("半分まで書いた記録")
