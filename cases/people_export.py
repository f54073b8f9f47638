"""The list of clients, of what is to be done and of appointments as files: a row per record."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import Method
from cases.facts import facts_in
from cases.filters import AppointmentFilter, ClientFilter, PromiseFilter
from cases.panels import ListColumn
from cases.rows import added_columns, client_rows, client_values, may_fill
from config.common.fiscal import age_on
from config.common.xlsx import Column
from staffing.models import User

ROWS_AT_ONCE = 500


def client_columns(listed: ClientFilter) -> list[Column]:
    """Return the columns of the list of clients, those of the upper apps among them."""
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("Date of birth"), 12, is_personal=True),
        Column(_("Age"), 6),
        Column(_("Adult or child"), 8),
        Column(_("Kind of disability"), 20),
        Column(_("Municipality"), 14),
        Column(_("Person in charge"), 14),
        Column(pgettext("column", "State"), 16),
        *(Column(str(column.label), 16) for column in added_columns(listed.request.user)),
        Column(_("Last record"), 16),
        Column(_("Office"), 20),
    ]


def client_cells(listed: ClientFilter) -> Iterator[list[Any]]:
    """Yield the cells of each person in the order of the page, in flat memory."""
    user, today = listed.request.user, listed.today
    values = client_values(listed.qs, "municipality__name", "office__name", user=user)
    found = listed.in_order(values, "kana_sort", "pk").iterator(chunk_size=ROWS_AT_ONCE)
    while chunk := list(islice(found, ROWS_AT_ONCE)):
        rows = client_rows(chunk, user=user, today=today)
        yield from (_client(row, added_columns(user), user, today) for row in rows)


def _client(row: dict[str, Any], added: list[ListColumn], user: User, today: date) -> list[Any]:
    facts, case, born = facts_in(row), row["case_row"], row["birth_on"]
    kinds = {True: _("Child"), False: _("Adult")}
    return [
        row["pk"],
        row["name"],
        row["name_kana"],
        born,
        age_on(born, today) if born else None,
        kinds.get(row["is_child"], ""),
        row["kinds"],
        row["municipality__name"],
        (case or {}).get("worker"),
        row["case"]["state_label"] if row["case"] else "",
        *(
            _plain(column, facts.get(column.fact) if may_fill(column, row, user) else None, today)
            for column in added
        ),
        row["last_at"],
        row["office__name"],
    ]


def _plain(column: ListColumn, value: Any, today: date) -> Any:
    """Return the value of a fact as a file holds it: a real day where the column has one."""
    if value is None:
        return None
    if column.plain:
        return column.plain(value)
    return strip_tags(str(column.cell(value, today=today))).strip()


def promise_columns(_listed: PromiseFilter) -> list[Column]:
    """Return the columns of what is to be done."""
    return [
        Column(_("By when"), 12),
        Column(_("What to do next"), 50, is_personal=True),
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("By whom"), 14),
        Column(_("Done on"), 16),
        Column(_("What came of it"), 40, is_personal=True),
        Column(_("Office"), 20),
    ]


def promise_cells(listed: PromiseFilter) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each promise in the order of the list."""
    names = ("due_on", "text", "client_id", "client__name", "owner__name", "closed_at")
    rows = listed.in_order(listed.qs.by_day(), *listed.order)
    rows = rows.values_list(*names, "closing_note", "office__name")
    yield from rows.iterator(chunk_size=ROWS_AT_ONCE)


def appointment_columns(_listed: AppointmentFilter) -> list[Column]:
    """Return the columns of the appointments."""
    return [
        Column(pgettext("period", "From"), 16),
        Column(pgettext("period", "To"), 16),
        Column(pgettext("log", "Method"), 12),
        Column(_("What for"), 30, is_personal=True),
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Place"), 24, is_personal=True),
        Column(_("Who goes"), 14),
        Column(_("Recorded"), 8),
        Column(_("Office"), 20),
    ]


def appointment_cells(listed: AppointmentFilter) -> Iterator[list[Any]]:
    """Yield the cells of each appointment, the earliest first."""
    methods = {str(code): str(code.label) for code in Method}
    names = ("starts_at", "ends_at", "method", "title", "client_id", "client__name", "place")
    rows = listed.qs.values_list(*names, "worker__name", "consultation_id", "office__name")
    for *head, worker, record, office in rows.iterator(chunk_size=ROWS_AT_ONCE):
        head[2] = methods.get(head[2], head[2])
        yield [*head, worker, _("Yes") if record else "", office]
