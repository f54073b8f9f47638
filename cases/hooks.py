"""Tell upper apps that a case was opened or closed, without knowing them.

A subscriber runs inside the transaction of the change: it writes a row that says what is stale
and asks for `transaction.on_commit(…, robust=True)`; it never computes.
"""

from collections.abc import Callable

from cases.models import Case

_subscribers: list[Callable[[Case], None]] = []


def on_case_changed(subscriber: Callable[[Case], None]) -> None:
    """Register a subscriber (once, from an AppConfig.ready())."""
    if subscriber not in _subscribers:
        _subscribers.append(subscriber)


def case_changed(case: Case) -> None:
    """Tell every subscriber; called by the actions inside their transaction."""
    for subscriber in _subscribers:
        subscriber(case)
