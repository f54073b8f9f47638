"""Signing in: by 職員ID, throttled, and back to where one was."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from staffing import actions
from staffing.models import AuditEntry
from tests.factories.staffing import PASSWORD


def sign(client, login_id, password, next_page=""):
    data = {"username": login_id, "password": password, "next": next_page}
    return client.post(reverse("login"), data)


def test_a_person_signs_in_and_comes_back_to_the_page(client, town):
    response = sign(client, town.counsellor.login_id.upper(), PASSWORD, "/drafts/")
    assert response.url == "/drafts/"
    assert AuditEntry.objects.filter(verb="user.logged_in", user=town.counsellor).exists()


def test_nobody_is_sent_to_another_site(client, town):
    response = sign(client, town.counsellor.login_id, PASSWORD, "https://example.com/")
    assert response.url == reverse("reports:home")


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_does_not_tell_whether_an_id_exists(client, town, known):
    login_id = town.counsellor.login_id if known else "nobody"
    response = sign(client, login_id, "wrong")
    assert response.status_code == 422
    errors = response.context["form"].non_field_errors()
    assert errors == ["職員IDまたはパスワードが違います。両方を確かめてください。"]


def test_five_wrong_passwords_close_the_door_for_a_while(client, town):
    for _attempt in range(5):
        sign(client, town.counsellor.login_id, "wrong")
    assert sign(client, town.counsellor.login_id, PASSWORD).status_code == 429


def test_a_stopped_account_cannot_sign_in(client, town):
    town.counsellor.is_active = False
    town.counsellor.save()
    assert sign(client, town.counsellor.login_id, PASSWORD).status_code == 422


def test_a_stopped_account_is_signed_out_at_the_next_click(sign_in, town):
    browser = sign_in(town.counsellor)
    town.counsellor.is_active = False
    town.counsellor.save()
    assert browser.get(reverse("staffing:draft-list")).status_code == 302


def test_a_one_time_password_must_be_changed_first(sign_in, town):
    town.counsellor.must_change_password = True
    town.counsellor.save()
    response = sign_in(town.counsellor).get(reverse("staffing:draft-list"))
    assert response.url == reverse("password-change")


def change(browser, old, new):
    data = {"old_password": old, "new_password": new, "repeated": new}
    return browser.post(reverse("password-change"), data)


def test_guesses_at_the_present_password_are_counted(sign_in, town):
    browser = sign_in(town.counsellor)
    answers = [change(browser, "guess", "a new sentence").status_code for _guess in range(5)]
    assert answers == [422] * 4 + [429]
    assert change(browser, PASSWORD, "a new sentence").status_code == 429


def test_a_password_is_not_changed_to_itself(sign_in, town):
    browser = sign_in(town.counsellor)
    response = change(browser, PASSWORD, PASSWORD)
    assert response.context["form"].errors["new_password"] == [
        "いまのパスワードと同じです。別のパスワードにしてください。"
    ]


def test_a_changed_password_is_confirmed(sign_in, town):
    browser = sign_in(town.counsellor)
    page = browser.get(change(browser, PASSWORD, "a new sentence").url).content.decode()
    assert "パスワードを変更しました。ほかの端末はログアウトしました。" in page


def test_who_has_a_one_time_password_is_told_what_to_do(sign_in, town):
    town.counsellor.must_change_password = True
    town.counsellor.save()
    page = sign_in(town.counsellor).get(reverse("password-change")).content.decode()
    assert "仮パスワード" in page


def test_a_closed_door_leads_who_is_inside_back_home(sign_in, town):
    browser = sign_in(town.counsellor)
    for _guess in range(5):
        response = change(browser, "guess", "a new sentence")
    assert f'href="{reverse("login")}"' not in response.content.decode()


@pytest.mark.parametrize(("days", "is_open"), [(6, True), (8, False)])
def test_a_one_time_password_waits_a_week(client, town, days, is_open):
    issued = timezone.now() - timedelta(days=days)
    actions.reset_password(town.counsellor, by=town.manager, password="kari-no", now=issued)
    response = sign(client, town.counsellor.login_id, "kari-no")
    assert (response.status_code == 302) == is_open
    if not is_open:
        assert "7日間の有効期間" in response.content.decode()
        assert sign(client, town.counsellor.login_id, "kari").status_code == 422


def test_ones_own_password_has_no_last_day(client, town):
    long_ago = timezone.now() - timedelta(days=100)
    actions.reset_password(town.counsellor, by=town.manager, password="kari-no", now=long_ago)
    actions.change_password(town.counsellor, password="my own sentence")
    assert sign(client, town.counsellor.login_id, "my own sentence").status_code == 302
