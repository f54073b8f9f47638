"""When a paper ends, and how near that is: certificates, handbooks, consents and decisions alike.

Lead times: renewal is prepared three, two and one months before the end (`domain.md` 2.4).
"""

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["WARN_DAYS", "Expiry", "expiry", "warned_until"]

WARN_DAYS = (90, 60, 30)


@dataclass(frozen=True)
class Expiry:
    """An end with the days left (negative when it is past) and the step that was reached.

    `step` is 90, 60, 30 or 0 (the last day and after it); None while it is further away.
    """

    ends_on: date
    left: int
    step: int | None

    @property
    def is_over(self) -> bool:
        """Whether the last day is past; on the last day itself the paper still holds."""
        return self.left < 0


def expiry(ends_on: date | None, today: date) -> Expiry | None:
    """Return how near an end is; None for what has no end."""
    if ends_on is None:
        return None
    left = (ends_on - today).days
    reached = [days for days in WARN_DAYS if left <= days]
    return Expiry(ends_on, left, 0 if left <= 0 else min(reached, default=None))


def warned_until(today: date) -> date:
    """Return the last end that is warned of today."""
    return today + timedelta(days=max(WARN_DAYS))
