"""The pages of the login with a keyboard and a pair of eyes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.staffing import PASSWORD
from tests.personas import build_town

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_typed_password_can_be_looked_at_and_is_sent_hidden(page, live_server):
    town = build_town()
    page.goto(live_server.url + reverse("login"))
    page.keyboard.type(town.counsellor.login_id)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    password = page.locator("[name=password]")
    expect(password).to_have_attribute("type", "password")

    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value(PASSWORD)
    page.evaluate("document.forms[0].addEventListener('submit', (event) => event.preventDefault())")
    password.press("Enter")
    expect(password).to_have_attribute("type", "password")


def test_the_field_that_is_wrong_has_the_focus(page, live_server, browse_as):
    browse_as(build_town().counsellor)
    page.goto(live_server.url + reverse("password-change"))
    page.locator("[name=old_password]").fill(PASSWORD)
    for name in ("new_password", "repeated"):
        page.locator(f"[name={name}]").fill("short")
    page.keyboard.press("Enter")
    expect(page.locator("[name=new_password]")).to_be_focused()
    assert page.title().startswith("エラー：")
