"""The benefit decision and the months it makes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Client
from cases.person import person_context
from config.common.keys import read_key
from plans import actions, hooks
from plans.forms import DecisionForm
from plans.forms.decisions import load_decision
from plans.models import BenefitDecision
from plans.previews import Known, Preview, first_values, preview_of, stored_preview, warnings_of
from staffing import audit
from staffing.permissions import Permission, can, require
from staffing.sheets import SheetForm, edit_page, show_preview


@require_GET
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision, its interval with the reason, and its monitoring months."""
    decision = _decision(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "decision.viewed", decision)
    today = timezone.localdate()
    around = person_context(decision.client, user=request.user, today=today, tab="plans")
    context = around | {
        "decision": decision,
        "services": _services(decision),
        "months": hooks.decision_months(decision),
        "warnings": warnings_of(decision),
        "can_edit": can(request.user, Permission.PLAN_EDIT, decision.office_id),
    }
    return render(request, "plans/decision_detail.html", context)


@require_http_methods(["GET", "POST"])
def decision_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register what stands on the certificate."""
    client = _client(request, pk)
    today = timezone.localdate()
    initial, rows, preview = first_values(client, today=today)
    return edit_page(
        request,
        DecisionForm,
        template="plans/decision_form.html",
        key=f"client:{pk}:decision",
        label=_("%(name)s, benefit decision") % {"name": client.name},
        initial=initial,
        rows={"services": rows},
        form_kwargs={"office": client.office, "person": client},
        cancel_url=client.get_absolute_url(),
        success=_("The decision was registered. Its monitoring months are being computed."),
        context=_around(client, request, preview, title=_("Register a benefit decision")),
        save=lambda form: actions.register_decision(
            client, by=request.user, today=today, **_values(form)
        ),
    )


@require_http_methods(["GET", "POST"])
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a decision, or write down the interval that the municipality set anew."""
    decision = _decision(request, pk, Permission.PLAN_EDIT)
    client, today = decision.client, timezone.localdate()
    return edit_page(
        request,
        DecisionForm,
        template="plans/decision_form.html",
        key=f"decision:{pk}",
        label=_("%(name)s, benefit decision") % {"name": client.name},
        record=decision,
        load=load_decision,
        form_kwargs={"office": decision.office, "person": client},
        cancel_url=decision.get_absolute_url(),
        success=_("Saved."),
        context=_around(
            client, request, stored_preview(decision), title=_("Change the benefit decision")
        ),
        save=lambda form: actions.change_decision(
            decision, by=request.user, today=today, version=form.version, **_values(form)
        ),
    )


@require_POST
def decision_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show proposal and months for what is typed so far; nothing is registered.

    As a page of its own it keeps a draft, because going back in the browser loses what was typed.
    """
    client = _client(request, pk)
    typed = DecisionForm(
        data=request.POST,
        today=timezone.localdate(),
        user=request.user,
        office=client.office,
        person=client,
    )
    decisions = BenefitDecision.objects.visible_to(request.user).filter(client=client)
    stored = decisions.filter(pk=read_key(request.GET.get("decision"))).first()
    preview = _preview(client, typed, pk=stored and stored.pk)
    context = {"preview": preview, "client": client}
    return show_preview(
        request, context, part="plans/_decision_preview.html", page="plans/decision_preview.html"
    )


def _services(decision: BenefitDecision) -> list[dict[str, Any]]:
    """Return the granted services; their days only where they are not those of the decision."""
    period = (decision.starts_on, decision.ends_on)
    return [
        {
            "service_type": row.service_type,
            "amount": row.amount,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "is_apart": (row.starts_on, row.ends_on) not in (period, (None, None)),
        }
        for row in decision.services.select_related("service_type")
    ]


def _client(request: HttpRequest, pk: int) -> Client:
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    return client


def _decision(request: HttpRequest, pk: int, permission: Permission) -> BenefitDecision:
    decisions = BenefitDecision.objects.visible_to(request.user)
    decisions = decisions.select_related("client", "office", "plan", "municipality", "certificate")
    decision = get_object_or_404(decisions, pk=pk)
    require(request.user, permission, decision.office_id)
    return decision


def _around(
    client: Client, request: HttpRequest, preview: Preview, *, title: str
) -> dict[str, Any]:
    today = timezone.localdate()
    context = person_context(client, user=request.user, today=today, tab="plans")
    return context | {"title": title, "preview": preview}


def _values(form: SheetForm) -> dict[str, Any]:
    rows = [
        {name: value for name, value in row.items() if name != "DELETE"}
        for row in form.formsets["services"].filled
    ]
    return {**form.cleaned_data, "services": rows}


def _preview(client: Client, typed: DecisionForm, *, pk: int | None) -> Preview:
    """Read as much as is valid; the form itself is judged when it is saved."""
    typed.is_valid()
    values = typed.cleaned_data
    rows = [row for row in typed.formsets["services"].filled if row.get("service_type")]
    known = Known(
        plan=values.get("plan"),
        decided_on=values.get("decided_on") or typed.today,
        service_types=[row["service_type"] for row in rows],
        values=values,
    )
    return preview_of(client, known, pk=pk)
