import contextlib
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from config.common.dateparse import DayTextError, echo, parse_day
from config.common.monthparse import parse_month

TODAY = date(2026, 11, 24)
TARGET = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "R8.11.24",
        "r8/11/24",
        "令和8年11月24日",
        "令8.11.24",
        "2026-11-24",
        "2026/11/24",
        "20261124",
        "２０２６．１１．２４",
        "2026年11月24日",
        "1124",
        "11/24",
        "11.24",
        "11月24日",
        "24",
        "24日",
        "R081124",
        "ｒ８。１１。２４",
        "２０２６ー１１ー２４",
        "R8・11・24",
        " R8 . 11 . 24 ",
        "R8.11.24（火）",
        "11月24日火曜日",
    ],
)
def test_each_way_of_typing_a_day_is_understood(text):
    parsed = parse_day(text, today=TODAY)

    assert (parsed.day, parsed.notes, parsed.alternative) == (TARGET, (), None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("きょう", date(2026, 11, 24)),
        ("明日", date(2026, 11, 25)),
        ("あさって", date(2026, 11, 26)),
        ("昨日", date(2026, 11, 23)),
        ("+7", date(2026, 12, 1)),
        ("＋７", date(2026, 12, 1)),
        ("-1", date(2026, 11, 23)),
        ("ー１", date(2026, 11, 23)),
        ("3日後", date(2026, 11, 27)),
        ("月末", date(2026, 11, 30)),
        ("来月末", date(2026, 12, 31)),
        ("年度末", date(2027, 3, 31)),
        ("次の月曜", date(2026, 11, 30)),
        ("次の火曜日", date(2026, 12, 1)),
        ("来週の水曜", date(2026, 12, 2)),
        ("1か月後", date(2026, 12, 24)),
        ("一ヶ月後", date(2026, 12, 24)),
        ("2週間前", date(2026, 11, 10)),
        ("1年後", date(2027, 11, 24)),
        ("+3営", date(2026, 11, 27)),
        ("+4営", date(2026, 11, 30)),
        ("-1営", date(2026, 11, 20)),  # the 23rd is a holiday, before it a weekend
    ],
)
def test_words_count_from_today(text, day):
    parsed = parse_day(text, today=TODAY)

    assert (parsed.day, parsed.is_relative) == (day, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/5", date(2027, 1, 5)),
        ("12/31", date(2026, 12, 31)),
        ("3/1", date(2027, 3, 1)),
        ("6/30", date(2026, 6, 30)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(text, day):
    assert parse_day(text, today=TODAY).day == day


@pytest.mark.parametrize("text", ["8.11.24", "081124", "8/11/24", "8年11月24日"])
def test_a_year_without_an_era_names_both_readings(text):
    parsed = parse_day(text, today=TODAY)

    assert (parsed.day, parsed.alternative) == (date(2026, 11, 24), date(2008, 11, 24))
    assert parsed.notes


def test_the_year_of_the_2019_paper_names_2019_beside_reiwa():
    assert parse_day("19.6.24", today=TODAY).alternative == date(2019, 6, 24)


@pytest.mark.parametrize("text", ["8.11.24", "60.4.2", "450302", "00.1.1"])
def test_a_birth_date_without_an_era_is_refused_with_its_readings(text):
    with pytest.raises(DayTextError) as caught:
        parse_day(text, today=TODAY, two_digit_era=None)

    assert caught.value.code == "ambiguous"


def test_only_possible_readings_are_offered_for_a_birth_date():
    with pytest.raises(DayTextError) as caught:
        parse_day("60.4.2", today=TODAY, two_digit_era=None)

    assert "S60.4.2" in caught.value.message
    assert "2060" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("H31.5.1", date(2019, 5, 1)),
        ("H38.3.31", date(2026, 3, 31)),
        ("S64.1.8", date(1989, 1, 8)),
        ("S64.12.1", date(1989, 12, 1)),
        ("R1.4.30", date(2019, 4, 30)),
        ("H1.1.7", date(1989, 1, 7)),
        ("S1.12.24", date(1926, 12, 24)),
        ("T1.7.29", date(1912, 7, 29)),
    ],
)
def test_a_day_outside_its_era_is_accepted_with_a_warning(text, day):
    parsed = parse_day(text, today=TODAY)

    assert parsed.day == day
    assert len(parsed.notes) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("H31.4.30", date(2019, 4, 30)),
        ("R1.5.1", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("H1.1.8", date(1989, 1, 8)),
        ("S1.12.25", date(1926, 12, 25)),
        ("T15.12.24", date(1926, 12, 24)),
        ("T1.7.30", date(1912, 7, 30)),
        ("M45.7.29", date(1912, 7, 29)),
        ("S60.4.2", date(1985, 4, 2)),
        ("㍻30年1月1日", date(2018, 1, 1)),
    ],
)
def test_the_edges_of_the_eras_are_read_without_a_note(text, day):
    parsed = parse_day(text, today=TODAY)

    assert (parsed.day, parsed.notes) == (day, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("H29.2.30", "平成29年2月に30日はありません"),
        ("令和元年6月31日", "令和元年6月に31日はありません"),
        ("2026-02-30", "2026年2月に30日はありません"),
    ],
)
def test_a_day_that_does_not_exist_is_named_in_the_counting_it_was_typed_in(text, words):
    with translation.override("ja"), pytest.raises(DayTextError, match=words):
        parse_day(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("2/30", "day"),
        ("R8.2.29", "day"),
        ("32", "day"),
        ("0", "day"),
        ("R8.13.1", "month"),
        ("2026-13-01", "month"),
        ("13月", "incomplete"),
        ("R0.1.1", "era-year"),
        ("令和0年1月1日", "era-year"),
        ("S99.1.1", "era-year"),
        ("H50.1.1", "era-year"),
        ("R8", "incomplete"),
        ("R8.11", "incomplete"),
        ("令和8年11月", "incomplete"),
        ("2026", "incomplete"),
        ("2026年11月", "incomplete"),
        ("124", "three-digits"),
        ("R200.1.1", "unreadable"),
        ("X8.11.24", "unreadable"),
        ("R8.11.", "unreadable"),
        ("R.8.11", "unreadable"),
        ("あした会う", "unreadable"),
        ("2026-11-24T00:00", "unreadable"),
        ("1867-12-31", "years"),
        ("2201-01-01", "years"),
        ("99999999", "years"),
        ("あ" * 10_000, "unreadable"),
    ],
)
def test_what_is_no_day_is_refused_with_a_short_sentence(text, code):
    with pytest.raises(DayTextError) as caught:
        parse_day(text, today=TODAY)

    assert caught.value.code == code
    assert 0 < len(caught.value.message) < 150


