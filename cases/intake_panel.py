"""The intake sheets of a person, on the person's page."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from cases.choices import IntakeState
from cases.models import Client, Intake
from cases.rules import intake_number
from config.common.keys import key_url
from config.common.sql import JsonRows
from staffing.models import User

#: Older sheets are in the list of requests.
SHOWN = 5


def intake_fact() -> Subquery:
    """The sheets of the person of an outer query, in no order."""
    row = JSONObject(pk="pk", fiscal_year="fiscal_year", number="number", state="state")
    rows = Intake.objects.alive().filter(client=OuterRef("pk")).order_by()
    return Subquery(rows.values("client").annotate(rows=JsonRows(row)).values("rows"))


def intake_panel(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the newest sheets; nothing where there is none."""
    found = client.facts.get("intakes") or []
    newest = sorted(found, key=lambda row: (row["fiscal_year"], row["number"]), reverse=True)
    url = key_url("cases:intake-detail")
    sheets = [
        {
            "url": url(row["pk"]),
            "number": intake_number(row["fiscal_year"], row["number"]),
            "state": IntakeState(row["state"]).label,
        }
        for row in newest[:SHOWN]
    ]
    return {"sheets": sheets} if sheets else None
