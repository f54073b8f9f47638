"""The door against guessing: by ID and address, and by an address that tries many IDs."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from staffing import actions
from staffing.devices import address_of, device_name
from staffing.lockout import ADDRESS_LIMIT
from staffing.models import AuditEntry
from tests.factories.staffing import PASSWORD

HERE, ELSEWHERE = "192.0.2.1", "192.0.2.99"


def sign(login_id, password="wrong", address=HERE):
    data = {"username": login_id, "password": password}
    return Client(REMOTE_ADDR=address).post(reverse("login"), data)


def test_many_guesses_at_one_id_close_it_for_that_address_only(town):  # F8
    login_id = town.counsellor.login_id
    answers = [sign(login_id).status_code for _guess in range(40)]
    assert answers == [422] * 4 + [429] * 36
    assert sign(login_id, PASSWORD).status_code == 429
    assert sign(login_id, PASSWORD, ELSEWHERE).status_code == 302
    entry = AuditEntry.objects.get(verb="user.login_closed")
    assert (entry.object_id, entry.details) == (town.counsellor.pk, {"address": HERE})


def test_one_password_at_many_ids_closes_the_address(town):  # F8
    answers = [sign(f"guess{number}").status_code for number in range(100)]
    assert answers == [422] * ADDRESS_LIMIT + [429] * (100 - ADDRESS_LIMIT)
    assert sign(town.counsellor.login_id, PASSWORD).status_code == 429
    assert sign(town.counsellor.login_id, PASSWORD, ELSEWHERE).status_code == 302
    assert AuditEntry.objects.filter(verb="user.login_closed").count() == 1


def test_a_closed_door_opens_after_a_quarter_of_an_hour_whatever_was_tried(town):
    for _guess in range(20):
        sign(town.counsellor.login_id)
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=16)
        attempt.save()
    assert sign(town.counsellor.login_id, PASSWORD).status_code == 302


def test_the_trail_does_not_keep_what_was_typed_as_an_id(town):
    for _guess in range(5):
        sign("my-secret-password")
    entry = AuditEntry.objects.get(verb="user.login_closed")
    assert entry.object_id is None
    assert "my-secret" not in str(entry.details)


@pytest.mark.parametrize("state", ["open", "stopped", "without password"])
def test_known_and_unknown_ids_are_answered_alike(town, state):  # F9
    person = town.counsellor
    person.is_active = state != "stopped"
    if state == "without password":
        person.set_unusable_password()
    person.save()
    known = [sign(person.login_id, address=f"198.51.100.{n}") for n in range(3)]
    unknown = [sign("nobody", address=f"198.51.100.{n}") for n in range(3)]
    assert {r.status_code for r in known + unknown} == {422}
    texts = {_without_token(r).replace(person.login_id, "nobody") for r in known + unknown}
    assert len(texts) == 1


def _without_token(response) -> str:
    page = response.content.decode()
    start = page.index('name="csrfmiddlewaretoken"')
    return page[:start] + page[page.index(">", start) :]


class CountingHasher(PBKDF2PasswordHasher):
    """Keeps what it was asked to compute: its work is what the time of an answer shows."""

    algorithm = "counting_for_tests"
    iterations = 100
    work: list[int] = []

    def encode(self, password, salt, iterations=None):
        self.work.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


@pytest.mark.parametrize("state", ["open", "stopped", "without password"])
def test_known_and_unknown_ids_cost_the_same_hashing(town, settings, state):  # F9
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    person = town.counsellor
    person.set_password(PASSWORD)
    person.is_active = state != "stopped"
    if state == "without password":
        person.set_unusable_password()
    person.save()
    work = {}
    for login_id in (person.login_id, "nobody"):
        CountingHasher.work.clear()
        sign(login_id)
        work[login_id] = list(CountingHasher.work)
    assert work[person.login_id] == work["nobody"] == [CountingHasher.iterations]


@pytest.mark.parametrize(
    ("near", "forwarded", "address"),
    [
        ("192.0.2.5", "", "192.0.2.5"),
        ("192.0.2.5", "203.0.113.9", "192.0.2.5"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "<script>", None),
        ("", "", None),
    ],
)
def test_only_our_proxies_are_believed(rf, settings, near, forwarded, address):
    settings.PROXIES = ["10.0.0.1"]
    request = rf.get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge・Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari・iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox・Linux"),
        ("curl/8.1", ""),
    ],
)
def test_devices_are_named_as_their_owners_do(user_agent, name):
    assert device_name(user_agent) == name


def test_an_id_is_counted_under_one_spelling(town):  # F8
    login_id = town.counsellor.login_id
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in login_id)
    spellings = [login_id, login_id.upper(), login_id.title(), f"{login_id} ", wide]
    assert [sign(spelling).status_code for spelling in spellings] == [422] * 4 + [429]


def test_an_id_may_be_typed_in_full_width(town):
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in town.counsellor.login_id)
    assert sign(wide, PASSWORD).status_code == 302


def test_a_one_time_password_opens_a_closed_login(town):
    for _guess in range(5):
        sign(town.counsellor.login_id)
    actions.reset_password(
        town.counsellor, by=town.manager, password="kari-no-kotoba", now=timezone.now()
    )
    assert sign(town.counsellor.login_id, "kari-no-kotoba").status_code == 302


def test_the_manager_reads_whose_login_was_closed(town, sign_in):
    for _guess in range(5):
        sign(town.counsellor.login_id)
    page = sign_in(town.manager).get(reverse("staffing:history-list")).content.decode()
    assert HERE in page
