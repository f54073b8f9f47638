"""What is hard to undo asks for the password again after a quarter of an hour."""  # F11

from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from staffing import actions
from staffing.models import Draft, Posting, SecondFactor, Session, User
from staffing.one_time_codes import code_at, new_secret
from staffing.sheets import drafts
from tests.factories.staffing import PASSWORD

GUARDED = {
    "staffing:user-create",
    "staffing:password-reset",
    "staffing:user-stop",
    "staffing:posting-create",
    "staffing:posting-edit",
    "staffing:second-factor-reset",
    "recovery-codes",
    "second-factor-remove",
}


def wait(user, minutes):
    earlier = timezone.now() - timedelta(minutes=minutes)
    Session.objects.filter(user=user).update(confirmed_at=earlier)


def confirm(client, path, **data):
    return client.post(reverse("confirm-identity"), {"password": PASSWORD, "next": path} | data)


def views(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry.callback


@pytest.mark.parametrize("name", sorted(GUARDED))
def test_the_question_is_asked_at_every_such_address(name):
    view = dict(views())[name]
    assert getattr(view, "needs_fresh_login", False)


@pytest.mark.parametrize(("minutes", "is_asked"), [(14, False), (16, True)])
def test_after_a_quarter_of_an_hour_the_password_is_asked_again(sign_in, town, minutes, is_asked):
    client = sign_in(town.manager)
    wait(town.manager, minutes)
    path = reverse("staffing:posting-create", args=[town.counsellor.pk])
    response = client.get(path)
    if not is_asked:
        assert response.status_code == 200
        return
    assert response.url == reverse("confirm-identity") + f"?next={path}"
    assert client.get(response.url).status_code == 200
    assert confirm(client, path).url == path
    assert client.get(path).status_code == 200


def test_a_button_waits_for_the_confirmation_and_is_pressed_again(sign_in, town):
    client = sign_in(town.manager)
    wait(town.manager, 16)
    page = reverse("staffing:user-detail", args=[town.counsellor.pk])
    stop = reverse("staffing:user-stop", args=[town.counsellor.pk])
    response = client.post(stop, HTTP_REFERER=f"http://testserver{page}")
    assert response.url == reverse("confirm-identity") + f"?next={page}"
    assert User.objects.get(pk=town.counsellor.pk).is_active
    assert confirm(client, page).url == page
    client.post(stop)
    assert not User.objects.get(pk=town.counsellor.pk).is_active


def test_what_was_typed_meanwhile_is_in_the_drafts(sign_in, town):
    client = sign_in(town.manager)
    posting = Posting.objects.get(user=town.counsellor)
    path = reverse("staffing:posting-edit", args=[posting.pk])
    token = drafts.DraftName(f"posting:{posting.pk}", "配置", path).token()
    wait(town.manager, 16)
    client.post(
        path, {"_draft": token, "note": "4月から係長"}, HTTP_REFERER=f"http://testserver{path}"
    )
    assert Draft.objects.get(user=town.manager).data == {"note": ["4月から係長"]}
    confirm(client, path)
    assert "4月から係長" in client.get(path).content.decode()


def test_a_wrong_password_confirms_nothing_and_is_counted(sign_in, town):
    client = sign_in(town.manager)
    wait(town.manager, 16)
    answers = [confirm(client, "/", password="wrong").status_code for _guess in range(6)]
    assert answers == [422] * 4 + [429] * 2
    assert Session.objects.get(user=town.manager).confirmed_at < timezone.now() - timedelta(
        minutes=15
    )


def test_who_has_codes_confirms_with_one(client, town):
    secret = new_secret()
    actions.set_second_factor(town.manager, secret=secret, step=0, now=timezone.now())
    client.post(reverse("login"), {"username": town.manager.login_id, "password": PASSWORD})
    client.post(reverse("code-check"), {"code": code_at(secret, timezone.now())})
    SecondFactor.objects.update(last_step=0)  # as if that had been a while ago
    wait(town.manager, 16)
    assert confirm(client, "/drafts/", code="000000").status_code == 422
    assert confirm(client, "/drafts/", code=code_at(secret, timezone.now())).url == "/drafts/"


def test_confirming_leads_to_no_other_site(sign_in, town):
    client = sign_in(town.manager)
    for path in ("https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)"):
        assert confirm(client, path).url == reverse("reports:home")


def test_confirming_changes_the_key_but_not_the_age_of_a_session(sign_in, town):
    client = sign_in(town.manager)
    earlier = timezone.now() - timedelta(hours=3)
    Session.objects.filter(user=town.manager).update(started_at=earlier)
    before = Session.objects.get(user=town.manager)
    confirm(client, "/")
    after = Session.objects.get(user=town.manager)
    assert after.key_digest != before.key_digest
    assert after.started_at == earlier
    assert after.expires_at == earlier + timedelta(hours=12)


def test_what_was_chosen_outlives_the_question_for_the_password(sign_in, town):
    desk = sign_in(town.manager)
    path = reverse("staffing:list-export", args=["consultation-list"])
    wait(town.manager, 16)
    sent = {"kind": "csv", "columns": ["0", "2"], "with_names": "on", "reason": "市への報告"}
    desk.post(path, sent, HTTP_REFERER=f"http://testserver{path}")
    confirm(desk, path)
    form = desk.get(path).context["form"]
    assert {name: form[name].value() for name in sent} == sent | {"with_names": True}
    assert desk.get(path).context["form"]["reason"].value() is None
