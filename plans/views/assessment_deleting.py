"""Delete an assessment that was begun by mistake, with a reason, and bring it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms import RemoveForm
from plans import actions
from plans.models import Assessment
from plans.views.assessments import (
    assessment_context,
    assessment_label,
    find_assessment,
    kept_as_it_is,
)
from staffing.permissions import Permission, require
from staffing.saving import Refused
from staffing.sheets import edit_page, tell_refusal


@require_http_methods(["GET", "POST"])
def assessment_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an assessment that is not finished; the list of deleted records brings it back."""
    assessment = find_assessment(request, pk, Permission.PLAN_EDIT)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    title = _("Delete the assessment")

    def save(form: RemoveForm) -> str:
        actions.remove_assessment(assessment, by=request.user, **form.cleaned_data)
        return reverse("plans:client-assessments", args=[assessment.client_id])

    return edit_page(
        request,
        RemoveForm,
        template="plans/assessment_step.html",
        key=f"assessment:{pk}:delete",
        label=assessment_label(assessment),
        cancel_url=assessment.get_absolute_url(),
        submit_label=title,
        success=_("The assessment is deleted. It can be restored from the deleted records."),
        context=assessment_context(assessment, user=request.user) | {"title": title},
        save=save,
    )


@require_POST
def assessment_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted assessment back."""
    assessment = get_object_or_404(Assessment.objects.deleted_for(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, assessment.office_id)
    try:
        actions.restore_assessment(assessment, by=request.user)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("plans:client-assessments", pk=assessment.client_id)
    return redirect(assessment)
