"""Add-ons and claim check (T-08): a month of the office, a year of a person, a decision."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Client
from cases.person import note_view, person_context
from config.common.fiscal import add_months, month_of
from config.common.wareki import month_label
from reports.actions.claims import decide_claim
from reports.choices_claims import Fee, Standing, Variant
from reports.claims import checked, fee_label
from reports.claims.check import totals
from reports.claims.page import Viewer, shown
from reports.filters_claims import ClaimFilter
from reports.forms.claims import DecisionForm
from reports.models import ClaimMark
from staffing import audit
from staffing.choices import FigureCode
from staffing.models import LegalFigure, Posting
from staffing.permissions import Permission, require
from staffing.sheets import edit_page

PEOPLE_PER_PAGE = 50
#: A person's page shows a year: what was claimed and what was left.
MONTHS_SHOWN = 12
LONGEST_QUERY = 500


@require_GET
def claim_check(request: HttpRequest) -> HttpResponse:
    """Show which fees a month's records point to, their evidence, and what is missing."""
    user, office, today = request.user, request.office, timezone.localdate()
    require(user, Permission.CLAIM_CHECK, office)
    listed = ClaimFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    month = listed.chosen_month
    everybody = checked(user, office, month, month)
    rows = listed.kept(everybody)
    page = Paginator(rows, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    audit.record(user, "claim.viewed", office, office_id=office.pk, month=month)
    following = add_months(month, 1)
    context = {
        "filter": listed,
        "month": month,
        "previous_month": add_months(month, -1),
        "next_month": following if following <= month_of(today) else None,
        "page": page,
        "rows": shown(
            page.object_list,
            viewer=Viewer(user, office.pk),
            today=today,
            back=urlencode({"list": request.GET.urlencode()}) if request.GET else "",
        ),
        "number": len(rows),
        "totals": totals(everybody),
        "units": sum(row.units for row in everybody),
        "amount": _amount(everybody),
        "lacks": sum(row.lacks for row in everybody),
        "bill_month": following,
        "years": int(LegalFigure.objects.value_on(FigureCode.RETENTION_YEARS, today) or 0),
    }
    return render(request, "reports/claims/month.html", context)


def _amount(rows) -> int | None:
    amounts = [row.amount for row in rows]
    return None if not amounts or None in amounts else sum(amounts)


@require_GET
def client_claims(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's fees and add-ons of the last twelve months."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.CLAIM_CHECK, client.office_id)
    now = timezone.now()
    today = timezone.localdate(now)
    note_view(client, user=request.user, now=now)
    last = month_of(today)
    found = checked(
        request.user, client.office, add_months(last, 1 - MONTHS_SHOWN), last, client=client.pk
    )
    context = person_context(client, user=request.user, today=today, tab="monitoring")
    viewer = Viewer(request.user, client.office_id)
    context |= {"rows": shown(list(reversed(found)), viewer=viewer, today=today, back="year=1")}
    return render(request, "reports/claims/client.html", context)


@require_http_methods(["GET", "POST"])
def claim_decide(request: HttpRequest, pk: int, year: int, month: int, item: str) -> HttpResponse:
    """Decide whether one fee of a person's month is claimed."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.CLAIM_CHECK, client.office_id)
    day, fee, variant = _asked(year, month, item)
    mark = (
        ClaimMark.objects.alive()
        .filter(client=client, for_month=day, fee=fee, variant=variant)
        .first()
    )
    today = timezone.localdate()
    context = person_context(client, user=request.user, today=today, tab="monitoring")
    found = checked(request.user, client.office, day, day, client=client.pk)
    lines = [
        line for row in found for line in row.lines if (line.fee, line.variant) == (fee, variant)
    ]
    back = _back(request, client, day)

    def save(form: DecisionForm) -> str:
        decide_claim(
            client,
            month=day,
            fee=fee,
            variant=variant,
            by=request.user,
            lacks=any(line.standing == Standing.LACKS for line in lines),
            **form.cleaned_data,
        )
        return back

    return edit_page(
        request,
        DecisionForm,
        template="reports/claims/decide.html",
        key=f"claim:{pk}:{day:%Y-%m}:{item}",
        label=_("Decision about a fee"),
        initial={"decision": mark.decision, "note": mark.note} if mark else {},
        form_kwargs={"office": client.office},
        cancel_url=back,
        context=context
        | {
            "title": fee_label(fee, variant),
            "subtitle": month_label(day),
            "lines": shown(
                found, viewer=Viewer(request.user, client.office_id), today=today, only=lines
            ),
        },
        success=_("The decision is noted."),
        save=save,
    )


def _back(request: HttpRequest, client: Client, day: date) -> str:
    """Return the page the decision was opened from: the person's year, or the list as it stood."""
    if "year" in request.GET:
        return reverse("reports:client-claims", args=[client.pk])
    query = QueryDict(request.GET.get("list", "")[:LONGEST_QUERY], mutable=True)
    query["month"] = f"{day:%Y-%m}"
    return f"{reverse('reports:claim-check')}?{query.urlencode()}#who-{client.pk}"


def _asked(year: int, month: int, item: str) -> tuple[date, str, str]:
    fee, _dash, variant = item.partition("-")
    try:
        day = date(year, month, 1)
    except ValueError as problem:
        raise Http404 from problem
    if fee not in Fee or (variant and variant not in Variant):
        raise Http404
    return day, fee, variant
