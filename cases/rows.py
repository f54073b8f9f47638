"""Rows of lists, every label made once: contacts, people, promises."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Left
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import CaseState, Content, Counterpart, DisabilityKind, Method, Urgency
from cases.facts import facts_in, with_facts
from cases.models import Case, ClientDisability, Consultation, ConsultationContent, Promise
from cases.panels import ListColumn, list_columns
from cases.rules import is_child
from config.common.fiscal import age_on
from config.common.keys import key_url
from config.common.sql import Joined
from config.common.tags import badge, clock, kind, short_day
from config.common.tags import day as full_day
from staffing.models import User

#: What a row or a timeline entry shows of a long note; the page of the record has all of it.
EXCERPT = 160
LONG_EXCERPT = 400

CONTACT_FIELDS = (
    "pk",
    "occurred_at",
    "client_id",
    "client__name",
    "caller_name",
    "is_anonymous",
    "method",
    "counterpart",
    "minutes",
    "urgency",
    "is_abuse_suspected",
    "worker__name",
)


CLIENT_FIELDS = ("pk", "name", "name_kana", "birth_on", "office_id", "office__short_name")


def contact_values(queryset, *, excerpt: int = EXCERPT):
    """Return the contacts as values of one row each, the note cut to its beginning.

    `content_codes` are the contents of the contact, parted by commas.
    """
    contents = ConsultationContent.objects.filter(consultation=OuterRef("pk")).order_by()
    codes = contents.values("consultation").annotate(codes=Joined("content")).values("codes")
    return queryset.annotate(note=Left("text", excerpt + 1), content_codes=Subquery(codes)).values(
        *CONTACT_FIELDS, "note", "content_codes"
    )


def with_promise(values):
    """Add to `contact_values` what was promised first: `promise_text` and `promise_closed_at`."""
    promised = Promise.objects.alive().filter(consultation=OuterRef("pk")).order_by("pk")
    return values.annotate(
        promise_text=Subquery(promised.values("text")[:1]),
        promise_closed_at=Subquery(promised.values("closed_at")[:1]),
    )


def contact_rows(
    rows: Sequence[dict[str, Any]], *, today: date, excerpt: int = EXCERPT
) -> list[dict[str, Any]]:
    """Turn values of `contact_values` into what a row shows, every word made once."""
    words = _Words()
    return [_contact_row(row, words, today, excerpt) for row in rows]


class _Words:
    """The labels of codes in the reader's language, each looked up once for all rows."""

    def __init__(self) -> None:
        self.contents = {str(code): str(code.label) for code in Content}
        self.counterparts = {str(code): str(code.label) for code in Counterpart}
        self.kinds = {str(code): kind(code) for code in Method}
        self.urgencies = {str(code): badge("urgent", code.label, "soon") for code in Urgency}
        self.urgencies[Urgency.NORMAL] = ""
        self.contact_url = key_url("cases:consultation-detail")
        self.client_url = key_url("cases:client-detail")
        self.fear = badge("late", _("Abuse is feared"), "late")

    def contents_of(self, codes: str | None) -> str:
        """The contents of one contact in the order of the national counts."""
        held = set(codes.split(",")) if codes else ()
        return "、".join(label for code, label in self.contents.items() if code in held)


def _contact_row(row: dict[str, Any], words: _Words, today: date, excerpt: int) -> dict[str, Any]:
    client = row["client_id"]
    return {
        "pk": row["pk"],
        "url": words.contact_url(row["pk"]),
        "at": row["occurred_at"],
        "iso": timezone.localtime(row["occurred_at"]).isoformat(),
        "when": moment(row["occurred_at"], today),
        "name": person_name(row["client__name"], row["caller_name"], row["is_anonymous"]),
        "client_url": words.client_url(client) if client else "",
        "kind": words.kinds[row["method"]],
        "counterpart": words.counterparts[row["counterpart"]],
        "minutes": "" if row["minutes"] is None else str(row["minutes"]),
        "text": cut(row["note"], excerpt),
        "is_cut": len(row["note"]) > excerpt,
        "contents": words.contents_of(row["content_codes"]),
        "worker": family_name(row["worker__name"]),
        "urgency": words.urgencies[row["urgency"]],
        "fear": words.fear if row["is_abuse_suspected"] else "",
        "promise": row.get("promise_text"),
        "is_promise_kept": row.get("promise_closed_at") is not None,
    }


