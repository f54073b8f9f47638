"""Minutes of a meeting about a person (S30): write, read once more, make final."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from config.common.keys import read_key
from plans import actions
from plans.care_page import meeting_context
from plans.choices_meetings import MeetingState
from plans.forms import CareMinutesForm, minutes_texts
from plans.models import ServiceCoordinationMeeting
from plans.views.care_meetings import find_meeting
from staffing.permissions import Permission
from staffing.saving import Refused, StaleState
from staffing.sheets import edit_page, tell_refusal


@require_http_methods(["GET", "POST"])
def care_minutes_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes; while the meeting runs, the items stay in sight at the left."""
    meeting = find_meeting(request, pk, Permission.PLAN_EDIT)
    if request.method == "GET" and (closed := _closed(request, meeting)):
        return closed
    around = meeting_context(meeting, user=request.user, today=timezone.localdate())
    return edit_page(
        request,
        CareMinutesForm,
        template="plans/care_minutes_form.html",
        key=f"care-minutes:{pk}",
        label=_("%(name)s, minutes") % {"name": meeting.client.name},
        record=meeting,
        load=minutes_texts,
        form_kwargs={"office": meeting.office, "person": meeting.client, "case": meeting.case},
        cancel_url=meeting.get_absolute_url(),
        success=pgettext("care meeting", "The minutes are saved. They are not final yet."),
        context=around,
        save=lambda form: actions.write_minutes(
            meeting, by=request.user, version=form.version, **form.values
        ),
    )


def _closed(request: HttpRequest, meeting: ServiceCoordinationMeeting) -> HttpResponse | None:
    """Lead back from minutes that can no longer be written."""
    if meeting.is_final:
        messages.info(
            request,
            pgettext(
                "care meeting",
                "These minutes are final. What is wrong in them is corrected with a reason.",
            ),
        )
    elif meeting.state == MeetingState.CANCELLED:
        messages.info(
            request, pgettext("care meeting", "This meeting was cancelled; it has no minutes.")
        )
    else:
        return None
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
def care_minutes_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then make the minutes final."""
    meeting = find_meeting(request, pk, Permission.PLAN_EDIT)
    if closed := _closed(request, meeting):
        return closed
    today = timezone.localdate()
    context = meeting_context(meeting, user=request.user, today=today)
    if request.method == "POST" and not context["problems"]:
        return _finish(request, meeting, today=today)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/care_minutes_finish.html", context, status=status)


def _finish(
    request: HttpRequest, meeting: ServiceCoordinationMeeting, *, today: date
) -> HttpResponse:
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
            request,
            pgettext(
                "care meeting", "A colleague changed the minutes meanwhile. Read them once more."
            ),
        )
        return redirect("plans:care-minutes-finish", pk=meeting.pk)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect(meeting)
    messages.success(request, _("The minutes are final. File them as a paper now."))
    return redirect(meeting)
