"""Many plans as one file (S38): choose which, and which sheets; the worker makes them (S39)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.print_runs import start_run, wanted
from config.common.keys import read_key
from plans.filters import PlanFilter
from plans.papers import papers_of_plan, plans_of
from staffing.permissions import Permission, require
from staffing.saving import Refused

#: Plans of one bundle; more are chosen by their month or author.
MOST_PLANS = 100


@require_http_methods(["GET", "POST"])
def plan_bundle(request: HttpRequest) -> HttpResponse:
    """Choose among the plans that the list shows; they are printed in the order of readings."""
    require(request.user, Permission.PLAN_VIEW, request.office)
    if request.method == "POST":
        return _asked(request)
    own = plans_of(request.user).filter(office=request.office)
    listed = PlanFilter(request.GET, queryset=own, request=request)
    plans = listed.qs.order_by("client__name_kana", "client_id", "-number")
    context = {
        "plans": plans[:MOST_PLANS],
        "number": plans.count(),
        "most": MOST_PLANS,
        "papers": papers_of_plan(),
    }
    return render(request, "plans/plan_bundle.html", context)


def _asked(request: HttpRequest) -> HttpResponse:
    keys = list(filter(None, map(read_key, request.POST.getlist("plan"))))[: MOST_PLANS + 1]
    own = plans_of(request.user).filter(office=request.office, pk__in=keys)
    plans = list(own.order_by("client__name_kana", "client_id", "-number"))
    chosen = [paper for paper in papers_of_plan() if paper.key in request.POST.getlist("paper")]
    papers = [wanted(paper, plan) for plan in plans for paper in chosen]
    title = _("Plans, %(number)s people") % {"number": len({plan.client_id for plan in plans})}
    try:
        run = start_run(papers, office=request.office, by=request.user, title=title)
    except Refused as refused:
        messages.error(request, refused.problems[0].message)
        return redirect(f"{reverse('plans:plan-bundle')}?{request.GET.urlencode()}")
    return redirect(run)
