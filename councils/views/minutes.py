"""Minutes: write, make final, print."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.keys import read_key
from config.common.pdf import PdfUnavailable, pdf_problems
from councils import actions
from councils.actions.minutes import minutes_problems
from councils.choices import MeetingState
from councils.forms import PAPERS, MinutesForm, minutes_texts
from councils.minutes_pdf import minutes_pdf
from councils.models import Meeting
from councils.people import seats
from staffing.permissions import Permission, require
from staffing.saving import Refused, StaleState
from staffing.sheets import edit_page, tell_refusal


def _written(request: HttpRequest, pk: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(meetings.select_related("body__council", "office"), pk=pk)
    require(request.user, Permission.MINUTES_EDIT, meeting.office_id)
    return meeting


@require_http_methods(["GET", "POST"])
def minutes_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes of a meeting."""
    meeting = _written(request, pk)
    if request.method == "GET" and (closed := _closed(request, meeting)):
        return closed
    return edit_page(
        request,
        MinutesForm,
        template="councils/minutes_form.html",
        key=f"minutes:{pk}",
        label=_("Minutes: %(body)s") % {"body": meeting.body.name},
        record=meeting,
        load=minutes_texts,
        form_kwargs={"office": meeting.office},
        context={"meeting": meeting, "has_papers": _has_papers(meeting)},
        cancel_url=meeting.get_absolute_url(),
        save=lambda form: actions.write_minutes(
            meeting, by=request.user, version=form.version, **form.values
        ),
        success=_("The minutes are saved. They are not final yet."),
    )


def _has_papers(meeting: Meeting) -> bool:
    """Whether anything is entered about listeners and papers."""
    return bool(meeting.openness or any(getattr(meeting, name) for name in PAPERS))


def _closed(request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    """Lead back from minutes that can no longer be written."""
    if meeting.is_final:
        messages.info(request, _("These minutes are final and can no longer be changed."))
    elif meeting.state == MeetingState.CANCELLED:
        messages.info(request, _("This meeting was cancelled; it has no minutes."))
    else:
        return None
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
def minutes_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then make the minutes final."""
    meeting = _written(request, pk)
    if closed := _closed(request, meeting):
        return closed
    today = timezone.localdate()
    problems = minutes_problems(meeting, today=today)
    if request.method == "POST" and not problems:
        return _finish(request, meeting, today=today)
    context = {
        "meeting": meeting,
        "problems": problems,
        "told": meeting.attendances.exclude(user=None).exclude(user=request.user),
        "seats": seats(meeting.attendances.all()),
        "agenda": meeting.agenda.select_related("decision"),
        "action_items": meeting.action_items.all(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/minutes_finish.html", context, status=status)


def _finish(request: HttpRequest, meeting: Meeting, *, today) -> HttpResponse:
    try:
        actions.finish_minutes(
            meeting,
            by=request.user,
            version=read_key(request.POST.get("version")) or 0,
            now=timezone.now(),
            today=today,
        )
    except StaleState:
        messages.warning(
            request, _("A colleague changed the minutes meanwhile. Read them once more.")
        )
        return redirect("councils:minutes-finish", pk=meeting.pk)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect(meeting)
    messages.success(request, _("The minutes are final."))
    return redirect(meeting)


@require_GET
def minutes_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Print minutes as PDF; those in work say so on the paper."""
    meetings = Meeting.objects.visible_to(request.user)
    people = ("body__council__municipality", "office", "writer", "finished_by")
    meeting = get_object_or_404(meetings.select_related(*people), pk=pk)
    require(request.user, Permission.COUNCIL_VIEW, meeting.office_id)
    try:
        paper = minutes_pdf(meeting, now=timezone.now(), by=request.user.name)
    except PdfUnavailable:
        messages.error(request, " ".join(pdf_problems()))
        return redirect(meeting)
    actions.record_printed(meeting, by=request.user)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="minutes-{meeting.pk}.pdf"'
    return response
