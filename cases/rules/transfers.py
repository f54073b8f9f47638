"""When a file may go to another office.

Source: written consent before information leaves the office (`domain.md` 10, Art. 24).
"""

from datetime import date

from django.utils.translation import gettext as _

from cases.rules.leaving import leaving_problems
from config.common.problems import Problem


def offer_problems(
    *,
    consent_on: date | None,
    handed_on: date,
    opened_on: date | None,
    is_offered: bool,
    is_own_office: bool,
) -> list[Problem]:
    """Return what keeps a person from being offered to another office.

    `consent_on` is the day of the person's consent, `opened_on` that of the open case (None: there
    is none), `is_offered` whether another offer still waits for its answer.
    """
    problems = leaving_problems(
        consent_on=consent_on, day=handed_on, field="handed_on", is_own_office=is_own_office
    )
    if opened_on is None:
        problems.append(Problem("no-case", _("There is no open case to hand over.")))
    elif handed_on < opened_on:
        message = _("This day lies before the first contact of the case.")
        problems.append(Problem("before-opening", message, "handed_on"))
    if is_offered:
        message = _("This person is offered to another office already.")
        problems.append(Problem("offered", message))
    return problems