def test_a_wrong_weekday_is_told():
    assert parse_day("R8.11.24（月）", today=TODAY).notes


def day_or_today(text):
    """Return the day of a text, TODAY when the text is refused in words."""
    with contextlib.suppress(DayTextError):
        return parse_day(text, today=TODAY).day
    return TODAY


@given(st.text(max_size=30))
@example("R8.11.2４４")
@example("+9999年後")
@example("9999年後")
@example("9999か月前")
def test_any_text_is_a_day_within_the_years_or_a_clear_error(text):
    assert 1868 <= day_or_today(text).year <= 2200


@given(st.dates(date(1868, 1, 1), date(2200, 12, 31)))
def test_iso_days_are_read_as_they_are(day):
    assert parse_day(day.isoformat(), today=TODAY).day == day
    assert parse_day(f"{day:%Y%m%d}", today=TODAY).day == day


def test_the_echo_names_both_countings_weekday_and_holiday():
    with override("ja"):
        assert echo(parse_day("1124", today=TODAY)).startswith(
            "2026年（令和8年）11月24日（火） 勤労感謝の日の翌日"
        )
        assert "勤労感謝の日" in echo(parse_day("昨日", today=TODAY))
        assert "41歳" in echo(parse_day("S60.4.2", today=TODAY), age_today=TODAY)


def test_the_echo_of_an_unclear_year_says_how_to_type_the_other():
    text = echo(parse_day("8.11.24", today=TODAY))

    assert "2026年" in text
    assert "2008-11-24" in text


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("202611", date(2026, 11, 1)),
        ("R8.11", date(2026, 11, 1)),
        ("令和8年11月", date(2026, 11, 1)),
        ("2026年11月", date(2026, 11, 1)),
        ("R8.11.24", date(2026, 11, 1)),
        ("今月", date(2026, 11, 1)),
        ("先月", date(2026, 10, 1)),
        ("3", date(2027, 3, 1)),
        ("10月", date(2026, 10, 1)),
        ("R1.4", date(2019, 4, 1)),
    ],
)
def test_each_way_of_typing_a_month_is_understood(text, month):
    assert parse_month(text, today=TODAY) == month


@pytest.mark.parametrize("text", ["", "13", "2026", "R8.13", "202613", "8.11", "あ", "R0.1"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(DayTextError):
        parse_month(text, today=TODAY)
