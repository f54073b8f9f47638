"""計画作成率 and セルフプラン率 of the municipalities, and the numbers they counted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.fiscal import fiscal_range, fiscal_year, month_of
from config.common.wareki import fiscal_era_label, fiscal_label
from reports.figures import town_coverage
from reports.filters import CategoryFilter
from reports.views.coverage_people import left_out_note
from staffing.actions.town_figures import add_town_count, change_town_count
from staffing.forms.town_figures import TownCountForm
from staffing.models import Posting, TownCount, towns_of
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page


@require_GET
def coverage_figures(request: HttpRequest) -> HttpResponse:
    """Show a fiscal year month by month: plans and self-made plans ÷ people entitled."""
    user, office, today = request.user, request.office, timezone.localdate()
    require(user, Permission.COVERAGE_VIEW, office)
    listed = CategoryFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    year = fiscal_year(listed.chosen_month)
    coming = fiscal_range(year + 1)[0]
    # The numbers are of all offices: who sees not all of their files must recognise nobody.
    hides = not can(user, Permission.CLIENT_VIEW, office) or not can(
        user, Permission.FIGURES_REGION, office
    )
    towns = list(towns_of(office).order_by("code"))
    last = min(fiscal_range(year)[1], today)
    counts = TownCount.objects.of_towns_of(office).select_related("municipality")
    context = {
        "filter": listed,
        "year_label": fiscal_label(year),
        "previous_month": fiscal_range(year - 1)[0],
        "previous_label": fiscal_era_label(year - 1),
        "next_month": coming if coming <= month_of(today) else None,
        "next_label": fiscal_era_label(year + 1),
        "towns": [
            {"name": town.name, "rows": town_coverage(town, year, today=today, hides=hides)}
            for town in towns
        ],
        "counts": counts.order_by("municipality__code", "kind", "-counted_on")[:MOST],
        "left_out": left_out_note(user, office, last, hides=hides),
        "hides": hides,
        "can_edit": can(user, Permission.COVERAGE_EDIT, office),
    }
    return render(request, "reports/coverage.html", context)


#: Numbers on the page; older ones stay in the years they belong to.
MOST = 100


@require_http_methods(["GET", "POST"])
def town_count_create(request: HttpRequest) -> HttpResponse:
    """Write down a number that a municipality counted."""
    require(request.user, Permission.COVERAGE_EDIT, request.office)
    today = timezone.localdate()
    return edit_page(
        request,
        TownCountForm,
        key=f"office:{request.office.pk}:town-count",
        label=_("Number of the municipality"),
        initial={"counted_on": fiscal_range(fiscal_year(today))[0]},
        save=lambda form: _saved(add_town_count(by=request.user, today=today, **form.cleaned_data)),
        **_page(request, _("Write down a number")),
    )


@require_http_methods(["GET", "POST"])
def town_count_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a number of one's own municipalities."""
    counts = TownCount.objects.of_towns_of(request.office)
    count = get_object_or_404(counts, pk=pk)
    require(request.user, Permission.COVERAGE_EDIT, request.office)
    return edit_page(
        request,
        TownCountForm,
        key=f"town-count:{pk}",
        label=_("Number of the municipality"),
        record=count,
        save=lambda form: _saved(
            change_town_count(
                count,
                by=request.user,
                version=form.version,
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        ),
        **_page(request, _("Correct a number")),
    )


def _saved(_count: TownCount) -> str:
    return reverse("reports:coverage-figures")


def _page(request: HttpRequest, title: str) -> dict[str, Any]:
    return {
        "template": "reports/coverage_form.html",
        "form_kwargs": {"office": request.office},
        "cancel_url": reverse("reports:coverage-figures"),
        "success": _("Saved."),
        "context": {"title": title},
    }
