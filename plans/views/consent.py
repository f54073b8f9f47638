"""Consent, delivery and submission of a plan."""

from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import actions
from plans.choices import PlanKind
from plans.choices_chain import ConsentWay
from plans.filing import file_agreed
from plans.forms import DeliveryForm, PlanConsentForm, SubmissionForm
from plans.granting import beyond_decision
from plans.models import ServiceUsePlan
from plans.views.finding import find_plan, plan_label
from plans.views.parts import plan_context
from staffing.permissions import Permission
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def plan_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who agreed and when; the version is kept as it is from then on."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        messages.info(request, _("This version was agreed and is kept as it is."))
        return redirect(plan)
    today = timezone.localdate()
    initial = {"consented_on": today, "consented_by": _signer(plan), "delivered_on": today}
    initial["consented_how"] = ConsentWay.SIGNED
    act = partial(actions.consent_to_plan, plan, by=request.user, today=today)
    answer = _step(request, plan, PlanConsentForm, _("Explain and agree"), act, initial)
    if answer.status_code == HTTPStatus.FOUND:
        _file_papers(request, pk, today=today)
    return answer


def _file_papers(request: HttpRequest, pk: int, *, today: date) -> None:
    """File what was agreed; outside the transaction, because printing takes its time."""
    agreed = ServiceUsePlan.objects.visible_to(request.user).consented().for_detail()
    plan = agreed.filter(pk=pk).first()
    if plan and not file_agreed(plan, by=request.user, today=today, now=timezone.now()):
        messages.warning(
            request, _("The papers could not be filed. Open them from this page and file them.")
        )


@require_http_methods(["GET", "POST"])
def plan_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Record when the copy was handed over."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    today = timezone.localdate()
    initial = {"delivered_on": plan.delivered_on or today}
    act = partial(actions.deliver_plan, plan, by=request.user, today=today)
    return _step(request, plan, DeliveryForm, _("Hand over the copy"), act, initial)


@require_http_methods(["GET", "POST"])
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Record when the plan went to the municipality."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    today = timezone.localdate()
    initial = {"submitted_on": plan.submitted_on or today}
    act = partial(actions.submit_plan, plan, by=request.user, today=today)
    return _step(request, plan, SubmissionForm, _("To the municipality"), act, initial)


def _signer(plan: ServiceUsePlan) -> str:
    """Who signs: of a child the guardian, else the person."""
    if plan.kind == PlanKind.CHILD:
        guardians = plan.client.guardians.alive().filter(ended_on=None).order_by("pk")
        if guardian := guardians.first():
            return guardian.name
    return plan.client.name


def _step(
    request: HttpRequest,
    plan: ServiceUsePlan,
    form_class: type,
    title: str,
    act: partial,
    initial: dict[str, Any],
) -> HttpResponse:
    today = timezone.localdate()
    around = plan_context(plan, user=request.user, today=today)
    if form_class is PlanConsentForm:  # the last moment to mend it
        around["beyond"] = beyond_decision(plan, today=today)
    return edit_page(
        request,
        form_class,
        template="plans/plan_step.html",
        key=f"plan:{plan.pk}:{form_class.__name__}",
        label=plan_label(plan),
        record=plan,
        load=lambda _plan: (initial, {}),
        form_kwargs={"office": plan.office},
        cancel_url=plan.get_absolute_url(),
        submit_label=_("Record it"),
        success=_("Recorded."),
        context=around | {"title": title},
        save=lambda form: act(version=form.version, **form.cleaned_data),
    )
