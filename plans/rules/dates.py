"""Dates of plans and decisions that must fit together."""

from datetime import date

from django.utils.translation import gettext as _

from config.common.fiscal import month_of
from config.common.problems import Problem, before_opening
from config.common.wareki import wareki

__all__ = [
    "LONGEST_INTERVAL",
    "before_assessment",
    "decision_problems",
    "opening_problems",
    "plan_problems",
]

LONGEST_INTERVAL = 36


def plan_problems(
    *,
    today: date,
    drafted_on: date | None = None,
    consented_on: date | None = None,
    delivered_on: date | None = None,
    submitted_on: date | None = None,
) -> list[Problem]:
    """Return what is wrong with the dates of a plan: made, agreed, delivered, submitted.

    A plan is explained and agreed before a copy goes to anybody (運営基準 第15条, 第16条).
    """
    dates = {
        "drafted_on": drafted_on,
        "consented_on": consented_on,
        "delivered_on": delivered_on,
        "submitted_on": submitted_on,
    }
    future = _("This day is still to come. Check the year.")
    problems = [
        Problem("future", future, field) for field, day in dates.items() if day and day > today
    ]
    if consented_on and drafted_on and consented_on < drafted_on:
        message = _("The consent lies before the day the plan was drafted.")
        problems.append(Problem("consent-before-draft", message, "consented_on"))
    for field, day in (("delivered_on", delivered_on), ("submitted_on", submitted_on)):
        if day and consented_on is None:
            message = _("Enter the day of consent first: a copy goes out after it.")
            problems.append(Problem("no-consent", message, "consented_on"))
        elif day and consented_on and day < consented_on:
            message = _("A copy cannot go out before the day of consent.")
            problems.append(Problem("before-consent", message, field))
    return list(dict.fromkeys(problems))


def opening_problems(
    *,
    today: date,
    opened_on: date,
    contracted_on: date | None,
    assessed_on: date | None,
    drafted_on: date | None,
) -> list[Problem]:
    """Return what is wrong with the days that lead to a plan: contract, assessment, writing."""
    problems = []
    for field, day in (("contracted_on", contracted_on), ("assessed_on", assessed_on)):
        if day and day > today:
            message = _("This day is still to come. Check the year.")
            problems.append(Problem("future", message, field))
        elif day and day < opened_on:
            problems.append(before_opening(field, opened_on))
    if contracted_on and assessed_on and assessed_on < contracted_on:
        message = _("The assessment lies before the contract. Check both days.")
        problems.append(Problem("before-contract", message, "assessed_on"))
    return problems + before_assessment(drafted_on, assessed_on)


def before_assessment(drafted_on: date | None, assessed_on: date | None) -> list[Problem]:
    """Refuse a plan that is older than the assessment it rests on (運営基準 第15条)."""
    if not (assessed_on and drafted_on and drafted_on < assessed_on):
        return []
    message = _("The plan was written before the assessment of %(day)s. Check both days.")
    words = {"day": wareki(assessed_on, "short")}
    return [Problem("before-assessment", message % words, "drafted_on")]


def decision_problems(
    *,
    starts_on: date,
    ends_on: date,
    interval_months: int | None = None,
    monitoring_from: date | None = None,
    monitoring_to: date | None = None,
    decided_on: date | None = None,
    today: date | None = None,
) -> list[Problem]:
    """Return what is wrong with a benefit decision (支給決定) and its monitoring period.

    `monitoring_from` and `monitoring_to` are months as printed on the certificate; the last
    month of the decision is always monitored, so the period lies inside the decision.
    """
    problems = []
    if ends_on < starts_on:
        message = _("The end is before the start.")
        problems.append(Problem("end-before-start", message, "ends_on"))
    if interval_months is not None and not 1 <= interval_months <= LONGEST_INTERVAL:
        message = _("Type an interval from 1 to %(longest)s months.") % {
            "longest": LONGEST_INTERVAL
        }
        problems.append(Problem("interval", message, "interval_months"))
    if decided_on and today and decided_on > today:
        message = _("This day is still to come. Check the year.")
        problems.append(Problem("future", message, "decided_on"))
    if problems:
        return problems
    return _monitoring_period_problems(starts_on, ends_on, monitoring_from, monitoring_to)


def _monitoring_period_problems(
    starts_on: date, ends_on: date, monitoring_from: date | None, monitoring_to: date | None
) -> list[Problem]:
    problems = []
    inside = _("The month lies outside the decision, %(start)s to %(end)s.") % {
        "start": wareki(starts_on),
        "end": wareki(ends_on),
    }
    months = {"monitoring_from": monitoring_from, "monitoring_to": monitoring_to}
    for field, month in months.items():
        if month and not month_of(starts_on) <= month_of(month) <= month_of(ends_on):
            problems.append(Problem("outside-decision", inside, field))
    if monitoring_from and monitoring_to and monitoring_to < monitoring_from:
        message = _("The last monitoring month is before the first.")
        problems.append(Problem("months-reversed", message, "monitoring_to"))
    return problems
