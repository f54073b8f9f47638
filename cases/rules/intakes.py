"""The sheet of a request (相談受付票): its number, its states, what must be known at each.

Source: `domain.md` 2.2 and 6.6, requirement O-08: nobody is refused, and passing somebody on needs
the body, the day and the person's consent.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.choices import IntakeCourse, IntakeState, Outcome
from config.common.problems import Problem
from config.common.wareki import wareki

__all__ = [
    "NEXT_INTAKE_STATES",
    "course_after",
    "intake_number",
    "intake_problems",
    "outcome_of",
    "state_for",
]

State, Course = IntakeState, IntakeCourse

#: Ended and passed-on requests can be taken up again: the body may send the person back.
NEXT_INTAKE_STATES: Mapping[str, tuple[str, ...]] = {
    State.OPEN: (State.CONTINUES, State.TO_PLAN, State.CLOSED),
    State.CONTINUES: (State.TO_PLAN, State.CLOSED),
    State.TO_PLAN: (State.CONTINUES, State.CLOSED),
    State.REFERRED: (State.OPEN, State.CLOSED),
    State.CLOSED: (State.OPEN,),
}
_OF_COURSE = {
    Course.INFORMATION: State.CLOSED,
    Course.CONTINUES: State.CONTINUES,
    Course.TO_PLAN: State.TO_PLAN,
    Course.REFERRED: State.REFERRED,
}
_OUTCOMES = {
    State.CONTINUES: Outcome.CONTINUES,
    State.TO_PLAN: Outcome.CONTINUES,
    State.REFERRED: Outcome.REFERRED,
    State.CLOSED: Outcome.HANDLED,
}


def intake_number(fiscal_year: int, number: int) -> str:
    """Write a number as offices file it: era year and running number, R8-0012."""
    year = wareki(date(fiscal_year, 10, 1), "short").split(".", maxsplit=1)[0]
    return f"{year}-{number:04}"


def state_for(course: str) -> str:
    """Return the state a new request has by its further course; open where none was chosen."""
    return _OF_COURSE.get(course, State.OPEN)


def course_after(course: str, state: str) -> str:
    """Return the further course after a change of state; an end keeps what was chosen before."""
    if state == State.OPEN:
        return ""
    if state == State.CLOSED:
        return course or Course.INFORMATION
    return next(known for known, reached in _OF_COURSE.items() if reached == state)


def outcome_of(state: str) -> str:
    """Return what became of a request for the counts (O-08); empty while it is open."""
    return _OUTCOMES.get(state, "")


def intake_problems(
    *,
    state: str,
    to: str,
    today: date,
    on: date | None,
    received_on: date,
    target: str = "",
    consent: str = "",
) -> list[Problem]:
    """Return what keeps a request from its next state, in the order to mend it.

    `target` is the body it is passed on to and `consent` how the person agreed; `on` is the day.
    """
    is_referral = to == State.REFERRED
    allowed = is_referral and state not in (State.REFERRED, State.CLOSED)
    if not allowed and to not in NEXT_INTAKE_STATES[state]:
        message = _("This step does not follow the present state of the request.")
        return [Problem("not-next", message, "to")]
    day_field = "referred_on" if is_referral else "on"
    problems = []
    if on is None:
        problems.append(Problem("no-date", _("Enter the day of this step."), day_field))
    elif on > today:
        message = _("This day is still to come. Check the year.")
        problems.append(Problem("future", message, day_field))
    elif on < received_on:
        message = _("The request was received on %(day)s: type this day or a later one.")
        words = message % {"day": wareki(received_on, "short")}
        problems.append(Problem("before-intake", words, day_field))
    if is_referral and not target.strip():
        message = _("Enter the body the person was passed on to.")
        problems.append(Problem("no-target", message, "referred_to"))
    if is_referral and not consent:
        message = _("Choose how the person agreed to be passed on.")
        problems.append(Problem("no-consent", message, "referral_consent"))
    return problems
