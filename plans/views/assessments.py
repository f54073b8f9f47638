"""Assessments of one person: versions, one version, day and place, start and end (S12)."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.choices import Present
from cases.models import Case, Client
from cases.person import person_context
from plans import actions
from plans.assessing import area_rows, people_of, warnings_of
from plans.assessment_paper import assessments_of
from plans.choices import SectionState
from plans.filing import file_finished, filed_of_assessment
from plans.forms import FinishForm, VisitForm
from plans.forms.assessments import load_end, load_visit
from plans.models import Assessment
from plans.week_grid import week_rows, week_shown
from staffing import audit
from staffing.models import User
from staffing.permissions import Permission, can, require
from staffing.questions import asked_about
from staffing.sheets import edit_page


def find_assessment(request: HttpRequest, pk: int, permission: Permission) -> Assessment:
    """Return the assessment with its areas: 404 outside the scope, 403 without the right."""
    rows = Assessment.objects.visible_to(request.user).with_areas()
    rows = rows.select_related("client__office", "case", "assessor", "previous")
    assessment = get_object_or_404(rows, pk=pk)
    require(request.user, permission, assessment.office_id)
    return assessment


def assessment_label(assessment: Assessment) -> str:
    """Name a version as the list of drafts shows it."""
    words = {"name": assessment.client.name, "number": assessment.number}
    return _("%(name)s, assessment %(number)s") % words


def assessment_context(
    assessment: Assessment, *, user: User, here: int | None = None, rows: list | None = None
) -> dict[str, Any]:
    """Return everything around a page of an assessment; `here` is the area being written."""
    rows = area_rows(assessment) if rows is None else rows
    client, today = assessment.client, timezone.localdate()
    can_edit = can(user, Permission.PLAN_EDIT, assessment.office_id)
    done = sum(1 for row in rows if row["state"] == SectionState.DONE)
    return person_context(client, user=user, today=today, tab="assessment") | {
        "assessment": assessment,
        "people": people_of(assessment),
        "areas": rows,
        "here": here,
        "done": done,
        "needs_number": sum(len(row["needs"]) for row in rows),
        "changed_number": sum(1 for row in rows if row["changed"]),
        "warnings": warnings_of(assessment) if assessment.held_on else [],
        "can_edit": can_edit,
        "can_write": can_edit and not assessment.is_frozen,
    }


@require_GET
def client_assessments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every version of a person, the newest first."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_VIEW, client.office_id)
    audit.record(request.user, "assessment.viewed", client)
    found = Assessment.objects.visible_to(request.user).filter(client=client)
    found = found.with_areas().select_related("assessor").newest_first()
    rows = [
        {
            "record": row,
            "people": people_of(row),
            "done": sum(1 for area in row.areas.all() if area.is_done),
            "number": len(row.areas.all()),
            "needs": sum(len(area.needs.all()) for area in row.areas.all()),
            "warnings": warnings_of(row) if row.is_frozen else [],
        }
        for row in found
    ]
    context = person_context(
        client, user=request.user, today=timezone.localdate(), tab="assessment"
    )
    context |= {
        "rows": rows,
        "open": next((row["record"] for row in rows if not row["record"].is_frozen), None),
        "can_edit": can(request.user, Permission.PLAN_EDIT, client.office_id),
    }
    return render(request, "plans/client_assessments.html", context)


@require_GET
def assessment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version with all its areas; reading it is noted."""
    assessment = find_assessment(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "assessment.viewed", assessment)
    context = assessment_context(assessment, user=request.user)
    entries = assessment.week.all()
    context |= week_shown(week_rows(entries)) if entries else {}
    context["filed"] = filed_of_assessment(assessment, user=request.user)
    context |= asked_about(assessment, user=request.user)
    return render(request, "plans/assessment_detail.html", context)


@require_http_methods(["GET", "POST"])
def assessment_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the next version; what the last finished one said is carried over."""
    client = get_object_or_404(
        Client.objects.visible_to(request.user).select_related("office"), pk=pk
    )
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    versions = Assessment.objects.alive().filter(client=client).newest_first()
    unfinished = versions.unfinished().first()
    if request.method == "GET" and unfinished:
        messages.info(request, _("This assessment is still being written, so it goes on here."))
        return redirect(unfinished)
    if not Case.objects.alive().open().filter(client=client).exists():
        messages.warning(request, _("This person has no open case, so nothing can be assessed."))
        return redirect(client)
    today = timezone.localdate()
    return edit_page(
        request,
        VisitForm,
        template="plans/assessment_form.html",
        key=f"client:{pk}:assessment",
        label=_("%(name)s, new assessment") % {"name": client.name},
        initial={"held_on": today, "assessor": request.user.pk, "present": [Present.SELF]},
        form_kwargs={"office": client.office},
        cancel_url=reverse("plans:client-assessments", args=[pk]),
        submit_label=_("Start the assessment"),
        success=_("The assessment was started. Begin with the area that was talked about."),
        context=person_context(client, user=request.user, today=today, tab="assessment")
        | {"title": _("New assessment"), "previous": versions.finished().first()},
        save=lambda form: actions.start_assessment(
            client, by=request.user, today=today, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def assessment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write day, place and who was present."""
    assessment = find_assessment(request, pk, Permission.PLAN_EDIT)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    return edit_page(
        request,
        VisitForm,
        template="plans/assessment_step.html",
        key=f"assessment:{pk}",
        label=assessment_label(assessment),
        record=assessment,
        load=load_visit,
        form_kwargs={"office": assessment.client.office},
        cancel_url=assessment.get_absolute_url(),
        success=_("Saved."),
        context=assessment_context(assessment, user=request.user)
        | {"title": _("Day, place and people"), "is_visit_page": True},
        save=lambda form: actions.change_assessment(
            assessment,
            by=request.user,
            version=form.version,
            today=timezone.localdate(),
            **form.cleaned_data,
        ),
    )


@require_http_methods(["GET", "POST"])
def assessment_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the whole picture and freeze the version."""
    assessment = find_assessment(request, pk, Permission.PLAN_EDIT)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    answer = edit_page(
        request,
        FinishForm,
        template="plans/assessment_step.html",
        key=f"assessment:{pk}:finish",
        label=assessment_label(assessment),
        record=assessment,
        load=load_end,
        form_kwargs={"office": assessment.client.office},
        cancel_url=assessment.get_absolute_url(),
        submit_label=_("Finish the assessment"),
        success=_("The assessment is finished and is kept as it is."),
        context=assessment_context(assessment, user=request.user)
        | {"title": _("Finish the assessment"), "is_finish_page": True},
        save=lambda form: actions.finish_assessment(
            assessment,
            by=request.user,
            version=form.version,
            today=timezone.localdate(),
            **form.cleaned_data,
        ),
    )
    if answer.status_code == HTTPStatus.FOUND:
        _file_papers(request, pk)
    return answer


def _file_papers(request: HttpRequest, pk: int) -> None:
    """File what was finished; outside the transaction, because printing takes its time."""
    finished = assessments_of(request.user).finished().select_related("client__municipality")
    found, now = finished.filter(pk=pk).first(), timezone.localtime()
    if found and not file_finished(found, by=request.user, today=now.date(), now=now):
        messages.warning(
            request, _("The papers could not be filed. Open them from this page and file them.")
        )


def kept_as_it_is(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Lead back to a finished version instead of its form."""
    messages.info(
        request,
        _(
            "This assessment is finished and is kept as it is. What must be corrected, the next"
            " version says: start the next assessment."
        ),
    )
    return redirect(assessment)
