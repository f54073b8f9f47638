"""Codes that are good once, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from staffing.one_time_codes import (
    accepted_step,
    cleaned,
    code_at,
    enrolment_address,
    new_recovery_code,
    new_secret,
    qr_path,
    readable_secret,
    recovery_digest,
)

#: The key of RFC 6238, appendix B.
RFC_SECRET = b"12345678901234567890".hex()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds, code):
    assert code_at(RFC_SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(
    ("late", "is_right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_phone_may_be_one_step_early_or_late(late, is_right):  # F10
    now = datetime(2026, 11, 24, 10, 0, 15, tzinfo=UTC)
    code = code_at(RFC_SECRET, now + timedelta(seconds=late))
    assert (accepted_step(RFC_SECRET, code, now=now, after=0) is not None) is is_right


def test_a_used_code_and_an_older_one_are_refused():  # F10
    now = datetime(2026, 11, 24, 10, 0, 15, tzinfo=UTC)
    code, older = code_at(RFC_SECRET, now), code_at(RFC_SECRET, now - timedelta(seconds=30))
    step = accepted_step(RFC_SECRET, code, now=now, after=0)
    assert accepted_step(RFC_SECRET, code, now=now, after=step) is None
    assert accepted_step(RFC_SECRET, older, now=now, after=step) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "²²²²²²", "-12345"])
def test_what_is_no_code_is_refused(typed):
    assert accepted_step(RFC_SECRET, typed, now=datetime(2026, 1, 1, tzinfo=UTC), after=0) is None


@pytest.mark.parametrize("typed", ["123 456", " 123456 ", "１２３４５６", "123-456"])
def test_a_code_may_be_typed_with_spaces_and_in_full_width(typed):
    assert cleaned(typed) == "123456"


def test_secrets_and_recovery_codes_differ_each_time():
    assert len({new_secret() for _count in range(50)}) == 50
    assert len({new_recovery_code() for _count in range(50)}) == 50


def test_a_recovery_code_is_kept_as_a_digest_of_its_person():
    code = new_recovery_code()
    assert recovery_digest(1, code) == recovery_digest(1, code.upper().replace("-", " "))
    assert recovery_digest(1, code) != recovery_digest(2, code)


def test_the_picture_holds_the_address_for_the_app():
    address = enrolment_address(RFC_SECRET, "yamada@相談")
    assert address.startswith("otpauth://totp/Tsunagi%3Ayamada%40")
    assert f"secret={readable_secret(RFC_SECRET).replace(' ', '')}" in address
    size, path = qr_path(address)
    assert size > 29
    assert path.startswith("M4 4h1v1h-1z")  # the corner mark, behind the quiet zone
