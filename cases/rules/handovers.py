"""Who may take over what, and how long a handover can be taken back.

Source: the office's practice (ux S17, 4.7: from the history for 30 days).
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from config.common.problems import Problem

#: A handover can be taken back so many days after it was done.
UNDO_DAYS = 30


def handover_problems(
    *, moved: list[str], chosen: int, begun_later: list[str], unread: list[str], both: list[str]
) -> list[Problem]:
    """Return what keeps a handover from being done; all of it or nothing is done.

    `moved` names what a colleague changed meanwhile, `chosen` is how many things have a successor,
    `begun_later` names cases whose person in charge began after the day, `unread` restricted files
    that a successor may not read, `both` cases that would have one person as main and deputy.
    """
    if moved:
        message = _(
            "Changed meanwhile: %(names)s. Nothing was handed over. Look at these rows, then"
            " confirm once more."
        )
        return [Problem("moved", message % {"names": _listed(moved)})]
    if not chosen:
        return [Problem("nothing", _("Choose a successor for at least one row."), "everything_to")]
    problems = []
    for code, names, message in (
        (
            "begun-later",
            begun_later,
            _("In charge only since after that day: %(names)s. Choose a later day."),
        ),
        (
            "unread",
            unread,
            _("Restricted files the successor may not read: %(names)s. Name the reader first."),
        ),
        ("both", both, _("The successor is in charge of it already: %(names)s.")),
    ):
        if names:
            problems.append(Problem(code, message % {"names": _listed(names)}))
    return problems


def can_undo(*, done_on: date, today: date, is_undone: bool) -> bool:
    """Whether a handover can still be taken back."""
    return not is_undone and today <= done_on + timedelta(days=UNDO_DAYS)


def _listed(names: list[str]) -> str:
    return _(", ").join(names[:10])
