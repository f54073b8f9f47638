"""What a contract and the end of a case must say, and when an end is taken back.

Sources: 運営基準 art. 5, 6 (explanation, consent, report of the contract without delay); the
closing sheet (終結シート) of `domain.md` 6.6: day, reason, hand-over, evaluation.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.choices import CaseState, CloseReason
from cases.rules.way import date_problems
from config.common.problems import Problem

__all__ = ["closing_problems", "contract_problems", "reopening_problems"]

#: After these nobody has to go on with the support.
_WITHOUT_SUCCESSOR = (CloseReason.ACHIEVED, CloseReason.DECEASED, CloseReason.CANCELLED)


def closing_problems(
    *, reason: str, continued_by: str, closed_on: date | None, follow_up_on: date | None
) -> list[Problem]:
    """Return what a closing sheet lacks: who goes on, and a day after the end."""
    problems = []
    if reason and reason not in _WITHOUT_SUCCESSOR and not continued_by.strip():
        message = _("Enter who goes on with the support, or that nobody does.")
        problems.append(Problem("no-successor", message, "continued_by"))
    if follow_up_on and closed_on and follow_up_on <= closed_on:
        message = _("This day lies after the end of the case.")
        problems.append(Problem("order", message, "follow_up_on"))
    return problems


def reopening_problems(*, state: str, reason: str, has_open_case: bool) -> list[Problem]:
    """Return what keeps the end of a case from being taken back."""
    if state != CaseState.CLOSED:
        return [Problem("not-closed", _("This case has not ended."))]
    problems = []
    if has_open_case:
        message = _("This client already has an open case.")
        problems.append(Problem("open-case", message))
    if not reason.strip():
        message = _("Enter why the end is taken back.")
        problems.append(Problem("no-reason", message, "reason"))
    return problems


def contract_problems(
    values: Mapping[str, date | str | None], *, today: date, opened_on: date
) -> list[Problem]:
    """Return what cannot be right about a contract: its days, who signed, when it was reported."""
    problems = date_problems(CaseState.CONTRACTED, today, values, opened_on)
    explained, signed = values.get("explained_on"), values.get("contracted_on")
    if not problems and explained > signed:
        message = _("The important matters are explained before the contract is signed.")
        problems.append(Problem("order", message, "explained_on"))
    reported = values.get("contract_reported_on")
    if reported and reported > today:
        message = _("This day is still to come. Check the year.")
        problems.append(Problem("future", message, "contract_reported_on"))
    elif reported and signed and reported < signed:
        message = _("The contract is reported after it was signed.")
        problems.append(Problem("order", message, "contract_reported_on"))
    return problems
