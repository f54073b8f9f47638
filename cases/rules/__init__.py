"""Rules of layer 2: the way of a case, keys of a name, periods of the log, likeness of people."""

from cases.rules.keys import client_keys
from cases.rules.likeness import Likeness, likenesses
from cases.rules.periods import Period, is_child, period_days, week_of
from cases.rules.query import ClientQuery, read_query
from cases.rules.way import (
    NEXT_STATES,
    REQUIRED_DATES,
    ahead,
    next_states,
    opening_correction_problems,
    path,
    transition_problems,
)

__all__ = [
    "NEXT_STATES",
    "REQUIRED_DATES",
    "ClientQuery",
    "Likeness",
    "Period",
    "ahead",
    "client_keys",
    "is_child",
    "likenesses",
    "next_states",
    "opening_correction_problems",
    "path",
    "period_days",
    "read_query",
    "transition_problems",
    "week_of",
]
