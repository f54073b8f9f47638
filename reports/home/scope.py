"""Whose day the home page shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from config.common.fiscal import month_of
from staffing.models import Office, User
from staffing.permissions import Permission, can


@dataclass(frozen=True, slots=True)
class Scope:
    """The person, their chosen office, the day, and whether their own or the team's work."""

    user: User
    office: Office | None
    today: date
    is_own: bool

    @property
    def office_id(self) -> int | None:
        """The chosen office's key."""
        return self.office.pk if self.office else None

    @property
    def month(self) -> date:
        """The present month."""
        return month_of(self.today)

    def can(self, permission: Permission) -> bool:
        """Whether the person may do this at the chosen office."""
        return can(self.user, permission, self.office)


def narrowed(rows: QuerySet, user: User, office_key: int | None, *, own: str | None) -> QuerySet:
    """Keep the rows of an office that a user sees; `own` is where the user stands, or None."""
    rows = rows.visible_to(user).filter(office_id=office_key)
    return rows.filter(**{own: user}) if own else rows
