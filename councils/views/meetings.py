"""Meetings: list, set up, show, change, cancel."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.fiscal import fiscal_year
from config.common.keys import read_key
from config.common.paging import page_by_key
from councils import actions
from councils.choices import MeetingState
from councils.filters import MeetingFilter
from councils.forms import MeetingForm, ReasonForm, meeting_texts
from councils.models import ActionItem, Body, Meeting
from councils.people import seats
from councils.proposals import meeting_proposal
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("meeting-list")
def meeting_list(request: HttpRequest) -> HttpResponse:
    """List meetings, newest first."""
    require_anywhere(request.user, Permission.COUNCIL_VIEW)
    meetings = Meeting.objects.visible_to(request.user).select_related(
        "body", "writer", "work_category"
    )
    listed = MeetingFilter(request.GET, queryset=meetings, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-held_on", "-pk"))
    context = {
        "filter": listed,
        "page": page,
        "may_edit": can(request.user, Permission.COUNCIL_EDIT, request.office),
    }
    return render(request, "councils/meeting_list.html", context)


@require_http_methods(["GET", "POST"])
def meeting_create(request: HttpRequest) -> HttpResponse:
    """Set up a meeting; a body and month in the address prefill the form."""
    body = _asked_body(request)
    office = body.office if body else request.office
    require(request.user, Permission.COUNCIL_EDIT, office)
    month, day = _asked_day(request, "month"), _asked_day(request, "day")
    initial, rows = meeting_proposal(body, month, day, today=timezone.localdate())
    cancel = reverse("councils:meeting-year")
    return edit_page(
        request,
        MeetingForm,
        template="councils/meeting_form.html",
        key=f"meeting:new:{body.pk if body else ''}",
        label=_("New meeting"),
        initial=initial,
        rows=rows,
        form_kwargs={"office": office},
        context={"title": _("Set up a meeting"), "body": body},
        cancel_url=cancel,
        submit_label=_("Set up"),
        save=lambda form: actions.set_up_meeting(by=request.user, **form.values),
        success=_("The meeting is set up."),
    )


def _asked_body(request: HttpRequest) -> Body | None:
    if not (key := read_key(request.GET.get("body"))):
        return None
    bodies = Body.objects.visible_to(request.user).select_related("office")
    return get_object_or_404(bodies, pk=key)


def _asked_day(request: HttpRequest, name: str) -> date | None:
    """Read ?day=2026-12-14 or ?month=2026-12; whatever is neither proposes nothing."""
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(f"{text}-01" if name == "month" else text)
    except ValueError:
        return None


@require_GET
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting with its minutes."""
    meetings = Meeting.objects.visible_to(request.user)
    people = ("body__council", "office", "writer", "finished_by", "updated_by")
    meeting = get_object_or_404(meetings.select_related(*people), pk=pk)
    require(request.user, Permission.COUNCIL_VIEW, meeting.office_id)
    may_write = can(request.user, Permission.MINUTES_EDIT, meeting.office_id)
    today = timezone.localdate()
    context = {
        "meeting": meeting,
        "year": fiscal_year(meeting.held_on),
        "seats": seats(meeting.attendances.all()),
        "agenda": meeting.agenda.select_related("decision"),
        "action_items": meeting.action_items.all(),
        "is_open": meeting.state in {MeetingState.PLANNED, MeetingState.MINUTES},
        "is_due": meeting.state == MeetingState.PLANNED and meeting.held_on <= today,
        "may_edit": can(request.user, Permission.COUNCIL_EDIT, meeting.office_id),
        "may_write": may_write,
        "proposes_next": may_write and meeting.is_final and not _has_next(meeting),
    }
    return render(request, "councils/meeting_detail.html", context)


def _has_next(meeting: Meeting) -> bool:
    later = Meeting.objects.alive().not_cancelled().filter(body_id=meeting.body_id)
    return later.filter(held_on__gt=meeting.held_on).exists()


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a meeting; once minutes are begun they hold day, place and people."""
    meeting = _organised(request, pk)
    if meeting.state != MeetingState.PLANNED:
        return redirect("councils:minutes-edit", pk=pk)
    return edit_page(
        request,
        MeetingForm,
        template="councils/meeting_form.html",
        key=f"meeting:{pk}",
        label=meeting.body.name,
        record=meeting,
        load=meeting_texts,
        form_kwargs={"office": meeting.office},
        context={"title": _("Change the meeting"), "body": meeting.body},
        cancel_url=meeting.get_absolute_url(),
        save=lambda form: actions.change_meeting(
            meeting, by=request.user, version=form.version, **form.values
        ),
        success=_("Saved."),
    )


def _organised(request: HttpRequest, pk: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).select_related("body", "office")
    meeting = get_object_or_404(meetings, pk=pk)
    require(request.user, Permission.COUNCIL_EDIT, meeting.office_id)
    return meeting


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a meeting does not take place."""
    meeting = _organised(request, pk)
    if meeting.state != MeetingState.PLANNED:
        return redirect(meeting)
    return edit_page(
        request,
        ReasonForm,
        template="councils/form_page.html",
        key=f"meeting-cancel:{pk}",
        label=meeting.body.name,
        record=meeting,
        load=lambda record: ({}, {}),
        context={"title": _("Cancel the meeting"), "subject": meeting},
        cancel_url=meeting.get_absolute_url(),
        submit_label=_("Cancel the meeting"),
        save=lambda form: actions.cancel_meeting(
            meeting, by=request.user, version=form.version, **form.cleaned_data
        ),
        success=_("The meeting is marked as not held."),
    )


@require_POST
def action_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off what a meeting asked for, or open it again."""
    visible = Meeting.objects.visible_to(request.user)
    items = ActionItem.objects.filter(meeting__in=visible).select_related("meeting")
    item = get_object_or_404(items, pk=pk)
    require(request.user, Permission.MINUTES_EDIT, item.meeting.office_id)
    done_on = None if request.POST.get("open") else timezone.localdate()
    actions.mark_done(item, by=request.user, done_on=done_on)
    return redirect(item.meeting)
