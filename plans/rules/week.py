"""The week of a plan as the paper shows it: seven columns from 6:00 to 6:00 in half hours.

Source: 様式1-2 and 2-2 (domain 6.2). A weekday is that of the calendar: what happens on Tuesday at
5:00 stands at the foot of Monday's column, because the day of the paper begins at 6:00.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from config.common.problems import Problem

__all__ = [
    "DAY_MARKS",
    "DAY_NAMES",
    "SLOTS",
    "Block",
    "Piece",
    "WeekRow",
    "blocks_of",
    "clock_words",
    "days_words",
    "overlap_warnings",
    "pieces_of",
]

DAY_MARKS = ("月", "火", "水", "木", "金", "土", "日・祝")
#: The same on the screen, in the language of its reader.
DAY_NAMES = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun, holidays"),
)
DAY = 24 * 60
WEEK = 7 * DAY
BEGINS = 6 * 60
SLOT = 30
#: Half hours of a day.
SLOTS = DAY // SLOT


@dataclass(frozen=True)
class WeekRow:
    """An entry of the week; `weekdays` are digits from 0, Monday, to 6."""

    weekdays: str
    starts_at: time
    ends_at: time
    content: str
    provider: str = ""
    kind: str = "service"


@dataclass(frozen=True)
class Piece:
    """The part of an entry that lies in one column, in minutes after 6:00; `row` is its index."""

    day: int
    start: int
    end: int
    row: int


@dataclass(frozen=True)
class Block:
    """A cell of the grid: half hours `first` to `last` (excluded) with all that falls into them."""

    day: int
    first: int
    last: int
    pieces: tuple[Piece, ...]


def pieces_of(rows: Sequence[WeekRow]) -> list[Piece]:
    """Cut the entries at 6:00 of each day; what passes Sunday goes on on Monday."""
    pieces = []
    for index, row in enumerate(rows):
        start = _minute(row.starts_at)
        length = (_minute(row.ends_at) - start) % DAY or DAY
        for day in map(int, row.weekdays):
            begin = (day * DAY + start - BEGINS) % WEEK
            left = length
            while left:
                column, minute = divmod(begin, DAY)
                part = min(left, DAY - minute)
                pieces.append(Piece(column, minute, minute + part, index))
                begin, left = (begin + part) % WEEK, left - part
    return sorted(pieces, key=lambda piece: (piece.day, piece.start, piece.end, piece.row))


def blocks_of(rows: Sequence[WeekRow]) -> list[Block]:
    """Return the cells of the grid; entries that share a half hour share a cell."""
    blocks: list[Block] = []
    for piece in pieces_of(rows):
        first, last = piece.start // SLOT, -(-piece.end // SLOT)
        before = blocks[-1] if blocks else None
        if before and before.day == piece.day and first < before.last:
            pieces = (*before.pieces, piece)
            blocks[-1] = Block(piece.day, before.first, max(before.last, last), pieces)
        else:
            blocks.append(Block(piece.day, first, last, (piece,)))
    return blocks


def overlap_warnings(rows: Sequence[WeekRow]) -> list[Problem]:
    """Say which entries are at the same time, each pair once with all its days."""
    days: dict[tuple[int, int], set[int]] = {}
    for one, other in combinations(pieces_of(rows), 2):
        if one.day == other.day and one.start < other.end and other.start < one.end:
            pair = (min(one.row, other.row), max(one.row, other.row))
            days.setdefault(pair, set()).add(one.day)
    message = _("%(days)s: “%(one)s” (%(one_time)s) and “%(other)s” (%(other_time)s) overlap.")
    return [
        Problem("overlap", message % _pair_words(rows[one], rows[other], sorted(found)))
        for (one, other), found in sorted(days.items())
    ]


def _pair_words(one: WeekRow, other: WeekRow, days: Iterable[int]) -> dict[str, str]:
    return {
        "days": days_words("".join(map(str, days))),
        "one": one.content,
        "one_time": clock_words(one.starts_at, one.ends_at),
        "other": other.content,
        "other_time": clock_words(other.starts_at, other.ends_at),
    }


def days_words(weekdays: str) -> str:
    """Return the weekdays in the reader's language, a run of three and more as 月〜金."""
    days = sorted(map(int, weekdays))
    if len(days) == len(DAY_MARKS):
        return pgettext("weekday", "every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_NAMES[days[0]]}〜{DAY_NAMES[days[-1]]}"
    return "・".join(str(DAY_NAMES[day]) for day in days)


def clock_words(starts_at: time, ends_at: time) -> str:
    """Return 22:00〜翌7:00, or 24時間 for a whole day."""
    if starts_at == ends_at:
        start = f"{starts_at.hour}:{starts_at.minute:02}"
        return _("24 hours from %(start)s") % {"start": start}
    end = "24:00" if ends_at == time(0) else f"{ends_at.hour}:{ends_at.minute:02}"
    if ends_at < starts_at and ends_at != time(0):
        end = _("next day %(end)s") % {"end": end}
    return f"{starts_at.hour}:{starts_at.minute:02}〜{end}"


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
