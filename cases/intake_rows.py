"""Rows of the list of requests, every label made once (S18)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from cases.choices import IntakeMethod, IntakeState, Relation, Urgency
from cases.rows import cut, family_name, moment
from cases.rules import intake_number
from config.common.keys import key_url
from config.common.tags import badge, short_day

__all__ = ["intake_rows", "intake_values"]

EXCERPT = 80
FIELDS = (
    "pk",
    "fiscal_year",
    "number",
    "received_at",
    "relation",
    "is_anonymous",
    "caller_name",
    "caller_relation",
    "client_id",
    "client__name",
    "name",
    "urgency",
    "is_abuse_suspected",
    "method",
    "receiver__name",
    "state",
    "next_on",
)
TONES = {
    IntakeState.OPEN: "soon",
    IntakeState.CONTINUES: "hold",
    IntakeState.TO_PLAN: "hold",
    IntakeState.REFERRED: "done",
    IntakeState.CLOSED: "done",
}


def intake_values(intakes: QuerySet) -> QuerySet:
    """Return the requests as values of one row each."""
    return intakes.annotate(note=Left("complaint", EXCERPT + 1)).values(
        *FIELDS, *intakes.query.annotations, "note"
    )


def intake_rows(rows: Sequence[dict[str, Any]], *, today: date) -> list[dict[str, Any]]:
    """Turn values of `intake_values` into what a row shows."""
    methods, states = dict(IntakeMethod.choices), dict(IntakeState.choices)
    tags = {code: badge("request", states[code], TONES[code]) for code in IntakeState}
    urgencies = {code: badge("urgent", code.label, "soon") for code in Urgency}
    urgencies[Urgency.NORMAL] = ""
    fear = badge("late", _("Abuse is feared"), "late")
    url, client_url = key_url("cases:intake-detail"), key_url("cases:client-detail")
    return [
        {
            "pk": row["pk"],
            "url": url(row["pk"]),
            "number": intake_number(row["fiscal_year"], row["number"]),
            "when": moment(row["received_at"], today),
            "caller": _caller(row),
            "name": row["client__name"] or row["name"],
            "client_url": client_url(row["client_id"]) if row["client_id"] else "",
            "text": cut(row["note"].replace("\n", " "), EXCERPT),
            "urgency": urgencies[row["urgency"]],
            "fear": fear if row["is_abuse_suspected"] else "",
            "method": str(methods[row["method"]]),
            "receiver": family_name(row["receiver__name"]),
            "state": tags[row["state"]],
            "next": short_day(row["next_on"]) if row["next_on"] else "",
        }
        for row in rows
    ]


def _caller(row: dict[str, Any]) -> str:
    """Name who asked: the person, or a name with its relationship; also when nobody said one."""
    relation = row["caller_relation"] or str(Relation(row["relation"]).label)
    if row["caller_name"]:
        words = _("%(name)s (%(relation)s)")
        return words % {"name": row["caller_name"], "relation": relation}
    return _("Anonymous") if row["is_anonymous"] else relation
