"""The areas of an assessment, one page each, and the way of their needs into a plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from plans import actions
from plans.assessing import area_rows, areas_before
from plans.forms import AreaForm
from plans.forms.assessments import load_area
from plans.models import Assessment, AssessmentArea
from plans.views.assessments import (
    assessment_context,
    assessment_label,
    find_assessment,
    kept_as_it_is,
)
from plans.views.finding import find_plan
from staffing.permissions import Permission, require
from staffing.saving import Refused
from staffing.sheets import edit_page, tell_refusal


def _area(request: HttpRequest, pk: int) -> tuple[AssessmentArea, Assessment]:
    area = get_object_or_404(
        AssessmentArea.objects.visible_to(request.user).select_related("assessment"), pk=pk
    )
    require(request.user, Permission.PLAN_EDIT, area.assessment.office_id)
    return area, find_assessment(request, area.assessment_id, Permission.PLAN_EDIT)


@require_http_methods(["GET", "POST"])
def area_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write one area with its needs; beside it stands what the last assessment said."""
    area, assessment = _area(request, pk)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    rows = area_rows(assessment)
    row = next(row for row in rows if row["pk"] == area.pk)
    context = assessment_context(assessment, user=request.user, here=area.pk, rows=rows)
    before = areas_before(assessment).get(area.area)
    return edit_page(
        request,
        AreaForm,
        template="plans/area_form.html",
        key=f"area:{pk}",
        label=assessment_label(assessment),
        record=area,
        load=load_area,
        form_kwargs={"office": assessment.client.office},
        cancel_url=f"{assessment.get_absolute_url()}#area-{area.area}",
        success=_("Saved."),
        context=context | {"row": row, "before": before, "today": timezone.localdate()},
        save=lambda form: _next(request, area, _written(request, area, form)),
    )


def _written(request: HttpRequest, area: AssessmentArea, form: AreaForm) -> AssessmentArea:
    values: dict[str, Any] = form.written
    return actions.write_area(area, by=request.user, version=form.version, **values)


def _next(request: HttpRequest, area: AssessmentArea, written: AssessmentArea) -> str:
    """Return where to go on: to the next area if asked for, else to the whole assessment."""
    assessment = reverse("plans:assessment-detail", args=[area.assessment_id])
    if request.POST.get("then") == "next":
        following = AssessmentArea.objects.filter(
            assessment=area.assessment_id, position__gt=written.position
        ).order_by("position")
        if found := following.first():
            return f"{reverse('plans:area-edit', args=[found.pk])}#row"
        return assessment
    return f"{assessment}#area-{area.area}"


@require_POST
def area_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an area is as it was at the last assessment."""
    area, assessment = _area(request, pk)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    try:
        actions.keep_area(area, by=request.user)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("plans:area-edit", pk=area.pk)
    return redirect(f"{assessment.get_absolute_url()}#area-{area.area}")


@require_POST
def needs_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the chosen needs of the assessment into the plan's table."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        messages.info(request, _("This version was agreed and is kept as it is."))
        return redirect(plan)
    number = actions.take_needs(plan, _keys(request.POST.getlist("need")), by=request.user)
    if number:
        words = ngettext(
            "%(number)s need was taken in. Write its goal and services.",
            "%(number)s needs were taken in. Write their goals and services.",
            number,
        )
        messages.success(request, words % {"number": number})
    else:
        messages.info(request, _("No need was chosen, or it stands in the plan already."))
    return redirect(f"{plan.get_absolute_url()}#needs")


def _keys(texts: list[str]) -> set[UUID]:
    keys = set()
    for text in texts:
        try:
            keys.add(UUID(text))
        except ValueError:
            continue
    return keys
