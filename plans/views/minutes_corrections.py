"""Correct final minutes of a meeting about a person, and read what stood there before."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.papers import gathered, paper_context, paper_named
from plans import actions
from plans.care_page import MINUTES_PAPER, meeting_context
from plans.forms import CorrectMinutesForm, minutes_texts
from plans.views.care_meetings import find_meeting
from staffing import audit
from staffing.permissions import Permission
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def care_minutes_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct final minutes with a reason; the version before stays readable."""
    meeting = find_meeting(request, pk, Permission.PLAN_EDIT)
    if not meeting.is_final:
        messages.info(request, _("These minutes are not final: just write them."))
        return redirect(meeting)
    today = timezone.localdate()
    paper = paper_named(MINUTES_PAPER[meeting.kind])
    before = gathered(paper, meeting, user=request.user, today=today, options={})
    act = partial(actions.correct_minutes, meeting, by=request.user, before=before, today=today)
    around = meeting_context(meeting, user=request.user, today=today)
    return edit_page(
        request,
        CorrectMinutesForm,
        template="plans/care_minutes_form.html",
        key=f"care-minutes:{pk}:correction",
        label=_("%(name)s, correction of the minutes") % {"name": meeting.client.name},
        record=meeting,
        load=minutes_texts,
        form_kwargs={"office": meeting.office, "person": meeting.client, "case": meeting.case},
        cancel_url=meeting.get_absolute_url(),
        submit_label=_("Correct the minutes"),
        success=_("The minutes are corrected. File them as a paper anew."),
        context=around | {"is_correction": True},
        save=lambda form: act(version=form.version, now=timezone.now(), **form.values),
    )


@require_GET
def care_minutes_before(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a version of the minutes that was corrected, as its paper stood."""
    meeting = find_meeting(request, pk, Permission.PLAN_VIEW)
    correction = get_object_or_404(meeting.corrections.select_related("made_by"), number=number)
    audit.record(request.user, "care_meeting.viewed", meeting)
    paper = paper_named(MINUTES_PAPER[meeting.kind])
    by = correction.made_by.name if correction.made_by else ""
    context = paper_context(paper, correction.data, now=correction.made_at, by=by)
    context |= {"is_screen": True, "back_url": meeting.get_absolute_url()}
    context["title"] = f"{context['title']}〔訂正前　第{number}版〕"
    return render(request, paper.template, context)
