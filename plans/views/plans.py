"""The list of plans, one plan, and writing its texts."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.choices import CaseState
from cases.models import Case, Client
from cases.person import person_context
from cases.rules import is_child
from config.common.paging import page_by_key
from plans import actions
from plans.care_page import meeting_day
from plans.choices import PlanKind
from plans.comparing import changed_cells, changed_texts
from plans.easy import easy_state
from plans.evidence_page import evidence_context
from plans.filing import filed_papers
from plans.filters import PlanFilter
from plans.forms import FinalPlanForm, NewPlanForm, PlanForm, RevisionForm
from plans.granting import beyond_decision
from plans.models import Assessment, ServiceUsePlan
from plans.papers import papers_of_plan
from plans.rows import plan_rows
from plans.views.finding import find_plan, plan_label
from plans.views.parts import plan_context
from plans.week_grid import week_rows, week_shown
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.models import User
from staffing.permissions import Permission, require, require_anywhere
from staffing.questions import asked_about
from staffing.searching import open_searched
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
@keeps_conditions("plan-list")
def plan_list(request: HttpRequest) -> HttpResponse:
    """List the plans of one's offices; a name to look for is posted, never in the address."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    if request.method == "POST":
        return open_searched(request, "plans:plan-list", PlanFilter)
    office_ids = request.user.access.offices_with(Permission.PLAN_VIEW)
    visible = ServiceUsePlan.objects.visible_to(request.user).filter(office_id__in=office_ids)
    plans = PlanFilter(request.GET, queryset=visible, request=request)
    page = page_by_key(request, plans.qs.for_list(), listed=plans, order=("-drafted_on", "-pk"))
    context = {"filter": plans, "page": page, "rows": plan_rows(page, today=timezone.localdate())}
    return render(request, "plans/plan_list.html", context)


@require_http_methods(["GET"])
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version with its needs; reading it is noted."""
    plan = find_plan(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "plan.viewed", plan)
    today = timezone.localdate()
    context = plan_context(plan, user=request.user, today=today, here="needs")
    context |= week_shown(week_rows(plan.week.all())) if plan.week.all() else {}
    context |= evidence_context(plan, today=today)
    context["beyond"] = beyond_decision(plan, today=today)
    context |= asked_about(plan, user=request.user)
    context |= {
        "papers": [
            {"label": paper.label, "url": reverse("cases:paper-preview", args=[paper.key, pk])}
            for paper in papers_of_plan()
        ],
        "easy": easy_state(plan),
        "filed": filed_papers(plan, user=request.user),
    }
    if context["can_write"]:
        marks = changed_cells(plan)
        context |= {"changed_texts": changed_texts(plan)}
        for row in context["needs"]:
            row["changed"] = marks.get(row["pk"], ())
    return render(request, "plans/plan_detail.html", context)


@require_http_methods(["GET", "POST"])
def plan_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the next version, carrying over what the last one said."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    unfinished = ServiceUsePlan.objects.alive().unfinished().filter(client=client).first()
    case = Case.objects.alive().open().filter(client=client).first()
    if request.method == "GET" and unfinished:
        messages.info(request, _("This version is still being written, so it goes on here."))
        return redirect(unfinished)
    if case is None:
        messages.warning(request, _("This person has no open case, so no plan can be started."))
        return redirect(client)
    today = timezone.localdate()
    previous = ServiceUsePlan.objects.alive().filter(client=client).order_by("-number").first()
    assessment = Assessment.objects.alive().ground_of(client, previous and previous.drafted_on)
    known = {"assessed_on": assessment.held_on} if assessment else {}
    return edit_page(
        request,
        NewPlanForm,
        template="plans/plan_form.html",
        key=f"client:{pk}:plan",
        label=_("%(name)s, draft plan") % {"name": client.name},
        initial=_first_values(client, previous, user=request.user, today=today),
        form_kwargs={"office": client.office, "case": case, "assessment": assessment},
        cancel_url=client.get_absolute_url(),
        submit_label=_("Start the draft"),
        success=_("The draft was started. Now write the needs."),
        context=person_context(client, user=request.user, today=today, tab="plans", case=case)
        | {"previous": previous, "assessment": assessment},
        save=lambda form: actions.start_plan(client, by=request.user, **form.cleaned_data | known),
    )


def _first_values(
    client: Client, previous: ServiceUsePlan | None, *, user: User, today: date
) -> dict[str, Any]:
    """Return what a new version is prefilled with: the texts of the last one."""
    kind = PlanKind.CHILD if is_child(client.birth_on, today) else PlanKind.ADULT
    kept = {name: getattr(previous, name) for name in actions.TEXTS} if previous else {}
    return kept | {"kind": kind, "author": user.pk, "drafted_on": today}


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the texts of a version that was not agreed yet."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        return kept_plan(request, plan)
    return edit_page(
        request,
        PlanForm,
        template="plans/plan_edit.html",
        key=f"plan:{pk}",
        label=plan_label(plan),
        record=plan,
        form_kwargs={"office": plan.office, "case": plan.case},
        cancel_url=plan.get_absolute_url(),
        success=_("Saved."),
        context=plan_context(plan, user=request.user, today=timezone.localdate(), here="head"),
        save=lambda form: actions.change_plan(
            plan, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def plan_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a new version of an agreed plan at the same stage."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    revise = partial(actions.revise_plan, plan, by=request.user)
    return _next_version(
        request,
        plan,
        RevisionForm,
        title=_("Start a new version"),
        save=lambda form: revise(**form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def plan_finalise(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the plan from the draft, after the decision and the meeting."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    finalise = partial(actions.finalise_plan, plan, by=request.user, today=timezone.localdate())
    return _next_version(
        request,
        plan,
        FinalPlanForm,
        initial={"held_on": _meeting_day(plan)},
        title=_("Make the plan from the draft"),
        save=lambda form: finalise(**form.cleaned_data),
    )


def _meeting_day(plan: ServiceUsePlan) -> date | None:
    """Return the day of the meeting by its minutes, else as the case noted it."""
    if held_on := meeting_day(plan.client_id, since=plan.consented_on or plan.drafted_on):
        return held_on
    if plan.case.state != CaseState.COORDINATION:
        return None
    steps = plan.case.steps.filter(state=CaseState.COORDINATION).order_by("entered_on", "pk")
    return steps.values_list("entered_on", flat=True).last()


def _next_version(
    request: HttpRequest,
    plan: ServiceUsePlan,
    form_class: type[RevisionForm],
    *,
    title: str,
    save: Callable[[RevisionForm], ServiceUsePlan],
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    return edit_page(
        request,
        form_class,
        template="plans/plan_step.html",
        key=f"plan:{plan.pk}:{form_class.__name__}",
        label=plan_label(plan),
        initial={"drafted_on": today, "author": _author(request.user, plan)} | (initial or {}),
        form_kwargs={"office": plan.office, "case": plan.case},
        cancel_url=plan.get_absolute_url(),
        submit_label=title,
        success=_("The new version carries over everything. Change what has changed."),
        context=plan_context(plan, user=request.user, today=today) | {"title": title},
        save=save,
    )


def _author(user: User, plan: ServiceUsePlan) -> int:
    return user.pk if user.access.roles.get(plan.office_id) else plan.author_id


def kept_plan(request: HttpRequest, plan: ServiceUsePlan) -> HttpResponse:
    """Lead back to an agreed version instead of its form."""
    messages.info(request, _("This version was agreed and is kept as it is."))
    return redirect(plan)
