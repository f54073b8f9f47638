"""The lists of who passes which file on, as files: handovers, offers, shares, secondments."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases import filters
from cases.filters.secondments import SecondmentFilter
from cases.filters.shares import ShareFilter
from cases.models import Handover, Share, Transfer
from cases.secondments import secondments
from config.common.filtering import ListFilter
from config.common.xlsx import Column
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000
#: Which of the offices of a row is one's own: the file stands in its history.
OWN = "own_office"


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    assign = Permission.CASE_ASSIGN
    for output in (
        Output(
            key="handover-list",
            title=gettext_lazy("Handovers"),
            about=gettext_lazy("A row per handover within an office: who, from which day, state."),
            list_url="cases:handover-list",
            permission=assign,
            listed=_handovers,
            columns=_handover_columns,
            rows=_handover_rows,
            order=60,
            office_path="office",
        ),
        Output(
            key="transfer-list",
            title=gettext_lazy("To other offices"),
            about=gettext_lazy("A row per offer made or got: which person, from where, to where."),
            list_url="cases:transfer-list",
            permission=assign,
            listed=_transfers,
            columns=_transfer_columns,
            rows=_transfer_rows,
            order=61,
            office_path=OWN,
        ),
        Output(
            key="share-list",
            title=gettext_lazy("Shared files"),
            about=gettext_lazy("A row per sharing: which person, with whom, what for, how long."),
            list_url="cases:share-list",
            permission=Permission.CLIENT_VIEW,
            listed=_shares,
            columns=_share_columns,
            rows=_share_rows,
            order=62,
            office_path=OWN,
        ),
        Output(
            key="secondment-list",
            title=gettext_lazy("Secondments"),
            about=gettext_lazy("A row per secondment: who works where, since when, until when."),
            list_url="cases:secondment-list",
            permission=assign,
            listed=_secondments,
            columns=_secondment_columns,
            rows=_secondment_rows,
            order=63,
            office_path=OWN,
        ),
    ):
        add_output(output)


def _own(rows: QuerySet, taken: list[int], other: Any) -> QuerySet:
    """Say which office of a row is one's own; `other` is it where the first one is not."""
    return rows.annotate(
        **{OWN: Case(When(office_id__in=taken, then=F("office_id")), default=other)}
    )


def _handovers(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.CASE_ASSIGN)
    rows = Handover.objects.visible_to(request.user).filter(office_id__in=taken)
    return filters.HandoverFilter(request.GET, queryset=rows, request=request)


def _handover_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("From which day"), 14),
        Column(_("Office"), 22),
        Column(_("Who hands over"), 16),
        Column(_("Done by"), 16),
        Column(pgettext("handover", "Done on"), 14),
        Column(_("State"), 14),
    ]


def _handover_rows(listed: ListFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.select_related("office", "leaver", "created_by"), "-pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        if row.undone_at:
            state = _("Taken back")
        else:
            state = _("Handed over") if row.effected_at else _("Planned")
        made = timezone.localtime(row.created_at).date()
        names = row.office.label, row.leaver.name, row.created_by.name
        yield [row.handed_on, *names, made, state]


def _transfers(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.CASE_ASSIGN)
    rows = Transfer.objects.between(request.user, taken)
    rows = rows.filter(Q(office_id__in=taken) | Q(receiver_id__in=taken))
    listed = filters.TransferFilter(
        request.GET, queryset=_own(rows, taken, F("receiver_id")), request=request
    )
    listed.taken = taken
    return listed


def _transfer_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Client"), 16, is_personal=True),
        Column(pgettext("office", "From"), 22),
        Column(pgettext("office", "To"), 22),
        Column(_("Hand-over planned on"), 14),
        Column(_("State"), 14),
    ]


def _transfer_rows(listed: ListFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.select_related("office", "receiver", "client"), "-pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            row.name_for(listed.taken),
            row.office.label,
            row.receiver.label,
            row.handed_on,
            row.get_state_display(),
        ]


def _shares(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.CLIENT_VIEW)
    rows = Share.objects.between(request.user)
    rows = rows.filter(Q(office_id__in=taken) | Q(receiver_id__in=taken))
    listed = ShareFilter(request.GET, queryset=_own(rows, taken, F("receiver_id")), request=request)
    listed.taken = taken
    return listed


def _share_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Client"), 16, is_personal=True),
        Column(pgettext("share", "Direction"), 16),
        Column(_("Office"), 22),
        Column(pgettext("share", "Person there"), 16),
        Column(_("Purpose of the sharing"), 30, is_personal=True),
        Column(_("From"), 12),
        Column(_("Until"), 12),
        Column(_("State"), 10),
    ]


def _share_rows(listed: ListFilter) -> Iterator[list[Any]]:
    related = listed.qs.select_related("office", "receiver", "receiver_user", "client")
    held = Share.objects.in_force(timezone.localdate()).filter(pk__in=listed.qs.values("pk"))
    in_force = set(held.values_list("pk", flat=True))
    for row in listed.in_order(related, "-pk").iterator(chunk_size=ROWS_AT_ONCE):
        is_sent = row.office_id in listed.taken
        if row.pk in in_force:
            state = _("In force")
        else:
            state = pgettext("share", "Ended") if row.revoked_at else pgettext("share", "Over")
        yield [
            row.client.name,
            _("Shared by us") if is_sent else _("Shared with us"),
            row.receiver.label if is_sent else row.office.label,
            row.receiver_user.name if is_sent and row.receiver_user else "",
            row.purpose,
            row.starts_on,
            row.ends_on,
            state,
        ]


def _secondments(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.CASE_ASSIGN)
    homes = {o.corporation_id for o in request.user.access.offices if o.pk in taken}
    rows = secondments(request.user)
    rows = rows.filter(Q(office_id__in=taken) | Q(home_corporation_id__in=homes - {None}))
    rows = _own(rows, taken, Value(taken[0]))
    return SecondmentFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())


def _secondment_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Staff member"), 16),
        Column(_("Home corporation"), 24),
        Column(_("Works at"), 24),
        Column(pgettext("secondment", "Since"), 12),
        Column(_("Returns on"), 12),
        Column(_("Cases in charge"), 10),
    ]


def _secondment_rows(listed: ListFilter) -> Iterator[list[Any]]:
    rows = listed.qs.select_related("user", "office", "home_corporation")
    mine = listed.request.user.access.offices_with(Permission.CASE_ASSIGN)
    ordered = listed.in_order(rows, "-started_on", "-pk")
    for row in ordered.iterator(chunk_size=ROWS_AT_ONCE):
        names = row.user.name, row.home_corporation.name, row.office.label
        # Of another office's cases there is no number.
        number = row.cases_number if row.office_id in mine else None
        yield [*names, row.started_on, row.ended_on, number]
