"""Small cells: a count of few people is not shown to somebody outside the office.

Source: the table of roles: a municipality sees figures of the region without people. A hidden
cell must not follow from the total, so a second one is hidden with it.
"""

from collections.abc import Collection, Sequence

__all__ = ["LEAST_SHOWN", "can_show_sum", "hidden_cells", "is_small", "shown_row"]

#: From here on a count is shown; nobody (0) is no person and is shown, too.
LEAST_SHOWN = 5


def is_small(count: float) -> bool:
    """Whether a count would let somebody recognise people."""
    return 0 < count < LEAST_SHOWN


def hidden_cells(counts: Sequence[int], also: Collection[int] = ()) -> frozenset[int]:
    """Return the places to hide in a column whose total is shown.

    Hidden are the small counts, those in `also`, and as many of the next larger ones as it takes
    until the hidden ones are at least two and together no small count themselves.
    """
    hidden = {place for place, count in enumerate(counts) if is_small(count)} | set(also)
    rest = sorted(
        (count, place) for place, count in enumerate(counts) if count and place not in hidden
    )
    for _count, place in rest:
        if can_show_sum(counts, hidden):
            break
        hidden.add(place)
    return frozenset(hidden)


def can_show_sum(counts: Sequence[int], hidden: Collection[int]) -> bool:
    """Whether the total of a column lets nobody work out a hidden count."""
    if not hidden:
        return True
    return len(hidden) > 1 and not is_small(sum(counts[place] for place in hidden))


def shown_row(counts: Sequence[int], *, hides: bool) -> tuple[tuple[int | None, ...], int | None]:
    """Return a row of counts and its total as a reader may see them; None is not shown.

    Rows are hidden one by one, so a table must not show the totals of its columns as well.
    """
    hidden = hidden_cells(counts) if hides else frozenset()
    cells = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return cells, sum(counts) if can_show_sum(counts, hidden) else None
