"""What a contact is in the counts: new or continued, adult or child, how many persons.

Source: `domain.md` 7.2. Persons (実人員) are the identified ones; contacts (延件数) are all. The
persons of a year are not the sum of its months.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from config.common.fiscal import fiscal_year

__all__ = ["Counted", "count_contacts", "is_new_contact"]


class Counted(NamedTuple):
    """Contacts and the persons among them."""

    contacts: int
    persons: int


def count_contacts(contacts: Iterable[tuple[date, int | None]], first: date, last: date) -> Counted:
    """Count the contacts of a period, each (day, key of the person or None for nobody known)."""
    within = [person for day, person in contacts if first <= day <= last]
    return Counted(len(within), len({person for person in within if person is not None}))


def is_new_contact(day: date, previous: date | None, *, each_year: bool = False) -> bool:
    """Say whether a contact counts as new (新規).

    `previous` is the day of the person's last contact before this one, None for the first contact
    and for somebody nobody knows. With `each_year` whoever was not there yet in the same fiscal
    year is new again.
    """
    if previous is None:
        return True
    return each_year and fiscal_year(previous) < fiscal_year(day)