def cut(text: str, length: int) -> str:
    """Return the beginning of a text, an ellipsis where something is left out."""
    return text if len(text) <= length else text[:length].rstrip() + "…"


def moment(at: datetime, today: date) -> str:
    """Write a moment for a row: 11/24（火）10:02, with the year where it is another one."""
    local = timezone.localtime(at)
    written = short_day(at) if local.year == today.year else full_day(at)
    return f"{written} {clock(at)}"


def person_name(client_name: str | None, caller_name: str, is_anonymous: bool) -> str:  # noqa: FBT001
    """Name whom a contact was about, also when nobody said a name."""
    if client_name:
        return client_name
    if is_anonymous:
        return _("Anonymous: %(about)s") % {"about": caller_name} if caller_name else _("Anonymous")
    return _("%(name)s (not registered)") % {"name": caller_name} if caller_name else _("No name")


def family_name(name: str) -> str:
    """Return what colleagues are called in a crowded row."""
    return name.split()[0] if name.split() else name


def client_values(clients: QuerySet, *names: str, user: User) -> QuerySet:
    """Return people as values of one row each, with the facts of the added columns.

    `case` is the open case, else the last one; `kind_codes` the kinds of disability, parted by
    commas; `last_at` the last contact.
    """
    case = JSONObject(state="state", closed_on="closed_on", worker="worker__name")
    cases = Case.objects.present_of(OuterRef("pk")).values(row=case)[:1]
    kinds = ClientDisability.objects.filter(client=OuterRef("pk")).order_by()
    kinds = kinds.values("client").annotate(codes=Joined("kind")).values("codes")
    contacts = Consultation.objects.alive().filter(client=OuterRef("pk")).newest()
    annotated = with_facts(clients, user).annotate(
        case_row=Subquery(cases),
        kind_codes=Subquery(kinds),
        last_at=Subquery(contacts.values("occurred_at")[:1]),
    )
    return annotated.values(*CLIENT_FIELDS, *names, *annotated.query.annotations)


def client_rows(
    clients: Sequence[dict[str, Any]], *, user: User, today: date
) -> tuple[list[dict[str, Any]], list[str]]:
    """Turn `client_values` into list rows; also return the labels of the added columns."""
    columns = [column for column in list_columns() if user.access.holds(column.permission)]
    kinds = {str(code): str(code.label) for code in DisabilityKind}
    url = key_url("cases:client-detail")
    rows = [
        _client_row(client, columns, kinds, today) | {"url": url(client["pk"])}
        for client in clients
    ]
    return rows, [str(column.label) for column in columns]


def _client_row(
    client: dict[str, Any], columns: Sequence[ListColumn], kinds: dict[str, str], today: date
) -> dict[str, Any]:
    held = set((client["kind_codes"] or "").split(","))
    found, last_at = facts_in(client), client["last_at"]
    cells = []
    for column in columns:
        value = found.get(column.fact)
        cells.append((str(column.label), "" if value is None else column.cell(value, today=today)))
    return {
        **client,
        "age": str(age_on(client["birth_on"], today)) if client["birth_on"] else "",
        "is_child": is_child(client["birth_on"], today),
        "kinds": "、".join(label for code, label in kinds.items() if code in held),
        "case": _case(client["case_row"]),
        "last": _last(last_at, today),
        "cells": cells,
    }


def _last(at: datetime | None, today: date) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return short_day(at) if local.year == today.year else full_day(at)


def _case(row: dict[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "state_label": str(CaseState(row["state"]).label),
        "closed_on": row["closed_on"],
        "worker": family_name(row["worker"] or ""),
    }
