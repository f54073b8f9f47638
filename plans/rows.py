"""Rows of the list of plans, formatted once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from cases.endings import TONES as TONES_OF_ENDS
from cases.rules import expiry
from config.common.labels import due_on
from config.common.tags import badge
from config.common.wareki import wareki
from plans.choices import PlanKind, PlanState, plan_title
from plans.rules import plan_state

TONES = {
    PlanState.WRITING: "info",
    PlanState.CONSENTED: "hold",
    PlanState.DELIVERED: "hold",
    PlanState.SUBMITTED: "done",
    PlanState.DECIDED: "done",
}


def plan_rows(plans: Iterable[dict[str, Any]], *, today: date) -> list[dict[str, Any]]:
    """Return each plan of `for_list()` as the list shows it."""
    return [_row(plan, today) for plan in plans]


def end_mark(ends_on: date | None, today: date) -> SafeString:
    """Return the badge of an end that is three, two or one month ahead, or past."""
    end = expiry(ends_on, today)
    if end is None or end.step is None:
        return SafeString("")
    return badge("", due_on(end.ends_on, today).words, TONES_OF_ENDS[end.step])


def _row(plan: dict[str, Any], today: date) -> dict[str, Any]:
    days = {name: plan[name] for name in ("consented_on", "delivered_on", "submitted_on")}
    state = plan_state(**days, is_decided=plan["is_decided"])
    return {
        "pk": plan["pk"],
        "client_pk": plan["client_id"],
        "name": plan["client__name"],
        "kana": plan["client__name_kana"],
        "stage": plan_title(plan["stage"], plan["kind"]),
        "kind": PlanKind(plan["kind"]).label,
        "number": plan["number"],
        "drafted": wareki(plan["drafted_on"], "short"),
        "interval": plan["interval_months"],
        "decision_end": plan["decision_end"],
        "end_mark": end_mark(plan["decision_end"], today),
        "consented": _short(days["consented_on"]),
        "submitted": _short(days["submitted_on"]),
        "author": plan["author__name"],
        "state": state,
        "tone": TONES[state],
    }


def _short(day) -> str:
    return wareki(day, "short") if day else ""
