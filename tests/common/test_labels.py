"""Deadlines in words, states and contacts in colours."""

from datetime import date, timedelta

import pytest

from config.common import labels, tags
from config.common.textdiff import marked

TODAY = date(2026, 11, 24)  # a Tuesday; the week ends on the 29th


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-24, "24日超過", "late very-late"),
        (-8, "8日超過", "late very-late"),
        (-7, "7日超過", "late"),
        (-1, "1日超過", "late"),
        (0, "今日まで", "soon"),
        (1, "あと1日", "soon"),
        (5, "あと5日", "soon"),
        (6, "あと6日", "plain"),
        (96, "あと96日", "plain"),
    ],
)
def test_a_deadline_is_said_in_words_and_tone(days, words, tone):
    assert labels.due_on(TODAY + timedelta(days=days), TODAY) == (words, tone)


def test_a_badge_escapes_its_words_and_takes_its_tone_from_the_state():
    assert tags.badge("draft", "<作成中>") == '<span class="badge info">&lt;作成中&gt;</span>'


def test_a_badge_without_words_is_nothing():
    assert tags.badge("") == ""


@pytest.mark.parametrize(
    ("method", "css"), [("phone", "call"), ("visit", "visit"), ("mail", ""), ("meeting", "meet")]
)
def test_a_kind_of_contact_has_its_colour(method, css):
    assert tags.kind(method, "語") == f'<span class="kind {css}">語</span>'


def test_days_are_written_as_the_office_writes_them():
    assert tags.day(TODAY) == "R8.11.24（火）"
    assert tags.long_day(TODAY) == "令和8年11月24日（火）"
    assert tags.short_day(TODAY) == "11/24（火）"
    assert tags.month(TODAY) == "令和8年11月"
    assert tags.day(None) == ""


def test_what_the_other_text_lacks_is_marked_and_escaped():
    shown = marked("朝は<早く>起きる", "朝は起きる")

    assert "&lt;早く&gt;</ins>起きる" in shown
    assert shown.startswith("朝は<ins>")


def test_equal_texts_have_no_marks():
    assert marked("同じ文", "同じ文") == "同じ文"
