"""Tell upper apps that a decision changed, and let them show its monitoring months here.

A subscriber runs inside the transaction of the change: it writes a row that says what is stale
and asks for `transaction.on_commit(…, robust=True)`; it never computes. The months themselves
belong to an upper app, which gives two functions from its AppConfig.ready().
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from plans.models import BenefitDecision, ServiceUsePlan
from plans.rules import Inside


@dataclass(frozen=True)
class MonthShown:
    """One monitoring month as a row: its reason in words, its state, where it opens."""

    month: date
    reason: str
    is_due: bool = True
    state_label: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class DecisionMonths:
    """The stored months of a decision; `is_waiting` while the computation is still to come."""

    rows: list[MonthShown]
    is_waiting: bool = False


_subscribers: list[Callable[[BenefitDecision], None]] = []
_plan_subscribers: list[Callable] = []
_sources: dict[str, Callable] = {}


def on_decision_changed(subscriber: Callable[[BenefitDecision], None]) -> None:
    """Register a subscriber (once, from an AppConfig.ready())."""
    if subscriber not in _subscribers:
        _subscribers.append(subscriber)


def decision_changed(decision: BenefitDecision) -> None:
    """Tell every subscriber; called by the actions inside their transaction."""
    for subscriber in _subscribers:
        subscriber(decision)


def on_plan_changed(subscriber: Callable) -> None:
    """Register a subscriber `(plan, *, was_sent)` (once, from an AppConfig.ready())."""
    if subscriber not in _plan_subscribers:
        _plan_subscribers.append(subscriber)


def plan_changed(plan: ServiceUsePlan, *, was_sent: bool = False) -> None:
    """Tell that a plan was agreed, handed over or (`was_sent`) submitted, in its transaction."""
    for subscriber in _plan_subscribers:
        subscriber(plan, was_sent=was_sent)


def set_month_preview(preview: Callable[[BenefitDecision], list[MonthShown]]) -> None:
    """Register the function that counts the months of a decision that may not be saved yet."""
    _sources["preview"] = preview


def month_preview(decision: BenefitDecision) -> list[MonthShown]:
    """Return the months this decision would have; empty where nobody counts them."""
    preview = _sources.get("preview")
    return preview(decision) if preview else []


def set_decision_months(stored: Callable[[BenefitDecision], DecisionMonths]) -> None:
    """Register the function that reads the stored months of a decision."""
    _sources["stored"] = stored


def decision_months(decision: BenefitDecision) -> DecisionMonths:
    """Return the stored months of a decision with their states."""
    stored = _sources.get("stored")
    return stored(decision) if stored else DecisionMonths([])


def set_pauses(pauses: Callable[[int], list[Inside]]) -> None:
    """Register the function that reads a person's stays in hospitals of an upper app (休止)."""
    _sources["pauses"] = pauses


def pauses_of(client_id: int) -> list[Inside]:
    """Return the stays for which an upper app rests, the last one on top."""
    pauses = _sources.get("pauses")
    return pauses(client_id) if pauses else []
