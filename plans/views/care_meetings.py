"""Meetings about people (S29): the list, a person's tab, set up, show, change, cancel."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case, Client
from cases.person import person_context
from config.common.paging import page_by_key
from plans import actions
from plans.care_page import (
    corrected_context,
    filed_papers,
    for_detail,
    lacks_meeting_consent,
    list_rows,
    meeting_context,
    waiting_meeting,
)
from plans.choices_meetings import MeetingKind, MeetingState
from plans.filters_meetings import CareMeetingFilter
from plans.forms import CancelMeetingForm, CareMeetingForm, StartMeetingForm, meeting_texts
from plans.models import ServiceCoordinationMeeting, ServiceUsePlan
from plans.team import team_of
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


def find_meeting(
    request: HttpRequest, pk: int, permission: Permission
) -> ServiceCoordinationMeeting:
    """Return a meeting with all that its page shows: 404 outside the scope, 403 without right."""
    meetings = for_detail(ServiceCoordinationMeeting.objects.visible_to(request.user))
    meeting = get_object_or_404(meetings, pk=pk)
    require(request.user, permission, meeting.office_id)
    return meeting


@require_GET
@keeps_conditions("care-meeting-list")
def care_meeting_list(request: HttpRequest) -> HttpResponse:
    """List the meetings of one's offices, what is to come on top."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    office_ids = request.user.access.offices_with(Permission.PLAN_VIEW)
    visible = ServiceCoordinationMeeting.objects.visible_to(request.user)
    visible = visible.filter(office_id__in=office_ids)
    listed = CareMeetingFilter(request.GET, queryset=visible, request=request)
    page = page_by_key(request, listed.qs.for_list(), listed=listed, order=("-held_on", "-pk"))
    context = {
        "filter": listed,
        "page": page,
        "rows": list_rows(page),
        "may_edit": can(request.user, Permission.PLAN_EDIT, request.office),
    }
    return render(request, "plans/care_meeting_list.html", context)


@require_GET
def client_meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's meetings, the newest first: the tab 会議."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_VIEW, client.office_id)
    audit.record(request.user, "care_meeting.viewed", client)
    meetings = ServiceCoordinationMeeting.objects.visible_to(request.user).filter(client=client)
    page = page_by_key(request, meetings.for_list(), order=("-held_on", "-pk"))
    today = timezone.localdate()
    context = person_context(client, user=request.user, today=today, tab="care-meetings") | {
        "page": page,
        "rows": list_rows(page),
        "can_edit": can(request.user, Permission.PLAN_EDIT, client.office_id),
    }
    return render(request, "plans/client_meetings.html", context)


@require_http_methods(["GET", "POST"])
def care_meeting_start(request: HttpRequest) -> HttpResponse:
    """Choose whose meeting it is."""
    require(request.user, Permission.PLAN_EDIT, request.office)

    def go_on(form: StartMeetingForm) -> str:
        client = form.cleaned_data["client"]
        url = reverse("plans:care-meeting-create", args=[client.pk])
        return f"{url}?kind={form.cleaned_data['kind']}"

    title = _("Set up a meeting about a person")
    return edit_page(
        request,
        StartMeetingForm,
        template="plans/care_meeting_start.html",
        key="care-meeting:start",
        label=title,
        cancel_url=reverse("plans:care-meeting-list"),
        submit_label=_("Go on"),
        context={"title": title},
        save=go_on,
    )


