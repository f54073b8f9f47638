"""Small cells: what a municipality must not see, and what would give it away."""

import pytest

from reports.rules.small_cells import can_show_sum, hidden_cells


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([10, 20, 30], set()),
        ([0, 20, 30], set()),
        ([5, 20], set()),
        ([3, 20, 30], {0, 1}),
        ([4, 1, 30], {0, 1}),
        ([1, 2, 9, 30], {0, 1, 2}),
        ([3], {0}),
        ([3, 0], {0}),
    ],
)
def test_small_counts_are_hidden_with_a_partner(counts, hidden):
    assert hidden_cells(counts) == hidden


def test_a_sum_is_shown_only_when_it_gives_nothing_away():
    assert can_show_sum([10, 20], frozenset())
    assert can_show_sum([3, 20, 30], {0, 1})
    assert not can_show_sum([3, 20], {0})
    assert not can_show_sum([1, 2, 30], {0, 1})


def test_what_is_hidden_for_another_reason_gets_a_partner_too():
    assert hidden_cells([8, 20, 30], also=[0]) == {0, 1}
