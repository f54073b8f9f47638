"""What a password may be."""  # F12

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from staffing.models import User

PERSON = User(login_id="yamada.hanako", name="山田 花子", name_kana="やまだ はなこ")


@pytest.mark.parametrize(
    "password",
    [
        "kita-no-machi",
        "7391046285",
        "aaaa bbbb cccc",
        "きたのまちのそうだんしつ",
        "雪が降る朝は早く起きる",
        "🐻🍙🌧️🚲📚🐟🏔️🎐🍵🪁",
        "x" * 127 + "y",
        " leading and trailing ",
    ],
)
def test_long_passwords_of_any_kind_are_taken(password):
    validate_password(password, PERSON)


@pytest.mark.parametrize(
    "password",
    ["", "short", "九文字のあいことば", "x" * 129, "1234567890", "password123", "yamada.hanako"],
)
def test_short_endless_common_and_own_names_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, PERSON)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("ｋｉｔａｎｏｍａｃｈｉ１", "kitanomachi1"),
        ("がっこうのまえのみち", "か\u3099っこうのまえのみち"),
    ],
)
def test_width_and_composition_of_the_ime_do_not_matter(chosen, typed):
    user = User()
    user.set_password(chosen)
    assert user.check_password(typed)
    assert not user.check_password(typed.upper() + "!")


def test_nothing_is_cut_off():
    user = User()
    user.set_password("x" * 127 + "y")
    assert not user.check_password("x" * 127 + "z")
