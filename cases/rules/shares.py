"""When a file may be shared with another office, and for how long.

Source: written consent before information leaves the office (`domain.md` 10, Art. 24).
"""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cases.rules.leaving import leaving_problems
from config.common.problems import Problem

__all__ = ["share_problems"]

#: Practice of the offices, not law: after a year the person is asked again.
MOST_DAYS = 366


def share_problems(
    *,
    consent_on: date | None,
    consent_until: date | None,
    starts_on: date,
    ends_on: date,
    today: date,
    parts: Collection[str],
    is_restricted: bool,
    is_shared: bool,
    is_own_office: bool,
    is_person_there: bool,
) -> list[Problem]:
    """Return what keeps a file from being shared.

    `consent_on` is the day of the person's consent (None: none that covers other offices),
    `consent_until` its end, `is_shared` whether the same office or person reads it already,
    `is_person_there` whether the person named works at the office.
    """
    problems = leaving_problems(
        consent_on=consent_on, day=starts_on, field="starts_on", is_own_office=is_own_office
    )
    if ends_on < max(starts_on, today):
        problems.append(Problem("period", _("The end lies before the start or today."), "ends_on"))
    elif ends_on > starts_on + timedelta(days=MOST_DAYS):
        message = _("At most a year: after that the person is asked again.")
        problems.append(Problem("too-long", message, "ends_on"))
    elif consent_until and ends_on > consent_until:
        message = _("The consent ends before this day.")
        problems.append(Problem("consent-ends", message, "ends_on"))
    if not parts:
        problems.append(Problem("nothing", _("Choose what may be read."), "parts"))
    if not is_person_there:
        message = _("This person does not work at the chosen office.")
        problems.append(Problem("not-there", message, "receiver_user"))
    if is_shared:
        message = _("This office may read the file already. End that first.")
        problems.append(Problem("shared", message, "receiver"))
    if is_restricted:
        message = _("The file is restricted: other offices cannot read it. Lift that first.")
        problems.append(Problem("restricted", message))
    return problems
