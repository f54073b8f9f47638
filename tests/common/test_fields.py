from datetime import date, datetime, time

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError

from config.common.fields import (
    ClockField,
    DayField,
    DigitsField,
    KanaField,
    MonthField,
    NameField,
    PhoneField,
)

TODAY = date(2026, 11, 24)


def day_field(**options):
    field = DayField(**options)
    field.today = TODAY
    return field


def code_of(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return caught.value.error_list[0].code


def test_a_typed_day_is_stored_as_a_date():
    assert day_field().clean("R8.11.24") == TODAY
    assert day_field(required=False).clean(" ") is None
    assert code_of(day_field(), "") == "required"


def test_a_day_field_without_today_is_a_mistake_of_the_form():
    with pytest.raises(ImproperlyConfigured):
        DayField().clean("R8.11.24")


@pytest.mark.parametrize(
    ("options", "text", "code"),
    [
        ({"is_past": True}, "明日", "future"),
        ({"earliest": date(2026, 11, 1)}, "R8.10.31", "early"),
        ({"latest": date(2026, 11, 30)}, "R8.12.1", "late"),
        ({"two_digit_era": None}, "8.11.24", "ambiguous"),
        ({}, "R8.2.30", "day"),
    ],
)
def test_a_day_outside_its_bounds_is_refused(options, text, code):
    assert code_of(day_field(**options), text) == code


def test_a_stored_day_is_shown_in_its_era_and_a_typed_one_as_typed():
    class Form(forms.Form):
        visited_on = day_field()

    stored = str(Form(initial={"visited_on": TODAY})["visited_on"])
    typed = str(Form({"visited_on": "R8.2.30"})["visited_on"])

    assert 'value="R8.11.24"' in stored
    assert 'data-echo="day"' in stored
    assert 'value="R8.2.30"' in typed


def test_the_same_day_typed_otherwise_is_no_change():
    assert not day_field().has_changed(TODAY, "2026-11-24")
    assert day_field().has_changed(TODAY, "2026-11-25")
    assert day_field().has_changed(TODAY, "あ")


def test_a_month_is_kept_as_its_first_day():
    field = MonthField()
    field.today = TODAY

    assert field.clean("R8.11") == date(2026, 11, 1)
    assert field.widget.format_value(date(2026, 11, 1)) == "R8.11"
    assert code_of(field, "あ") == "month-text"


def test_now_comes_from_the_form():
    field = ClockField()
    assert code_of(field, "いま") == "unreadable"

    field.now = datetime(2026, 11, 24, 9, 30, 15)
    assert field.clean("いま") == time(9, 30)
    assert field.widget.format_value(time(9, 5)) == "9:05"


@pytest.mark.parametrize(
    "name",
    ["髙﨑 𠮷", "葛\U000e0100西 晃", "アンナ・マリア Smith", "神\ufa19 塚\ufa10", "山田😀", "👩‍🦽"],
)
def test_a_name_is_kept_exactly_as_registered(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("山田\n太郎", "control"),
        ("山田\x00", "control"),
        ("\u202e山田", "control"),
        ("あ" * 61, "long"),
        ("あ" * 10_000, "long"),
        (" ", "required"),
    ],
)
def test_a_name_on_two_lines_or_too_long_is_refused(name, code):
    assert code_of(NameField(), name) == code


def test_a_refused_name_stays_in_the_form_whole():
    class Form(forms.Form):
        name = NameField()

    form = Form({"name": "あ" * 10_000})

    assert not form.is_valid()
    assert "あ" * 10_000 in str(form["name"])
    assert "maxlength" not in str(form["name"])


@pytest.mark.parametrize("typed", ["たかさき よし", "タカサキ　ヨシ", "ﾀｶｻｷ ﾖｼ", "たかさき  よし"])
def test_a_reading_is_kept_in_hiragana(typed):
    assert KanaField().clean(typed) == "たかさき よし"


@pytest.mark.parametrize("typed", ["高崎", "Takasaki", "たかさき1", "たか\nさき"])
def test_what_is_no_kana_is_refused(typed):
    assert code_of(KanaField(), typed) == "kana"


def test_a_certificate_number_keeps_its_zeros():
    field = DigitsField(10)

    assert field.clean("０１２３-4567 89") == "0123456789"
    assert DigitsField(10, required=False).clean("") == ""
    assert code_of(field, "123") == "digits"
    assert code_of(field, "012345678x") == "digits"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0134-12-3456", "0134123456"),
        ("０９０ー１２３４ー５６７８", "09012345678"),
        ("(0134)12-3456 内線12", "0134123456x12"),
        ("+81 134 12 3456", "0134123456"),
    ],
)
def test_a_telephone_number_is_kept_as_digits(typed, stored):
    assert PhoneField().clean(typed) == stored


@pytest.mark.parametrize("typed", ["12-3456", "110", "あ", "0134-12-345678"])
def test_a_telephone_number_without_area_code_is_refused(typed):
    assert code_of(PhoneField(), typed) == "phone"
