from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.timeparse import TimeTextError, parse_time


@pytest.mark.parametrize(
    "text", ["930", "0930", "9:30", "９：３０", "09:30", "9.30", "9時30分", "9時半", " 9:30 "]
)
def test_each_way_of_typing_a_time_is_understood(text):
    assert parse_time(text) == time(9, 30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9", time(9)), ("21時", time(21)), ("0:00", time(0)), ("2359", time(23, 59))],
)
def test_hours_and_edges_are_understood(text, expected):
    assert parse_time(text) == expected


def test_now_is_cut_to_the_minute():
    assert parse_time("いま", now=time(9, 30, 59)) == time(9, 30)


@pytest.mark.parametrize(
    "text", ["", "24:00", "9:60", "2560", "12345", "いま", "午後", "-1", "9:3:0"]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(TimeTextError) as caught:
        parse_time(text)

    assert caught.value.message


@given(st.times())
def test_written_times_are_read_back(moment):
    cut = moment.replace(second=0, microsecond=0)

    assert parse_time(f"{cut:%H:%M}") == cut
    assert parse_time(f"{cut:%H%M}") == cut
