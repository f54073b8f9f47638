"""面談モード: one person's plan or assessment in large type, without anything of anybody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.views.talking import readings_asked
from config.common.furigana import name_readings
from plans import actions
from plans.choices_assessment import LifeArea
from plans.easy import known_readings
from plans.forms import OwnWordsForm, WishesForm
from plans.models import AssessmentArea
from plans.talking import assessment_talk, plan_talk
from plans.views.assessments import assessment_label, find_assessment, kept_as_it_is
from plans.views.finding import find_plan, plan_label
from plans.views.plans import kept_plan
from staffing import audit
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page


@require_GET
def plan_talk_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version of a plan to be read together."""
    plan = find_plan(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "plan.viewed", plan)
    parts = plan_talk(plan)
    if can(request.user, Permission.PLAN_EDIT, plan.office_id) and not plan.is_frozen:
        for part in parts:
            if part["key"]:
                part["url"] = reverse("plans:plan-talk-edit", args=[pk])
    context = {
        "client": plan.client,
        "title": plan.title,
        "parts": parts,
        "leave_url": plan.get_absolute_url(),
    }
    known = known_readings(plan) if request.GET.get("ruby") else {}
    return render(request, "plans/talk.html", context | readings_asked(request, known))


@require_http_methods(["GET", "POST"])
def plan_talk_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the person's wishes together."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        return kept_plan(request, plan)
    back = reverse("plans:plan-talk", args=[pk])
    return edit_page(
        request,
        WishesForm,
        template="plans/talk_form.html",
        key=f"plan:{pk}:talk",
        label=plan_label(plan),
        record=plan,
        load=lambda found: ({"wishes_client": found.wishes_client}, {}),
        form_kwargs={"office": plan.office},
        cancel_url=back,
        context={
            "client": plan.client,
            "title": _("How do you want to live?"),
            "leave_url": plan.get_absolute_url(),
        },
        save=lambda form: _back(
            back,
            actions.change_plan(plan, by=request.user, version=form.version, **form.cleaned_data),
        ),
    )


@require_GET
def assessment_talk_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an assessment to be read together, without the professional view."""
    assessment = find_assessment(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "assessment.viewed", assessment)
    can_write = can(request.user, Permission.PLAN_EDIT, assessment.office_id)
    parts = assessment_talk(assessment, can_write=can_write and not assessment.is_frozen)
    context = {
        "client": assessment.client,
        "title": _("Let us talk about your life"),
        "parts": parts,
        "leave_url": assessment.get_absolute_url(),
    }
    known = name_readings(assessment.client.name, assessment.client.name_kana)
    return render(request, "plans/talk.html", context | readings_asked(request, known))


@require_http_methods(["GET", "POST"])
def area_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the person says about one area, in their own words."""
    area = get_object_or_404(
        AssessmentArea.objects.visible_to(request.user).select_related("assessment"), pk=pk
    )
    require(request.user, Permission.PLAN_EDIT, area.assessment.office_id)
    assessment = find_assessment(request, area.assessment_id, Permission.PLAN_EDIT)
    if assessment.is_frozen:
        return kept_as_it_is(request, assessment)
    back = reverse("plans:assessment-talk", args=[assessment.pk])
    return edit_page(
        request,
        OwnWordsForm,
        template="plans/talk_form.html",
        key=f"area:{pk}:talk",
        label=assessment_label(assessment),
        record=area,
        load=lambda found: ({"words": found.words}, {}),
        form_kwargs={"office": assessment.client.office},
        cancel_url=back,
        context={
            "client": assessment.client,
            "title": LifeArea(area.area).label,
            "leave_url": assessment.get_absolute_url(),
        },
        save=lambda form: _back(
            back,
            actions.note_words(
                area, by=request.user, version=form.version, words=form.cleaned_data["words"]
            ),
        ),
    )


def _back(url: str, _saved: Any) -> str:
    return url
