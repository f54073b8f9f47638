"""Whose morning it is: the reader, the office, the day, and the working day before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from config.common.holidays import next_open_day, previous_open_day
from staffing.models import Office, User
from staffing.permissions import Permission, can


@dataclass(frozen=True, slots=True)
class Morning:
    """An office's morning as one person sees it."""

    user: User
    office: Office
    day: date

    @property
    def _opening(self) -> dict:
        return {
            "open_weekdays": self.office.open_weekdays,
            "opens_on_holidays": self.office.opens_on_holidays,
        }

    @property
    def since(self) -> date:
        """The last working day before: what came since then is new."""
        before = self.day - timedelta(days=1)
        return previous_open_day(before, **self._opening) or before

    @property
    def until(self) -> date:
        """The last day whose contacts are new."""
        return self.day - timedelta(days=1)

    @property
    def following(self) -> date:
        """The next working day."""
        after = self.day + timedelta(days=1)
        return next_open_day(after, **self._opening) or after

    def can(self, permission: Permission) -> bool:
        """Whether the reader may do this at the office."""
        return can(self.user, permission, self.office)
