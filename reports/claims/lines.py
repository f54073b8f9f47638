"""A line of the claim check, and a person's month with all its lines."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import floor

from reports.choices_claims import Certainty, Decision, Fee, Standing, Variant, Whom
from reports.figures.claims import Person
from reports.rules.claims import Evidence

__all__ = ["Line", "PersonMonth", "fee_label"]


@dataclass(frozen=True)
class Line:
    """One fee of a person's month; `units` is None where the law has no rate on that day."""

    fee: Fee
    variant: str
    times: int
    units: int | None
    certainty: str
    source: str
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    decision: str
    reason: str
    #: Where the units are a share of others.
    percent: Decimal | None = None

    @property
    def label(self) -> str:
        """The fee with its rate."""
        return fee_label(self.fee, self.variant)

    @property
    def item(self) -> str:
        """The fee with its rate as it stands in addresses."""
        return f"{self.fee}-{self.variant}" if self.variant else str(self.fee)

    @property
    def standing(self) -> Standing:
        """Whether anything is missing."""
        return Standing.LACKS if self.missing or self.units is None else Standing.READY

    @property
    def is_claimed(self) -> bool:
        """Whether it counts: by the office's decision, else when nothing is missing."""
        if self.decision:
            return self.decision == Decision.CLAIM and self.units is not None
        return self.standing == Standing.READY

    @property
    def total(self) -> int:
        """Its units of the month, once for each time."""
        return (self.units or 0) * self.times

    @property
    def is_sure(self) -> bool:
        """Whether its units were read in a published source."""
        return self.certainty == Certainty.READ


@dataclass(frozen=True)
class PersonMonth:
    """A person's month: the base fee or why there is none, and the add-ons."""

    person: Person
    month: date
    is_child: bool
    base: Line | None
    add_ons: tuple[Line, ...]
    notes: tuple[str, ...]
    day: date | None
    price: Decimal | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its fees, the base fee first."""
        return (self.base, *self.add_ons) if self.base else self.add_ons

    @property
    def units(self) -> int:
        """The units that count."""
        return sum(line.total for line in self.lines if line.is_claimed)

    @property
    def amount(self) -> int | None:
        """The yen of these units, cut; None while the unit price is not registered."""
        return None if self.price is None else floor(self.units * self.price)

    @property
    def lacks(self) -> int:
        """How many lines wait for something, undecided."""
        return sum(
            1 for line in self.lines if line.standing == Standing.LACKS and not line.decision
        )

    @property
    def service(self) -> str:
        """52 or 55: under which kind of service it is billed."""
        return str((Whom.CHILD if self.is_child else Whom.ADULT).label)


def fee_label(fee: str, variant: str) -> str:
    """Say which fee and rate it is."""
    label = str(Fee(fee).label)
    return f"{label} {Variant(variant).label}" if variant else label
