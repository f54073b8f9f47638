"""The outlook of a region (S-01): what is due at each office, and the room of each, no people.

The small-number rule holds month by month, so no table shows the sum of an office over the months:
it would give a hidden cell away. The room therefore comes from the caseload of the half year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from config.common.fiscal import add_months, month_of
from reports.figures.forecast import MONTHS, Outlook, outlook
from reports.figures.region import RegionCaseload, region_caseload
from reports.rules.small_cells import shown_row
from staffing.models import Office

__all__ = ["OutlookRow", "RegionOutlook", "Room", "region_outlook"]


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """A month (None: overdue), a cell for each office and their sum; what is hidden is None."""

    month: date | None
    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Room:
    """How many clients an office could take by the standard; None where it must not be seen."""

    name: str
    specialists: int
    capacity: int | None
    average: Fraction | None

    @property
    def room(self) -> Fraction | None:
        """The standard of its specialists less those served."""
        if self.capacity is None or self.average is None:
            return None
        return self.capacity - self.average


@dataclass(frozen=True, slots=True)
class RegionOutlook:
    """Both kinds of work by month and office, and what each office could take."""

    names: tuple[str, ...]
    monitoring: tuple[OutlookRow, ...]
    renewals: tuple[OutlookRow, ...]
    rooms: tuple[Room, ...]
    standard: int | None


def region_outlook(offices: Sequence[Office], today: date, *, hides: bool) -> RegionOutlook:
    """Return the outlook of a region; `hides` leaves out what speaks of fewer than five people."""
    first = month_of(today)
    lines = {line.key: line for line in outlook(None, [each.pk for each in offices], today=today)}
    shown = [office for office in offices if office.pk in lines]
    own = [lines[office.pk] for office in shown]
    months = [add_months(first, place) for place in range(MONTHS)]
    overdue = _row(None, [line.backlog for line in own], hides=hides)
    caseload = region_caseload(offices, first, hides=hides)
    return RegionOutlook(
        names=tuple(office.label for office in shown),
        monitoring=(overdue, *_rows(months, own, "monitoring", hides=hides)),
        renewals=tuple(_rows(months, own, "renewals", hides=hides)),
        rooms=tuple(_rooms(caseload)),
        standard=caseload.standard,
    )


def _rows(months: Sequence[date], lines: Sequence[Outlook], kind: str, *, hides: bool):
    for place, month in enumerate(months):
        yield _row(month, [getattr(line, kind)[place] for line in lines], hides=hides)


def _row(month: date | None, counts: Sequence[int], *, hides: bool) -> OutlookRow:
    return OutlookRow(month, *shown_row(counts, hides=hides))


def _rooms(caseload: RegionCaseload):
    for line in caseload.lines:
        capacity = caseload.standard and line.specialists * caseload.standard
        yield Room(line.name, line.specialists, capacity, line.average)
