"""Meetings about people and providers' plans as files: the rows of their lists, in their order."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from config.common.xlsx import Column
from plans.choices_meetings import MeetingKind, MeetingState, MeetingWay, ProviderPlanState
from plans.expected import expected_plans, for_list
from plans.filters_meetings import CareMeetingFilter, ExpectedPlanFilter
from plans.models import ServiceCoordinationMeeting
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000
MEETING_DATA = (
    *("client_id", "client__name", "client__name_kana", "kind", "number", "held_on", "starts_at"),
    *("place", "way", "state", "finished_at", "asked_number", "came_number"),
    *("case__worker__name", "provider__name", "provider_name"),
)


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    add_output(
        Output(
            key="care-meeting-list",
            title=gettext_lazy("Meetings about people"),
            about=gettext_lazy("A row per meeting: day, place, how many came, its minutes."),
            list_url="plans:care-meeting-list",
            permission=Permission.PLAN_VIEW,
            listed=_meetings,
            columns=_meeting_columns,
            rows=_meeting_rows,
            order=52,
            office_path="office",
        )
    )
    add_output(
        Output(
            key="provider-plan-list",
            title=gettext_lazy("Plans of providers"),
            about=gettext_lazy("Whose plan is expected, received and due again, by provider."),
            list_url="plans:provider-plan-list",
            permission=Permission.PLAN_VIEW,
            listed=_expected,
            columns=_expected_columns,
            rows=_expected_rows,
            more=_usual_state,
            order=54,
            office_path="need__plan__office",
        )
    )


def _meetings(request: HttpRequest) -> CareMeetingFilter:
    offices = taken_offices(request.user, Permission.PLAN_VIEW)
    rows = ServiceCoordinationMeeting.objects.visible_to(request.user)
    rows = rows.filter(office_id__in=offices)
    return CareMeetingFilter(request.GET, queryset=rows, request=request)


def _meeting_columns(_listed: CareMeetingFilter) -> list[Column]:
    return [
        Column(_("Date"), 12),
        Column(pgettext("time", "from"), 8),
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(pgettext("column", "Meeting"), 22),
        Column(_("which time"), 6),
        Column(_("Convened by"), 20),
        Column(_("Place"), 20),
        Column(_("way of meeting"), 16),
        Column(pgettext("care meeting", "People asked"), 8),
        Column(pgettext("care meeting", "People who came"), 8),
        Column(pgettext("care meeting", "Minutes"), 14),
        Column(_("Made final"), 12),
        Column(pgettext("column", "In charge"), 14),
    ]


def _meeting_rows(listed: CareMeetingFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.counted(), "-held_on", "-pk").values(*MEETING_DATA)
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        final = row["finished_at"]
        yield [
            row["held_on"],
            f"{row['starts_at']:%H:%M}" if row["starts_at"] else "",
            *(row[name] for name in ("client_id", "client__name", "client__name_kana")),
            str(MeetingKind(row["kind"]).label),
            row["number"],
            row["provider__name"] or row["provider_name"],
            row["place"],
            str(MeetingWay(row["way"]).label),
            row["asked_number"],
            row["came_number"],
            str(MeetingState(row["state"]).label),
            timezone.localtime(final).date() if final else None,
            row["case__worker__name"] or "",
        ]


def _expected(request: HttpRequest) -> ExpectedPlanFilter:
    today = timezone.localdate()
    offices = taken_offices(request.user, Permission.PLAN_VIEW)
    rows = expected_plans(request.user, today).filter(need__plan__office_id__in=offices)
    return ExpectedPlanFilter(request.GET, queryset=rows, request=request, today=today)


def _usual_state(listed: ExpectedPlanFilter) -> list[tuple[str, str]]:
    """Say what holds of itself where no state is chosen."""
    if listed.form.cleaned_data.get("state"):
        return []
    return [
        (
            str(pgettext_lazy("provider plan", "State")),
            str(pgettext_lazy("provider plan", "Missing or due")),
        )
    ]


def _expected_columns(_listed: ExpectedPlanFilter) -> list[Column]:
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(pgettext("needs", "Provider"), 24),
        Column(pgettext("column", "Service"), 20),
        Column(pgettext("provider plan", "State"), 14),
        Column(pgettext("provider plan", "Received on"), 12),
        Column(pgettext("provider plan", "Period until"), 12),
        Column(pgettext("provider plan", "Next one"), 12),
        Column(pgettext("provider plan", "Scan"), 8),
        Column(pgettext("column", "In charge"), 14),
    ]


def _expected_rows(listed: ExpectedPlanFilter) -> Iterator[list[Any]]:
    order = ("need__plan__client__name_kana", "pk")
    rows = listed.in_order(for_list(listed.qs), *order)
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            row["need__plan__client_id"],
            row["need__plan__client__name"],
            row["need__plan__client__name_kana"],
            row["provider__name"] or row["provider_name"],
            row["service_type__name"] or "",
            str(ProviderPlanState(row["plan_state"]).label),
            row["held_received"],
            row["held_until"],
            row["held_next"],
            _("attached") if row["is_scanned"] else "",
            row["need__plan__case__worker__name"] or "",
        ]
