"""The week as the person lives it now (別紙2): the editor of the plan's week, on an assessment."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plans import actions
from plans.forms import PresentWeekForm
from plans.forms.week import load_present_week
from plans.models import Assessment
from plans.views.assessments import (
    assessment_context,
    assessment_label,
    find_assessment,
    kept_as_it_is,
)
from plans.views.week import provider_names
from plans.week_grid import week_rows, week_shown
from staffing.permissions import Permission
from staffing.sheets import edit_page, show_preview


@require_http_methods(["GET", "POST"])
def present_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the present week while the assessment is being written."""
    assessment = find_assessment(request, pk, Permission.PLAN_EDIT)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    context = assessment_context(assessment, user=request.user)
    context |= week_shown(week_rows(assessment.week.all())) | {
        "is_week_page": True,
        "preview_url": reverse("plans:present-preview", args=[pk]),
        "providers": provider_names(assessment.office_id),
    }
    return edit_page(
        request,
        PresentWeekForm,
        template="plans/present_form.html",
        key=f"assessment:{pk}:week",
        label=assessment_label(assessment),
        record=assessment,
        load=load_present_week,
        form_kwargs={"office": assessment.client.office},
        cancel_url=_back(assessment),
        success=_("Saved."),
        context=context,
        save=lambda form: _back(
            actions.change_present_week(
                assessment,
                by=request.user,
                version=form.version,
                entries=form.entries,
                **form.cleaned_data,
            )
        ),
    )


@require_POST
def present_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the grid of what is typed so far; nothing is saved but a draft."""
    assessment = find_assessment(request, pk, Permission.PLAN_EDIT)
    form = PresentWeekForm(
        data=request.POST,
        today=timezone.localdate(),
        now=timezone.localtime(),
        user=request.user,
        office=assessment.client.office,
    )
    form.is_valid()
    return show_preview(
        request,
        week_shown(form.typed_rows()) | {"can_click": True},
        part="plans/_week_grid.html",
        page="plans/present_preview.html",
        around=lambda: assessment_context(assessment, user=request.user),
    )


def _back(assessment: Assessment) -> str:
    return f"{assessment.get_absolute_url()}#present"
