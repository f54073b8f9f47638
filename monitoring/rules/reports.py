"""What a monitoring report (様式3-1) must hold, and what an inspection would ask about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.utils.translation import gettext as _

from config.common.fiscal import month_of
from config.common.problems import Problem
from config.common.wareki import month_label
from monitoring.choices import Outcome

__all__ = [
    "ReportFacts",
    "finish_problems",
    "report_problems",
    "report_warnings",
    "submission_problems",
]


@dataclass(frozen=True)
class ReportFacts:
    """A report as far as the rules read it.

    `is_home_visit`: a visit to the home or an equal place with the person present, this one or
    another one of the month. `unrated` are the numbers of goals without a degree of achievement.
    """

    due_month: date
    visited_on: date | None
    has_overall: bool
    outcome: str
    is_home_visit: bool
    needs_change: bool = False
    unrated: Sequence[int] = field(default=())


def report_problems(
    *,
    today: date,
    visited_on: date | None,
    consented_on: date | None,
    visit: tuple[time | None, time | None] = (None, None),
) -> list[Problem]:
    """Return what is wrong with days and hours of a report; each may still be missing."""
    problems = []
    future = _("This day is still to come. Check the year.")
    if visited_on and visited_on > today:
        problems.append(Problem("future", future, "visited_on"))
    if consented_on and consented_on > today:
        problems.append(Problem("future", future, "consented_on"))
    if visited_on and consented_on and consented_on < visited_on:
        message = _("The consent lies before the day of monitoring.")
        problems.append(Problem("consent-before-visit", message, "consented_on"))
    start, end = visit
    if start and end and end <= start:
        message = _("The end lies before the start. Type a time after %(start)s.")
        problems.append(Problem("ends-early", message % {"start": f"{start:%H:%M}"}, "visit_to"))
    return problems


def finish_problems(facts: ReportFacts) -> list[Problem]:
    """Return what is missing before a report can be finished, in the order of the page.

    Source: 運営基準 第15条第3項 (a visit to the home etc., an interview, its results recorded).
    """
    problems = []
    if facts.visited_on is None:
        message = _("Enter the day of monitoring before you finish the report.")
        problems.append(Problem("no-visit", message, "visited_on"))
    if not facts.has_overall:
        message = _("Write the overall state before you finish the report.")
        problems.append(Problem("no-overall", message, "overall"))
    if not facts.outcome:
        message = _("Choose what follows from the monitoring before you finish the report.")
        problems.append(Problem("no-outcome", message, "outcome"))
    return problems


def report_warnings(facts: ReportFacts) -> list[Problem]:
    """Return what may be right but will be asked about; nothing here stops anybody.

    Source: the findings of inspections: monitoring without a visit to the home, and its place.
    """
    warnings = []
    if facts.visited_on and not facts.is_home_visit:
        message = _(
            "There is no visit to the home, facility or hospital with the person present "
            "in this month. The interview has to take place there."
        )
        warnings.append(Problem("no-home-visit", message, "place_kind"))
    if facts.visited_on and month_of(facts.visited_on) != facts.due_month:
        message = _("The day of monitoring lies outside the monitoring month, %(month)s.")
        words = {"month": month_label(facts.due_month)}
        warnings.append(Problem("other-month", message % words, "visited_on"))
    if facts.unrated:
        message = _("The degree of achievement is missing for goal %(numbers)s.")
        words = {"numbers": "、".join(str(number) for number in facts.unrated)}
        warnings.append(Problem("unrated", message % words))
    if facts.needs_change and facts.outcome == Outcome.CONTINUE:
        message = _(
            "A change of the plan is marked as necessary, but the report says that the plan "
            "continues."
        )
        warnings.append(Problem("change-or-not", message, "outcome"))
    return warnings


def submission_problems(
    *, today: date, visited_on: date | None, submitted_on: date
) -> list[Problem]:
    """Return what is wrong with the day on which a report went to the municipality."""
    if submitted_on > today:
        message = _("This day is still to come. Check the year.")
        return [Problem("future", message, "submitted_on")]
    if visited_on and submitted_on < visited_on:
        message = _("The report cannot have been submitted before the day of monitoring.")
        return [Problem("before-visit", message, "submitted_on")]
    return []
