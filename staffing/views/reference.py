"""Reference tables that the administrator keeps: municipalities and corporations (S44)."""

from dataclasses import dataclass

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from staffing import actions
from staffing.filters import CorporationFilter, MunicipalityFilter
from staffing.forms import CorporationForm, MunicipalityForm
from staffing.models import Corporation, Municipality
from staffing.permissions import Permission, require_anywhere
from staffing.sheets import SheetModelForm, edit_page


@dataclass(frozen=True)
class Table:
    """A reference table: what it is called, its form and its order."""

    model: type[models.Model]
    title: str
    form: type[SheetModelForm]
    filter: type
    order: tuple[str, ...]


TABLES = {
    "municipalities": Table(
        Municipality,
        gettext_lazy("Municipalities"),
        MunicipalityForm,
        MunicipalityFilter,
        ("code", "pk"),
    ),
    "corporations": Table(
        Corporation,
        gettext_lazy("Corporations"),
        CorporationForm,
        CorporationFilter,
        ("name_kana", "name", "pk"),
    ),
}


def _table(request: HttpRequest, kind: str) -> Table:
    require_anywhere(request.user, Permission.REFERENCE_EDIT)
    if kind not in TABLES:
        raise Http404
    return TABLES[kind]


@require_GET
def reference_list(request: HttpRequest, kind: str) -> HttpResponse:
    """List the rows of a reference table."""
    table = _table(request, kind)
    listed = table.filter(request.GET, queryset=table.model.objects.all(), request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=table.order)
    context = {"filter": listed, "page": page, "kind": kind, "title": table.title}
    return render(request, "staffing/reference_list.html", context)


@require_http_methods(["GET", "POST"])
def reference_create(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a row to a reference table."""
    table = _table(request, kind)
    return edit_page(
        request,
        table.form,
        template="staffing/form_page.html",
        key=f"reference:{kind}:new",
        label=table.title,
        context={"title": table.title},
        cancel_url=table.model().get_absolute_url(),
        submit_label=_("Register"),
        save=lambda form: actions.add_reference(table.model(**form.cleaned_data), by=request.user),
        success=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def reference_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a row of a reference table."""
    table = _table(request, kind)
    row = get_object_or_404(table.model, pk=pk)
    return edit_page(
        request,
        table.form,
        template="staffing/form_page.html",
        key=f"reference:{kind}:{pk}",
        label=table.title,
        record=row,
        context={"title": table.title, "subtitle": row.name},
        cancel_url=row.get_absolute_url(),
        save=lambda form: actions.change_reference(
            row, by=request.user, version=form.version, **form.cleaned_data
        ),
        success=_("Saved."),
    )
