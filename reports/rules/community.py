"""What 地域相談 of the annual plan counts: 利用支援 and 継続支援 by month.

Source: the table of the annual plan (`domain.md` 7.3) has 利用支援 and 継続支援 for 地域相談 beside
特定相談, where they are the making of the plan and what follows it. A person counts once a month
and kind of support: in a month in which a version of the plan was agreed under 利用支援, in a
later one under 継続支援 where support was given; before the first plan nothing is counted.
地域定着支援 is given in every month it runs, for its line of contact is open (常時の連絡体制);
地域移行支援 in a month with at least one entry of the record.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from config.common.fiscal import month_end

__all__ = ["SupportFacts", "counted_people"]


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """One case: whose, of which kind, when it ran; months are first days."""

    client_id: int
    kind: str
    is_standing: bool
    starts_on: date
    ended_on: date | None
    agreed: frozenset[date]
    active: frozenset[date]

    def is_continued(self, month: date) -> bool:
        """Whether support was given in a month in which no plan was agreed."""
        runs = self.starts_on <= month_end(month) and (
            self.ended_on is None or self.ended_on >= month
        )
        is_agreed = self.agreed and min(self.agreed) < month
        given = self.is_standing or month in self.active
        return bool(runs and is_agreed and month not in self.agreed and given)


def counted_people(
    supports: Iterable[SupportFacts], months: Collection[date]
) -> dict[tuple[str, str, date], set[int]]:
    """Return the people of each (kind, "first" or "continued", month); first comes first."""
    found: dict[tuple[str, str, date], set[int]] = {}
    supports = list(supports)
    for month in months:
        for support in supports:
            if month in support.agreed:
                found.setdefault((support.kind, "first", month), set()).add(support.client_id)
        for support in supports:
            first = found.get((support.kind, "first", month), ())
            if support.client_id not in first and support.is_continued(month):
                found.setdefault((support.kind, "continued", month), set()).add(support.client_id)
    return found
