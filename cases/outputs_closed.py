"""What is closed off, as files: restricted files by number, closed months, deleted records."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases import filters
from cases.deletion import deleted_kind
from cases.models import LogMonth, Restriction, RestrictionReader
from config.common.filtering import ListFilter
from config.common.tags import month
from config.common.xlsx import Column
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    for output in (
        Output(
            key="restriction-list",
            title=gettext_lazy("Restricted files"),
            about=gettext_lazy("A row per restricted file by its number: since when, its readers."),
            list_url="cases:restriction-list",
            permission=Permission.READERS_NAME,
            listed=_restrictions,
            columns=_restriction_columns,
            rows=_restriction_rows,
            order=65,
            office_path="office",
        ),
        Output(
            key="log-month-list",
            title=gettext_lazy("Closing of months"),
            about=gettext_lazy("A row per month of the log: by whom it was closed, what it holds."),
            list_url="cases:log-month-list",
            permission=Permission.LOG_WRITE,
            listed=_months,
            columns=_month_columns,
            rows=_month_rows,
            order=66,
            office_path="office",
        ),
        Output(
            key="deleted-list",
            title=gettext_lazy("Deleted records"),
            about=gettext_lazy("A row per deleted record of a kind: by whom, when and why."),
            list_url="cases:deleted-list",
            permission=Permission.LOG_WRITE,
            listed=_deleted,
            columns=_deleted_columns,
            rows=_deleted_rows,
            more=lambda listed: [(_("Kind"), str(listed.kind.label))],
            order=67,
            office_path="office",
        ),
    ):
        add_output(output)


def _restrictions(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.READERS_NAME)
    rows = Restriction.objects.of_offices(taken)
    today = timezone.localdate()
    return filters.RestrictionFilter(request.GET, queryset=rows, request=request, today=today)


def _restriction_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Number"), 8),
        Column(_("From"), 12),
        Column(_("Until"), 12),
        Column(_("Set by"), 16),
        Column(_("Who may read it"), 40),
    ]


def _restriction_rows(listed: ListFilter) -> Iterator[list[Any]]:
    readers = RestrictionReader.objects.select_related("user").order_by("user__name_kana", "pk")
    rows = listed.qs.select_related("created_by").prefetch_related(Prefetch("readers", readers))
    for row in listed.in_order(rows, "-pk").iterator(chunk_size=ROWS_AT_ONCE):
        names = "、".join(reader.user.name for reader in row.readers.all())
        until = _("lifted") if row.lifted_at else row.ends_on or _("no end")
        # As on the page: who set it, by the family name.
        setter = row.created_by.family_name if row.created_by else ""
        yield [row.pk, row.started_on, until, setter, names]


def _months(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.LOG_WRITE)
    rows = LogMonth.objects.visible_to(request.user).filter(office_id__in=taken)
    return filters.LogMonthFilter(request.GET, queryset=rows, request=request)


def _month_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Month"), 12),
        Column(_("Office"), 22),
        Column(_("State"), 14),
        Column(_("Reason"), 30),
        Column(pgettext("month", "Closed on"), 12),
        Column(_("Closed by"), 16),
        Column(_("Contacts"), 10),
    ]


def _month_rows(listed: ListFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.select_related("office", "created_by"), "-closed_month", "-pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            month(row.closed_month),
            row.office.label,
            _("Reopened") if row.reopened_at else _("Closed"),
            row.reopen_reason,
            timezone.localtime(row.created_at).date(),
            row.created_by.name,
            row.counts.get("contacts"),
        ]


def _deleted(request: HttpRequest) -> ListFilter:
    kind = deleted_kind(request.GET.get("kind", ""))
    if kind is None:
        raise Http404
    taken = taken_offices(request.user, Permission.LOG_WRITE)
    rows = kind.rows(request.user).filter(office_id__in=taken)
    listed = filters.DeletedFilter(request.GET, queryset=rows, request=request)
    listed.kind = kind
    return listed


def _deleted_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Deleted at"), 18),
        Column(_("Deleted by"), 16),
        Column(_("Reason for deleting"), 30, is_personal=True),
        Column(_("Date and time"), 18),
        Column(_("Client"), 16, is_personal=True),
        Column(pgettext("of a record", "Content"), 60, is_personal=True),
    ]


def _deleted_rows(listed: ListFilter) -> Iterator[list[Any]]:
    kind = listed.kind
    rows = listed.in_order(listed.qs.select_related("deleted_by"), "-deleted_at", "-pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            row.deleted_at,
            row.deleted_by.name,
            row.delete_reason,
            kind.when(row),
            kind.who(row),
            kind.what(row),
        ]
