"""Keys, likeness, queries and periods: values in, values out."""

from datetime import date

import pytest

from cases.rules import (
    Likeness,
    ahead,
    client_keys,
    is_child,
    likenesses,
    period_days,
    read_query,
    week_of,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "kana", "expected"),
    [
        ("浅井 花乃", "あさい かの", {"name_key": "浅井花乃", "kana_key": "あさいかの"}),
        ("髙橋 﨑子", "タカハシ", {"name_key": "高橋崎子", "kana_key": "たかはし"}),
        ("𠮷田 😀", "ﾖｼﾀﾞ", {"name_key": "吉田😀", "kana_key": "よしだ"}),
    ],
)
def test_a_name_is_found_by_its_keys_and_never_changed(name, kana, expected):
    keys = client_keys(name, kana)
    assert {key: keys[key] for key in expected} == expected


def test_a_person_without_reading_stands_in_the_last_row():
    assert client_keys("Smith", "")["kana_row"] == "他"


def test_keys_fit_their_columns_however_much_a_name_unfolds():
    keys = client_keys("㍿" * 60, "ゔ" * 80)
    assert len(keys["name_key"]) <= 120
    assert len(keys["kana_sort"]) <= 255


@pytest.mark.parametrize(
    ("wanted", "known", "reasons"),
    [
        ({}, {}, []),
        ({"birth_on": TODAY}, {"birth_on": TODAY}, [Likeness.BIRTH]),
        ({"phone": ""}, {"phone": ""}, []),
        ({"kana_key": "さとう"}, {"kana_key": "さとうはなこ"}, [Likeness.KANA]),
        ({"kana_key": "さとうはなこ"}, {"kana_key": "さとう"}, []),
        (
            {"certificate_number": "0123456789", "name_key": "佐藤"},
            {"certificate_number": "0123456789", "name_key": "佐藤花子"},
            [Likeness.NUMBER, Likeness.NAME],
        ),
    ],
)
def test_likeness_names_its_reasons(wanted, known, reasons):
    assert likenesses(wanted, known) == reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("さいとう", {"kana_key": "さいとう", "name_key": "さいとう"}),
        ("ｻｲﾄｳ", {"kana_key": "さいとう"}),
        ("齋藤", {"kana_key": "", "name_key": "斉藤"}),
        ("0134-12-3456", {"digits": "0134123456", "name_key": ""}),
        ("０１３４１２", {"digits": "013412"}),
        ("S60.4.2", {"birth_on": date(1985, 4, 2)}),
        ("1985/4/2", {"birth_on": date(1985, 4, 2)}),
        ("昭和60年4月2日", {"birth_on": date(1985, 4, 2)}),
        ("1124", {"birth_on": None, "digits": "1124"}),
        ("きょう", {"birth_on": None}),
        ("S60.2.30", {"birth_on": None}),
    ],
)
def test_a_search_text_is_taken_apart(text, expected):
    query = read_query(text, today=TODAY)
    assert {name: getattr(query, name) for name in expected} == expected


def test_an_empty_search_finds_nothing():
    assert not read_query("　 ", today=TODAY)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("week", date(2026, 11, 23), date(2026, 11, 29)),
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last_month", date(2026, 10, 1), date(2026, 10, 31)),
        ("year", date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_periods_of_the_log(period, first, last):
    assert period_days(period, TODAY) == (first, last)


def test_a_typed_range_has_no_days_of_its_own():
    assert period_days("range", TODAY) is None


def test_the_week_begins_on_monday():
    assert week_of(date(2027, 1, 3)) == (date(2026, 12, 28), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("birth", "child"),
    [
        (date(2008, 11, 24), False),
        (date(2008, 11, 25), True),
        (None, None),
    ],
)
def test_a_child_is_under_eighteen(birth, child):
    assert is_child(birth, TODAY) is child


def test_the_ordinary_way_ahead_does_not_turn_back():
    assert ahead("contracted", 3) == ("assessing", "draft_plan", "draft_consented")
    assert ahead("active", 5) == ("monitoring",)
    assert ahead("closed", 5) == ()
