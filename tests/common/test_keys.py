import pytest

from config.common.keys import read_key


@pytest.mark.parametrize("text", [None, "", "²", "٣", "-1", "1.0", " 1", "1e3", "9" * 19, "x"])
def test_what_is_no_key_of_a_record_is_none(text):
    assert read_key(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_key(text, number):
    assert read_key(text) == number
