"""What must be true before anything of a file leaves the office.

Source: written consent before information leaves the office (`domain.md` 10, Art. 24).
"""

from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem


def leaving_problems(
    *, consent_on: date | None, day: date, field: str, is_own_office: bool
) -> list[Problem]:
    """Return what keeps a file from being read or kept by another office from a day on.

    `consent_on` is the day of the person's consent (None: none that covers other offices), `field`
    the input that holds the day.
    """
    problems = []
    if consent_on is None:
        message = _(
            "Record first the person's consent that covers other consultation offices: nothing"
            " leaves the office without it."
        )
        problems.append(Problem("no-consent", message, "consent"))
    elif consent_on > day:
        message = _("The consent was given after this day.")
        problems.append(Problem("consent-later", message, field))
    if is_own_office:
        message = _("Choose another office than the person's own.")
        problems.append(Problem("own-office", message, "receiver"))
    return problems
