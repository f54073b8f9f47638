"""Who may know of a restricted file, and until when.

Source: secrecy towards colleagues whom the file does not concern (`domain.md` 10); the office's
practice for people who flee from violence, and where a relative works at the office.
"""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem


def restriction_problems(
    *,
    ends_on: date | None,
    today: date,
    readers: Collection[int],
    setter: int | None,
    in_charge: Collection[int],
    may_read: Collection[int],
) -> list[Problem]:
    """Return what keeps a file from being restricted, in the order to mend it.

    `setter` is who sets it and stays a reader himself (None: somebody who names readers without
    knowing the file); `in_charge` the main person and the deputy of the open case; `may_read`
    the people whose role lets them be named at all.
    """
    problems = []
    if not readers:
        problems.append(Problem("nobody", _("Name at least one person."), "readers"))
    elif setter is not None and setter not in readers:
        message = _("You name yourself as well: somebody must be able to lift it again.")
        problems.append(Problem("not-oneself", message, "readers"))
    elif set(readers) - set(may_read):
        message = _("One of these people may not read restricted files in their role.")
        problems.append(Problem("not-allowed", message, "readers"))
    elif set(in_charge) - set(readers):
        message = _(
            "The person in charge or the deputy is not named. Name them, or change the person"
            " in charge first."
        )
        problems.append(Problem("in-charge", message, "readers"))
    if ends_on and ends_on < today:
        message = _("This day is over. Choose a later one, or leave it empty.")
        problems.append(Problem("over", message, "ends_on"))
    return problems
