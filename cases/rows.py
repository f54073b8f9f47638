"""Rows of lists, every label made once: contacts, people, promises."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cache, partial
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Left
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.choices import CaseState, Content, Counterpart, DisabilityKind, Method, Urgency
from cases.facts import facts_in, with_facts
from cases.models import Case, ClientDisability, Consultation, ConsultationContent, Promise
from cases.panels import ListColumn, list_columns
from cases.rules import is_child
from config.common.fiscal import age_on
from config.common.keys import key_url
from config.common.sql import Joined
from config.common.tags import badge, kind, short_day
from config.common.tags import day as full_day
from staffing.models import User
from staffing.permissions import can

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
    "checked_at",
    "is_late_entry",
    "is_corrected",
    "work_category__code",
    "visit_id",
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
    words, zone = _words(get_language()), timezone.get_current_timezone()
    # Most rows of a page are of the same few days.
    day_words = cache(partial(_near_day, today=today))
    return [
        _contact_row(row, words, row["occurred_at"].astimezone(zone), day_words, excerpt)
        for row in rows
    ]


#: What of a row `tables/contacts.html` unpacks, in its order: looked up by name a cell costs more.
contact_cells = itemgetter(
    *("url", "iso", "when", "client_url", "name", "kind", "counterpart", "fear", "urgency", "late"),
    *("corrected", "text", "contents", "category", "minutes", "worker", "is_checked", "pk"),
)


class _Words:
    """The labels of codes in the reader's language, each looked up once a process."""

    def __init__(self) -> None:
        self.contents = {str(code): str(code.label) for code in Content}
        self.counterparts = {str(code): str(code.label) for code in Counterpart}
        self.kinds = {str(code): kind(code) for code in Method}
        self.urgencies = {str(code): badge("urgent", code.label, "soon") for code in Urgency}
        self.urgencies[Urgency.NORMAL] = ""
        self.contact_url = key_url("cases:consultation-detail")
        self.client_url = key_url("cases:client-detail")
        self.late = badge("hand", _("Late entry"))
        self.corrected = badge("hand", _("Corrected"))
        self.fear = badge("late", _("Abuse is feared"), "late")
        self.joint = badge("joint", _("Recorded together"))
        self.duration = cache(lambda minutes: _("%(minutes)s min") % {"minutes": minutes})

    def contents_of(self, codes: str | None) -> str:
        """The contents of one contact in the order of the national counts."""
        if not codes:
            return ""
        held = set(codes.split(","))
        return "、".join(label for code, label in self.contents.items() if code in held)


@cache
def _words(_language: str) -> _Words:
    return _Words()


def _contact_row(
    row: dict[str, Any],
    words: _Words,
    local: datetime,
    day_words: Callable[[date], str],
    excerpt: int,
) -> dict[str, Any]:
    client = row["client_id"]
    return {
        "pk": row["pk"],
        "url": words.contact_url(row["pk"]),
        "at": row["occurred_at"],
        "iso": local.isoformat(),
        "when": f"{day_words(local.date())} {local:%H:%M}",
        "name": person_name(row["client__name"], row["caller_name"], row["is_anonymous"]),
        "client_url": words.client_url(client) if client else "",
        "kind": words.kinds[row["method"]],
        "counterpart": words.counterparts[row["counterpart"]],
        "minutes": "" if row["minutes"] is None else str(row["minutes"]),
        "duration": words.duration(row["minutes"]) if row["minutes"] else "",
        "text": cut(row["note"], excerpt),
        "is_cut": len(row["note"]) > excerpt,
        "contents": words.contents_of(row["content_codes"]),
        "worker": family_name(row["worker__name"]),
        "category": row["work_category__code"] or "",
        "urgency": words.urgencies[row["urgency"]],
        "fear": words.fear if row["is_abuse_suspected"] else "",
        "is_checked": row["checked_at"] is not None,
        "late": words.late if row["is_late_entry"] else "",
        "corrected": words.corrected if row["is_corrected"] else "",
        "joint": words.joint if row["visit_id"] else "",
        "promise": row.get("promise_text"),
        "is_promise_kept": row.get("promise_closed_at") is not None,
    }


def words_of(choices: Iterable, codes: Collection[str] | None) -> str:
    """Return the labels of several codes in the order of their choices."""
    return "、".join(str(code.label) for code in choices if code in (codes or ()))


def cut(text: str, length: int) -> str:
    """Return the beginning of a text, an ellipsis where something is left out."""
    return text if len(text) <= length else text[:length].rstrip() + "…"


def moment(at: datetime, today: date) -> str:
    """Write a moment for a row: 11/24（火）10:02, with the year where it is another one."""
    local = timezone.localtime(at)
    return f"{_near_day(local.date(), today)} {local:%H:%M}"


def _near_day(day: date, today: date) -> str:
    return short_day(day) if day.year == today.year else full_day(day)


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


def added_columns(user: User) -> list[ListColumn]:
    """Return the columns of the upper apps that this reader sees."""
    return [column for column in list_columns() if user.access.holds(column.permission)]


def client_rows(
    clients: Sequence[dict[str, Any]], *, user: User, today: date
) -> list[dict[str, Any]]:
    """Turn `client_values` into list rows; `cells`: each added column with its words."""
    columns = added_columns(user)
    kinds = {str(code): str(code.label) for code in DisabilityKind}
    url = key_url("cases:client-detail")
    return [
        _client_row(client, _allowed(columns, client, user), kinds, today)
        | {"url": url(client["pk"])}
        for client in clients
    ]


def _allowed(
    columns: Sequence[ListColumn], client: dict[str, Any], user: User
) -> list[tuple[ListColumn, bool]]:
    """The columns, and whether this person's row may fill them: it counts at the row's office."""
    return [(column, may_fill(column, client, user)) for column in columns]


def may_fill(column: ListColumn, client: dict[str, Any], user: User) -> bool:
    """Whether somebody may read a column of one row: what he may at that row's office."""
    return can(user, column.permission, client["office_id"])


def _client_row(
    client: dict[str, Any],
    columns: Sequence[tuple[ListColumn, bool]],
    kinds: dict[str, str],
    today: date,
) -> dict[str, Any]:
    held = set((client["kind_codes"] or "").split(","))
    found, last_at = facts_in(client), client["last_at"]
    cells = []
    for column, is_shown in columns:
        value = found.get(column.fact) if is_shown else None
        cells.append((column, "" if value is None else column.cell(value, today=today)))
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
    return _near_day(timezone.localtime(at).date(), today)


def _case(row: dict[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "state_label": str(CaseState(row["state"]).label),
        "closed_on": row["closed_on"],
        "worker": family_name(row["worker"] or ""),
    }
