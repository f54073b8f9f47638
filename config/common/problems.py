"""What a rule says when something is not right."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.wareki import wareki

__all__ = ["Problem", "before_opening"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend: a stable code, a sentence for the reader, the field it belongs to.

    An empty `field` means the whole record.
    """

    code: str
    message: str
    field: str = ""


def before_opening(field: str, opened_on: date) -> Problem:
    """Return that a day lies before the first contact, and where that one can be corrected."""
    message = _(
        "This day lies before the first contact of the case (%(day)s). If that one is wrong,"
        " correct it first on the client's page under “Other ways”."
    )
    return Problem("before-opening", message % {"day": wareki(opened_on, "short")}, field)
