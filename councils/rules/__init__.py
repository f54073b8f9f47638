"""Rules of the office's network work: how often bodies meet, and how their year stands."""

from councils.rules.meetings import finish_problems, nth_weekday_like, time_problems
from councils.rules.recurrence import (
    RecurrenceRule,
    due_months,
    expected_count,
    label,
    month_words,
    parse_recurrence,
    recurrence,
    recurrence_problems,
    undated_words,
)
from councils.rules.tree import ancestors_of, tree_order
from councils.rules.year import Sitting, Slot, YearLine, year_line

__all__ = [
    "RecurrenceRule",
    "Sitting",
    "Slot",
    "YearLine",
    "ancestors_of",
    "due_months",
    "expected_count",
    "finish_problems",
    "label",
    "month_words",
    "nth_weekday_like",
    "parse_recurrence",
    "recurrence",
    "recurrence_problems",
    "time_problems",
    "tree_order",
    "undated_words",
    "year_line",
]
