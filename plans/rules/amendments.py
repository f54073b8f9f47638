"""A future amendment of the standard intervals: one more dated row, never a changed one (T-06)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki
from plans.rules.intervals import IntervalRow

__all__ = ["amended", "amendment_problems", "without"]


def amended(rows: Iterable[IntervalRow], new: IntervalRow) -> list[IntervalRow]:
    """Return the table with a new row: the row it replaces ends on the day before."""
    rows = list(rows)
    last = new.valid_from - timedelta(days=1)
    return [
        replace(row, valid_to=last)
        if row.group == new.group and row.valid_from <= last and _holds(row, last)
        else row
        for row in rows
    ] + [new]


def without(rows: Iterable[IntervalRow], new: IntervalRow) -> list[IntervalRow]:
    """Return the table as it was before a row came: the one it replaced goes on."""
    last = new.valid_from - timedelta(days=1)
    return [
        replace(row, valid_to=None) if row.group == new.group and row.valid_to == last else row
        for row in rows
        if (row.group, row.valid_from) != (new.group, new.valid_from)
    ]


def _holds(row: IntervalRow, day: date) -> bool:
    return row.valid_to is None or row.valid_to >= day


def amendment_problems(
    rows: Iterable[IntervalRow], new: IntervalRow, *, today: date
) -> list[Problem]:
    """Return what is wrong with an amendment; what was in force is never changed afterwards."""
    problems = []
    if new.valid_from <= today:
        message = _("An amendment begins after today. What was in force stays as it was.")
        problems.append(Problem("past", message, "valid_from"))
    later = [row for row in rows if row.group == new.group and row.valid_from >= new.valid_from]
    # A day that is over is wrong by itself; nothing can be withdrawn there.
    if later and not problems:
        words = {"day": wareki(min(row.valid_from for row in later))}
        message = _("A row of this group begins on %(day)s already. Withdraw that one first.")
        problems.append(Problem("later", message % words, "valid_from"))
    if new.months_65 is not None and new.months_65 >= new.months:
        message = _("From 65 on the interval is shorter than for the others, or leave it empty.")
        problems.append(Problem("not-shorter", message, "months_65"))
    return problems
