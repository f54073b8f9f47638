"""What-if of the forecast: move monitoring by a month, and spread the peaks (S-01).

A month may move by one when it is neither the last of its period, which is always monitored, nor
one of a new user's first months, nor monthly. Every move needs the municipality's agreement, since
the months printed on the certificate change (domain 3.4, 7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Move", "moved", "spread"]


@dataclass(frozen=True)
class Move:
    """So many people monitored a month earlier or later; months are places in the outlook."""

    start: int
    end: int
    number: int


def moved(counts: Sequence[int], move: Move) -> list[int]:
    """Return the outlook after one move."""
    after = list(counts)
    after[move.start] -= move.number
    after[move.end] += move.number
    return after


def allowed(move: Move, counts: Sequence[int], movable: Mapping[int, int]) -> Move | None:
    """Cut a wished move to what the rule lets go; None where nothing is left."""
    is_inside = 0 <= move.start < len(counts) and 0 <= move.end < len(counts)
    if not is_inside or abs(move.start - move.end) != 1:
        return None
    number = min(move.number, movable.get(move.start, 0))
    return Move(move.start, move.end, number) if number > 0 else None


def spread(
    counts: Sequence[int], movable: Mapping[int, int], *, since: int = 0
) -> tuple[list[int], list[Move]]:
    """Return the outlook with its peaks spread, and the moves that do it, each person once.

    The highest month above the mean that may give somebody to a neighbour at least two lower
    gives one, until none can. So no month ever becomes higher than the highest was, and nobody
    gets lost. Months before `since` neither give nor take: the present one has begun.
    """
    after, left = list(counts), dict(movable)
    mean = -(-sum(counts) // len(counts))
    made: dict[tuple[int, int], int] = {}
    while step := _step(after, left, mean=mean, since=since):
        start, end = step
        after[start] -= 1
        after[end] += 1
        left[start] -= 1
        made[step] = made.get(step, 0) + 1
    moves = [Move(start, end, number) for (start, end), number in sorted(made.items())]
    return after, moves


def _step(
    counts: Sequence[int], left: Mapping[int, int], *, mean: int, since: int
) -> tuple[int, int] | None:
    by_height = sorted(range(since, len(counts)), key=lambda place: (-counts[place], place))
    for start in by_height:
        if left.get(start, 0) <= 0 or counts[start] <= mean:
            continue
        ends = [end for end in (start - 1, start + 1) if since <= end < len(counts)]
        end = min(ends, key=lambda place: counts[place], default=None)
        if end is not None and counts[start] - counts[end] > 1:
            return start, end
    return None
