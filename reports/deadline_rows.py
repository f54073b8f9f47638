"""Rows of the list behind one line of 期限に注意."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from config.common.tags import day as day_words
from reports.choices import Deadline

DECISIONS = (Deadline.EXPIRED, Deadline.ENDING)
#: The day that counts, and who is asked for it.
FACTS = {
    **dict.fromkeys(DECISIONS, ("ends_on", "plan__author__name")),
    Deadline.SUBMISSION: ("consented_on", "author__name"),
    Deadline.DELIVERY: ("consented_on", "author__name"),
    Deadline.CONSENT: ("drafted_on", "author__name"),
    Deadline.PROMISES: ("due_on", "owner__name"),
}
ORDER = {deadline: (facts[0], "pk") for deadline, facts in FACTS.items()}
PAGES = {
    **dict.fromkeys(DECISIONS, "plans:decision-detail"),
    **dict.fromkeys(
        (Deadline.SUBMISSION, Deadline.DELIVERY, Deadline.CONSENT), "plans:plan-detail"
    ),
}


def with_facts(deadline: Deadline, rows: QuerySet) -> QuerySet:
    """Return the rows as values, with what the list shows of each."""
    names = ("pk", "client_id", "client__name", *FACTS[deadline])
    return rows.values(*names, *(("text",) if deadline == Deadline.PROMISES else ()))


def deadline_row(deadline: Deadline, row: dict[str, Any], today: date) -> dict[str, Any]:
    """Return one row: whose, which day, how it stands, where it is dealt with."""
    day, worker = row[FACTS[deadline][0]], row[FACTS[deadline][1]]
    client = row["client_id"]
    own = reverse(PAGES[deadline], args=[row["pk"]]) if deadline in PAGES else ""
    return {
        "name": row["client__name"] or "",
        "client_url": reverse("cases:client-detail", args=[client]) if client else "",
        "day": day_words(day),
        "due_on": day if deadline in (*DECISIONS, Deadline.PROMISES) else None,
        "text": row.get("text", ""),
        "worker": worker or "",
        "url": own or reverse("cases:promise-close", args=[row["pk"]]),
    }
