"""The way of a case as the client's page shows it: what was done, where it stands, what is next."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.choices import CaseState
from cases.evidence import evidence_lines
from cases.models import Case, Client
from cases.panels import step_link
from cases.rules import ahead, next_states, skip_targets
from config.common.sql import read_day
from config.common.wareki import wareki
from staffing.models import User
from staffing.permissions import Permission, can

DONE_SHOWN, AHEAD_SHOWN = 4, 4


def steps_panel(
    client: Client, case: Case | None, *, user: User, today: date
) -> dict[str, Any] | None:
    """Return the chain of steps and the ways on; None where there is no case."""
    if case is None:
        return None
    steps, ways = _entered(case), _ways(client, case, user)
    may_plan = can(user, Permission.PLAN_EDIT, client.office_id)
    return {
        "chain": _chain(case, steps),
        "next": ways[:1],
        "others": ways[1:],
        "since": steps[-1]["entered_on"] if steps else case.opened_on,
        "reasons": [step for step in steps if step["reason"]],
        "must_have": evidence_lines(case, user=user),
        "may_skip": may_plan and bool(skip_targets(case.state)),
        "has_contract": case.contracted_on is not None,
        "is_closed": case.state == CaseState.CLOSED,
        "open_url": reverse("cases:case-open", args=[client.pk]),
        "log_url": f"{reverse('cases:consultation-create')}?client={client.pk}",
        "may_edit": can(user, Permission.CLIENT_EDIT, client.office_id),
        "may_restrict": can(user, Permission.FILE_RESTRICT, client.office_id),
        "may_assign": can(user, Permission.CASE_ASSIGN, client.office_id),
    }


def _entered(case: Case) -> list[dict[str, Any]]:
    """The states of a case `with_steps` in the order in which they were entered."""
    rows = sorted(case.step_rows or (), key=lambda step: (step["on"], step["pk"]))
    return [
        {
            "state": row["state"],
            "label": CaseState(row["state"]).label,
            "entered_on": read_day(row["on"]),
            "is_skipped": bool(row["skipped"]),
            "reason": row["reason"],
        }
        for row in rows
    ]


def _chain(case: Case, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done = [
        _item("skipped" if step["is_skipped"] else "done", step["state"], step["entered_on"])
        for step in steps[:-1]
    ]
    since = steps[-1]["entered_on"] if steps else case.opened_on
    now = _item("done" if case.state == CaseState.CLOSED else "now", case.state, since)
    todo = [_item("todo", state, None) for state in ahead(case.state, AHEAD_SHOWN)]
    return [*done[-DONE_SHOWN:], now, *todo]


def _item(kind: str, state: str, on: date | None) -> dict[str, Any]:
    label, note = CaseState(state).label, wareki(on, "short") if on else ""
    if kind == "skipped":
        note = _("left out")
    return {"state": kind, "label": label, "note": note}


def _ways(client: Client, case: Case, user: User) -> list[dict[str, str]]:
    """The states that may follow, each with the page that leads there."""
    ways = []
    for state in next_states(case.state):
        link = step_link(state)
        permission = link.permission if link else Permission.CLIENT_EDIT
        if not can(user, permission, client.office_id):
            continue
        label = CaseState(state).label
        ways.append(
            {
                "state": state,
                "label": label,
                "button": link.label if link else _("On to: %(state)s") % {"state": label},
                "url": link.url(client)
                if link
                else reverse("cases:case-advance", args=[case.pk, state]),
            }
        )
    return ways
