"""The list of plans as a file: a row per version, the newest first."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.common.xlsx import Column
from plans.choices import PlanKind, plan_title
from plans.filters import PlanFilter
from plans.models import ServiceUsePlan
from plans.rules import plan_state
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000
DAYS = ("consented_on", "delivered_on", "submitted_on")


def connect() -> None:
    """Register the list; called once when the app is ready."""
    add_output(
        Output(
            key="plan-list",
            title=gettext_lazy("Service-use plans"),
            about=gettext_lazy("A row per plan: kind, days, state, when the decision ends."),
            list_url="plans:plan-list",
            permission=Permission.PLAN_VIEW,
            listed=_plans,
            columns=_columns,
            rows=_rows,
            order=50,
            office_path="office",
        )
    )


def _plans(request: HttpRequest) -> PlanFilter:
    offices = taken_offices(request.user, Permission.PLAN_VIEW)
    rows = ServiceUsePlan.objects.visible_to(request.user).filter(office_id__in=offices)
    return PlanFilter(request.GET, queryset=rows, request=request)


def _columns(_listed: PlanFilter) -> list[Column]:
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("Kind of plan"), 24),
        Column(_("Adult or child"), 10),
        Column(_("Version"), 6),
        Column(_("Drafted on"), 12),
        Column(_("Interval (months)"), 10),
        Column(_("Decision ends"), 12),
        Column(_("Consented on"), 12),
        Column(_("Copy delivered on"), 12),
        Column(_("Submitted on"), 12),
        Column(pgettext("column", "State"), 14),
        Column(pgettext("filter", "Author"), 14),
    ]


def _rows(listed: PlanFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.for_list(), "-drafted_on", "-pk")
    for plan in rows.iterator(chunk_size=ROWS_AT_ONCE):
        state = plan_state(**{day: plan[day] for day in DAYS}, is_decided=plan["is_decided"])
        yield [
            plan["client_id"],
            plan["client__name"],
            plan["client__name_kana"],
            plan_title(plan["stage"], plan["kind"]),
            str(PlanKind(plan["kind"]).label),
            plan["number"],
            plan["drafted_on"],
            plan["interval_months"],
            plan["decision_end"],
            *(plan[day] for day in DAYS),
            str(state.label),
            plan["author__name"],
        ]
