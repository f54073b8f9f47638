"""The list of files of age as a file, for the decision on paper."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.filters.retention import RetentionFilter
from cases.retention import files_of_age, row_of, years_of_offices
from config.common.tags import day
from config.common.xlsx import Column
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission


def connect() -> None:
    """Register the list; called once when the app is ready."""
    add_output(
        Output(
            key="retention-list",
            title=gettext_lazy("Files of age"),
            about=gettext_lazy("Closed files whose time of keeping is over, for your decision."),
            list_url="cases:retention-list",
            permission=Permission.FILE_PURGE,
            listed=_listed,
            columns=_columns,
            rows=_rows,
            more=lambda listed: [(_("As of"), day(listed.today))],
            order=50,
            office_path="office",
        )
    )


def _listed(request: HttpRequest) -> RetentionFilter:
    today = timezone.localdate()
    years = years_of_offices(request.user, today=today)
    offices = taken_offices(request.user, Permission.FILE_PURGE)
    people = files_of_age(request.user, years, today=today).filter(office_id__in=offices)
    listed = RetentionFilter(request.GET, queryset=people, request=request, today=today)
    listed.years = years
    return listed


def _columns(_listed: RetentionFilter) -> Sequence[Column]:
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("Closed on"), 14),
        Column(_("Last support"), 14),
        Column(_("Kept until"), 14),
    ]


def _rows(listed: RetentionFilter) -> Iterator[list[Any]]:
    for client in listed.in_order(listed.qs, "kana_sort", "pk").iterator(chunk_size=2_000):
        row = row_of(client, listed.years[client.office_id])
        dates = [row["ended_on"], row["last_on"], row["kept_until"]]
        yield [client.pk, client.name, client.name_kana, *dates]
