"""The second factor: asked for after the password, and by no other way to be passed."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from config.checks import second_factor_is_asked_of_roles_there_are
from config.common.tags import clock
from staffing import actions
from staffing.models import AuditEntry, RecoveryCode, SecondFactor
from staffing.one_time_codes import code_at, new_secret
from tests.factories.staffing import PASSWORD
from tests.test_access import PUBLIC, url_names

HOME = "/drafts/"


@pytest.fixture
def secret(town):
    """The counsellor has registered an app some time ago."""
    made = new_secret()
    actions.set_second_factor(town.counsellor, secret=made, step=0, now=timezone.now())
    return made


@pytest.fixture
def codes(town, secret):
    return actions.issue_recovery_codes(town.counsellor)


def give_password(client, user, next_page=HOME):
    data = {"username": user.login_id, "password": PASSWORD, "next": next_page}
    return client.post(reverse("login"), data)


def give_code(client, code):
    return client.post(reverse("code-check"), {"code": code})


def is_inside(client):
    return client.get(HOME).status_code == 200


def test_the_code_opens_the_page_that_was_asked_for(client, town, secret):
    assert give_password(client, town.counsellor).url == reverse("code-check")
    assert client.get(reverse("code-check")).status_code == 200
    assert give_code(client, code_at(secret, timezone.now())).url == HOME
    assert is_inside(client)


def test_the_password_alone_opens_no_page(client, town, secret):  # F10
    give_password(client, town.counsellor)
    for name in set(url_names()) - PUBLIC - {"code-check"}:
        for kwargs in (None, {"pk": 1}):
            try:
                path = reverse(name, kwargs=kwargs)
            except Exception:
                continue
            assert client.get(path).status_code in {302, 405}, name
    assert not is_inside(client)
    assert town.counsellor.name not in client.get("/nowhere/").content.decode()


def test_a_new_app_is_no_way_round_the_registered_one(client, town, secret):  # F10
    give_password(client, town.counsellor)
    assert client.get(reverse("second-factor-enrol")).url == reverse("login")


def test_a_session_without_code_is_nobodys(sign_in, town, secret):  # F10
    assert not is_inside(sign_in(town.counsellor))


def test_a_code_is_accepted_once(client, town, secret):  # F10
    code = code_at(secret, timezone.now())
    give_password(client, town.counsellor)
    give_code(client, code)
    client.post(reverse("logout"))
    give_password(client, town.counsellor)
    assert give_code(client, code).status_code == 422
    assert not is_inside(client)


def test_twenty_guesses_close_the_door_for_right_codes_too(client, town, secret):  # F10
    give_password(client, town.counsellor)
    for _guess in range(20):
        refused = give_code(client, "000000")
        assert refused.status_code == 422
    said = refused.content.decode()
    assert give_code(client, code_at(secret, timezone.now())).status_code == 422
    factor = SecondFactor.objects.get(user=town.counsellor)
    assert clock(timezone.localtime(factor.closed_until_at)) in said
    assert factor.failures == 5
    assert AuditEntry.objects.filter(verb="user.code_closed").count() == 1


def test_each_further_wrong_code_doubles_the_wait(town, secret):
    now = timezone.now()
    for _guess in range(5):
        actions.check_code(town.counsellor, code="000000", now=now)
    later = now + timedelta(minutes=16)
    assert actions.check_code(town.counsellor, code="000000", now=later) == "closed"
    factor = SecondFactor.objects.get(user=town.counsellor)
    assert factor.closed_until_at - later == timedelta(minutes=30)
    much_later = later + timedelta(minutes=31)
    right = code_at(secret, much_later)
    assert actions.check_code(town.counsellor, code=right, now=much_later) == "right"


def test_a_recovery_code_works_once(client, town, codes):  # F10
    give_password(client, town.counsellor)
    assert give_code(client, codes[0].upper()).url == HOME
    client.post(reverse("logout"))
    give_password(client, town.counsellor)
    assert give_code(client, codes[0]).status_code == 422
    assert give_code(client, codes[1]).url == HOME


def test_the_last_recovery_codes_are_announced(client, town, codes):
    for code in codes[:7]:
        actions.check_code(town.counsellor, code=code, now=timezone.now())
    give_password(client, town.counsellor)
    give_code(client, codes[8])
    assert "リカバリーコードの残りは2個です" in client.get(HOME).content.decode()


def test_the_table_of_recovery_codes_opens_nothing(town, codes):
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(kept) == 10
    assert not kept & set(codes)


def test_a_role_that_needs_codes_registers_on_the_way_in(client, town, settings):
    settings.SECOND_FACTOR_ROLES = ["counsellor"]
    assert give_password(client, town.counsellor).url == reverse("second-factor-enrol")
    assert not is_inside(client)
    page = client.get(reverse("second-factor-enrol"))
    assert "<svg" in page.content.decode()
    secret = client.session["new_secret"]
    wrong = client.post(reverse("second-factor-enrol"), {"code": "000000"})
    assert wrong.status_code == 422
    done = client.post(reverse("second-factor-enrol"), {"code": code_at(secret, timezone.now())})
    assert len(done.context["codes"]) == 10
    assert done.context["next_path"] == HOME
    assert is_inside(client)


@pytest.mark.parametrize(
    ("role", "persona", "step"),
    [
        ("manager", "manager", "second-factor-enrol"),
        ("manager", "counsellor", None),
        ("administrator", "administrator", "second-factor-enrol"),
    ],
)
def test_codes_are_asked_of_the_roles_that_are_named(client, town, settings, role, persona, step):
    settings.SECOND_FACTOR_ROLES = [role]
    response = give_password(client, town.people[persona])
    assert response.url == (reverse(step) if step else HOME)


def test_the_step_after_the_password_does_not_wait_for_ever(client, town, secret):
    give_password(client, town.counsellor)
    session = client.session
    session["pending"] = session["pending"] | {"at": timezone.now().timestamp() - 3600}
    session.save()
    assert give_code(client, code_at(secret, timezone.now())).url == reverse("login")


def test_new_recovery_codes_make_the_old_ones_useless(client, town, secret, codes):
    give_password(client, town.counsellor)
    give_code(client, code_at(secret, timezone.now()))
    shown = client.post(reverse("recovery-codes")).context["codes"]
    answer = actions.check_code(town.counsellor, code=codes[0], now=timezone.now())
    assert answer == "wrong"
    assert actions.check_code(town.counsellor, code=shown[0], now=timezone.now()) == "right"


def test_codes_can_be_switched_off_unless_the_role_needs_them(client, town, secret, settings):
    give_password(client, town.counsellor)
    give_code(client, code_at(secret, timezone.now()))
    settings.SECOND_FACTOR_ROLES = ["counsellor"]
    client.post(reverse("second-factor-remove"))
    assert SecondFactor.objects.filter(user=town.counsellor).exists()
    settings.SECOND_FACTOR_ROLES = []
    client.post(reverse("second-factor-remove"))
    assert not SecondFactor.objects.filter(user=town.counsellor).exists()
    assert is_inside(client)


def test_a_manager_takes_a_lost_phone_off_and_ends_the_sessions(client, town, secret):
    manager = type(client)()
    manager.force_login(town.manager, backend="staffing.backends.StaffBackend")
    give_password(client, town.counsellor)
    give_code(client, code_at(secret, timezone.now()))
    manager.post(reverse("staffing:second-factor-reset", args=[town.counsellor.pk]))
    assert not is_inside(client)
    assert give_password(client, town.counsellor).url == HOME


def test_the_last_administrator_is_let_in_again_from_the_server(town, secret, capsys):
    call_command("reset_second_factor", town.counsellor.login_id.upper())
    assert not SecondFactor.objects.exists()
    assert AuditEntry.objects.get(verb="user.second_factor_removed").user is None
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody")


def test_a_role_that_does_not_exist_is_named_at_the_start(settings):
    settings.SECOND_FACTOR_ROLES = ["manager", "administrator", "maneger"]
    found = [error.msg for error in second_factor_is_asked_of_roles_there_are(None)]
    assert found == ["SECOND_FACTOR_ROLES names maneger, which is no role."]


def test_the_manager_reads_whose_codes_were_wrong(town, secret):
    for _guess in range(5):
        actions.check_code(town.counsellor, code="000000", now=timezone.now())
    assert AuditEntry.objects.visible_to(town.manager).get(verb="user.code_closed")


def test_the_steps_after_the_password_speak_the_persons_language(client, town, settings):
    settings.SECOND_FACTOR_ROLES = ["counsellor"]
    town.counsellor.language = "en"
    town.counsellor.save()
    give_password(client, town.counsellor)
    page = client.get(reverse("second-factor-enrol"))
    assert "Register an app for codes" in page.content.decode()
    assert page["Content-Language"] == "en"
    code = code_at(client.session["new_secret"], timezone.now())
    done = client.post(reverse("second-factor-enrol"), {"code": code})
    assert "Recovery codes" in done.content.decode()
    client.post(reverse("logout"))
    give_password(client, town.counsellor)
    assert "Enter the code" in client.get(reverse("code-check")).content.decode()


def test_who_turns_back_leaves_no_half_login_behind(client, town, settings):
    settings.SECOND_FACTOR_ROLES = ["counsellor"]
    give_password(client, town.counsellor)
    client.get(reverse("login"))
    assert client.get(reverse("second-factor-enrol")).url == reverse("login")