@require_GET
def care_meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting with its minutes; reading it is noted."""
    meeting = find_meeting(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "care_meeting.viewed", meeting)
    context = meeting_context(meeting, user=request.user, today=timezone.localdate())
    filed = filed_papers(meeting, user=request.user)
    context |= {"filed": filed} | corrected_context(meeting, filed)
    return render(request, "plans/care_meeting_detail.html", context)


def _set_up(meeting: ServiceCoordinationMeeting) -> str:
    """Say what comes next: a provider's own meeting is the provider's to invite to."""
    if meeting.kind == MeetingKind.SUPPORT:
        return _("The provider's meeting is registered. Write the record once you have attended.")
    return _("The meeting is set up. Print the invitation, then write the minutes.")


@require_http_methods(["GET", "POST"])
def care_meeting_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Set up a meeting about a person, with whoever of the team is asked."""
    clients = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(clients, pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    cases = Case.objects.alive().open().filter(client=client)
    case = cases.select_related("worker", "deputy").first()
    if case is None:
        messages.warning(request, _("This person has no open case, so no meeting can be set up."))
        return redirect(client)
    if "waiting" in request.GET and (waiting := waiting_meeting(pk)):
        return redirect(waiting)
    today = timezone.localdate()
    candidates = team_of(client, case, user=request.user, today=today)
    kind = MeetingKind.SUPPORT if request.GET.get("kind") == "support" else MeetingKind.COORDINATION
    context = person_context(client, user=request.user, today=today, tab="care-meetings")
    return edit_page(
        request,
        CareMeetingForm,
        template="plans/care_meeting_form.html",
        key=f"client:{pk}:care-meeting",
        label=_("%(name)s, meeting") % {"name": client.name},
        initial=_first_values(client, kind, candidates),
        form_kwargs={
            "office": client.office,
            "person": client,
            "case": case,
            "candidates": candidates,
        },
        cancel_url=reverse("plans:client-meetings", args=[pk]),
        submit_label=_("Set up"),
        success=_set_up,
        context=context
        | {
            "title": _("Set up a meeting")
            if kind == MeetingKind.COORDINATION
            else _("Record a provider's meeting"),
            "has_team": any(each.key.split("-")[0] not in ("self", "staff") for each in candidates),
            "lacks_consent": lacks_meeting_consent(client, today),
        },
        save=lambda form: actions.set_up_meeting(client, by=request.user, **form.values()),
    )


def _first_values(client: Client, kind: str, candidates: list) -> dict:
    plans = ServiceUsePlan.objects.alive().filter(client=client).order_by("-number")
    plan = plans.values("pk", "stage").first()
    is_office = kind == MeetingKind.COORDINATION
    return {
        "kind": kind,
        "plan": plan and plan["pk"],
        "way": "venue",
        "is_for_draft": bool(is_office and plan and plan["stage"] == "draft"),
        "is_for_monitoring": bool(is_office and plan and plan["stage"] == "final"),
        "team": [each.key for each in candidates if each.is_usual],
    }


@require_http_methods(["GET", "POST"])
def care_meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a meeting before its minutes are written."""
    meeting = find_meeting(request, pk, Permission.PLAN_EDIT)
    if request.method == "GET" and meeting.state != MeetingState.PLANNED:
        messages.info(request, _("The minutes of this meeting are being written; change it there."))
        return redirect(meeting)
    today = timezone.localdate()
    candidates = team_of(meeting.client, meeting.case, user=request.user, today=today)
    around = meeting_context(meeting, user=request.user, today=today)
    return edit_page(
        request,
        CareMeetingForm,
        template="plans/care_meeting_form.html",
        key=f"care-meeting:{pk}",
        label=_("%(name)s, meeting") % {"name": meeting.client.name},
        record=meeting,
        load=lambda record: meeting_texts(record, candidates),
        form_kwargs={
            "office": meeting.office,
            "person": meeting.client,
            "case": meeting.case,
            "candidates": candidates,
        },
        cancel_url=meeting.get_absolute_url(),
        success=_("The meeting is changed."),
        context=around | {"title": _("Change the meeting"), "has_team": True},
        save=lambda form: actions.change_meeting(
            meeting, by=request.user, version=form.version, **form.values(meeting)
        ),
    )


@require_http_methods(["GET", "POST"])
def care_meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a meeting does not take place."""
    meeting = find_meeting(request, pk, Permission.PLAN_EDIT)
    if meeting.state != MeetingState.PLANNED:
        messages.info(request, _("This meeting can no longer be cancelled."))
        return redirect(meeting)
    title = _("Cancel the meeting")
    today: date = timezone.localdate()
    return edit_page(
        request,
        CancelMeetingForm,
        template="cases/person_form.html",
        key=f"care-meeting:{pk}:cancel",
        label=title,
        record=meeting,
        load=lambda _meeting: ({}, {}),
        form_kwargs={"office": meeting.office},
        cancel_url=meeting.get_absolute_url(),
        submit_label=title,
        success=_("The meeting is cancelled."),
        context=meeting_context(meeting, user=request.user, today=today) | {"title": title},
        save=lambda form: actions.cancel_meeting(
            meeting, by=request.user, version=form.version, **form.cleaned_data
        ),
    )
