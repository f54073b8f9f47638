"""G1: whatever a form is sent, it answers; and it stores nothing that is not valid."""

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.access import Row
from tests.input.walk import (
    EXAMPLES,
    NAMES,
    ROWS,
    address,
    assert_reveals_nothing,
    fields_of,
    insider,
    post,
    stock,
)

NUMBERS = ["-1", "0", "²", "٣", "1e309", "NaN", "Infinity", "9" * 20, "9" * 5000, "0x10", "1_0"]
DAYS = ["2027-02-30", "R8.13.40", "令和0年1月1日", "平成32年4月1日", "9999-12-31", "0001-01-01"]
TEXTS = [
    "",
    " ",
    "\x00",
    "山田\x00太郎",
    "\ud800",
    "\u202e山田",
    "😀👩‍🦽",
    "髙﨑𠮷",
    "\r\nX-Evil: 1",
    "'; DROP TABLE cases_client; --",
    "%_\\",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    '[{"a": null}]',
    "あ" * 10_000,
    "x" * 1_000_000,
]
#: Fields that the machinery of every form reads itself.
TECHNICAL = ["_version", "_base", "_key", "_draft", "_pick:name", "_mine:name:name", "next", "then"]
KEYS = ["not-a-key", "00000000-0000-0000-0000-000000000000"]

values = st.sampled_from(NUMBERS + DAYS + TEXTS + KEYS) | st.text(max_size=40)
how = st.sampled_from(["replace", "replace", "replace", "double", "drop"])
#: (which field, what to do with it, what to put there): fields are counted round and round.
changes = st.lists(st.tuples(st.integers(0, 400), how, values), min_size=1, max_size=8)
forged = st.lists(st.tuples(st.sampled_from(TECHNICAL), values), max_size=2)


def changed(pairs, steps, extra) -> list[tuple[str, str]]:
    """Return the form with some fields replaced, doubled or dropped, and technical ones forged."""
    made = list(pairs)
    for number, way, value in steps:
        if not made:
            break
        place = number % len(made)
        name = made[place][0]
        if way == "replace":
            made[place] = (name, value)
        elif way == "double":
            made.append((name, value))
        else:
            made.pop(place)
    overwritten = {name for name, _value in extra}
    return [pair for pair in made if pair[0] not in overwritten] + extra


def try_once(browser, path: str, pairs, *, is_draft: bool) -> None:
    """Post, and on refusal look whether anything was written; as a draft, open it again."""
    before = stock()
    with transaction.atomic():
        if is_draft:
            post(browser, reverse("staffing:draft-save"), pairs)
            response = browser.get(path)
        else:
            response = post(browser, path, pairs)
        assert response.status_code < 500
        if response.status_code >= 400:
            assert_reveals_nothing(response)
            assert stock() == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_bears_whatever_it_is_sent(name, town, sign_in):
    row: Row = ROWS[name]
    path = address(name, town)
    browser = sign_in(town.people[insider(row)])
    fields = fields_of(browser, row, path)

    @settings(
        # An address without a form refuses every post before it reads it.
        max_examples=EXAMPLES if fields or row.method == "post" else 1,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # shrinking a page-long form would take minutes
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=changes, extra=forged, is_draft=st.booleans())
    def fuzz(steps, extra, is_draft):
        try_once(browser, path, changed(fields, steps, extra), is_draft=is_draft)

    fuzz()
