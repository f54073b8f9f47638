"""The chain of a plan: copies for the providers, and what the office's plans lack as evidence."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from plans.actions.deliveries import hand_out_plan
from plans.chain import LINKS, binding_plans, link_url, with_lacks
from plans.choices import plan_title
from plans.coverage import plan_providers
from plans.filters_chain import ChainFilter
from plans.forms.deliveries import HandOutForm
from plans.models import ServiceUsePlan
from plans.views.finding import find_plan, plan_label
from plans.views.parts import plan_context
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require_anywhere
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def plan_hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Record to which providers the copies of an agreed plan were given."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if not plan.is_frozen:
        messages.info(request, _("Record the consent first: a copy goes out after it."))
        return redirect(plan)
    providers, today = plan_providers(plan), timezone.localdate()
    title = _("Copies for the providers")
    around = plan_context(plan, user=request.user, today=today)
    return edit_page(
        request,
        HandOutForm,
        template="plans/plan_hand_out.html",
        key=f"plan:{pk}:hand-out",
        label=plan_label(plan),
        record=plan,
        load=lambda record: ({}, {"copies": _rows(record, providers)}),
        form_kwargs={"office": plan.office, "providers": providers},
        cancel_url=plan.get_absolute_url(),
        submit_label=_("Record it"),
        success=_("Recorded."),
        context=around | {"title": title, "providers": providers},
        save=lambda form: hand_out_plan(
            plan, by=request.user, today=today, version=form.version, copies=form.copies
        ),
    )


def _rows(plan: ServiceUsePlan, providers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    held = {
        (row.provider_id, row.provider_name): row for row in plan.deliveries.filter(deleted_at=None)
    }
    rows = []
    for place, provider in enumerate(providers):
        name = "" if provider["provider_id"] else provider["name"]
        row = held.get((provider["provider_id"], name))
        rows.append(
            {
                "key": place,
                "delivered_on": row and row.delivered_on,
                "how": row.how if row else "",
                "receiver": row.receiver if row else "",
            }
        )
    return rows


@require_GET
@keeps_conditions("chain-list")
def chain_list(request: HttpRequest) -> HttpResponse:
    """List the plans in force that lack a piece of evidence, and where each is mended."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    office_ids = request.user.access.offices_with(Permission.PLAN_VIEW)
    plans = with_lacks(binding_plans(request.user).filter(office_id__in=office_ids))
    listed = ChainFilter(request.GET, queryset=plans, request=request)
    columns = [f"lacks_{link.key}" for link in LINKS]
    found = listed.qs.values(
        *("pk", "client_id", "client__name", "client__name_kana", "stage", "kind", "number"),
        *("consented_on", "author__name"),
        *columns,
    )
    page = page_by_key(request, found, listed=listed, order=("client__name_kana", "pk"))
    rows = [
        {
            **row,
            "title": plan_title(row["stage"], row["kind"]),
            "lacks": [
                {"label": link.label, "url": link_url(link, row["pk"], row["client_id"])}
                for link in LINKS
                if row[f"lacks_{link.key}"]
            ],
        }
        for row in page
    ]
    return render(request, "plans/chain_list.html", {"filter": listed, "page": page, "rows": rows})
