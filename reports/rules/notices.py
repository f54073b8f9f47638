"""What the office notified (体制等届出): of one thing one row holds on a day (T-08).

Pure. A new row ends the open one before it on the day before, as a row of units does; what overlaps
otherwise is a wrong day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.common.problems import Problem
from config.common.wareki import wareki
from reports.choices_claims import OF_PLACES, SYSTEMS

__all__ = ["Notice", "ended_by", "overlap_problems"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A row as the rule reads it; an empty fee is the yen of a unit."""

    fee: str
    started_on: date
    ended_on: date | None = None
    person: int | None = None
    municipality: int | None = None
    places: str = ""
    key: int | None = None

    @property
    def about(self) -> tuple:
        """Of what it is: of one trained person, of some places, or of the whole office."""
        if self.fee in SYSTEMS:
            return self.fee, self.person
        if self.fee in OF_PLACES:
            return self.fee, self.municipality, self.places
        return (self.fee,)

    def meets(self, other: "Notice") -> bool:
        """Whether both hold on some day."""
        last, others = self.ended_on or date.max, other.ended_on or date.max
        return self.started_on <= others and other.started_on <= last


def ended_by(rows: Iterable[Notice], new: Notice) -> Notice | None:
    """Return the open row that a new one follows, and so ends."""
    for row in rows:
        if row.about == new.about and row.ended_on is None and row.started_on < new.started_on:
            return row
    return None


def overlap_problems(
    rows: Iterable[Notice], new: Notice, *, follows: Notice | None = None
) -> list[Problem]:
    """Return which row says something else of the same days; `follows` is ended by the new one."""
    for row in rows:
        if row.key in (new.key, follows and follows.key) or row.about != new.about:
            continue
        if row.meets(new):
            message = _(
                "The row from %(start)s until %(end)s already says it for these days. Check the"
                " day, or end that row first."
            )
            words = {
                "start": wareki(row.started_on, "short"),
                "end": pgettext("fee notice", "no end"),
            }
            if row.ended_on:
                words["end"] = wareki(row.ended_on, "short")
            return [Problem("overlap", message % words, "started_on")]
    return []
