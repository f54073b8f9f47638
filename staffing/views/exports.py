"""データ出力 (S37): the lists that can be taken as a file, and who took which."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from staffing.exporting import Asked, export_page
from staffing.filters import ExportFilter
from staffing.list_views import keeps_conditions
from staffing.models import AuditEntry
from staffing.outputs import find_output, outputs_of, taken_offices, title_of
from staffing.permissions import Permission, require
from staffing.signin import fresh_login_required


@require_GET
@keeps_conditions("export-list")
def export_list(request: HttpRequest) -> HttpResponse:
    """Show what can be taken, and the files that were taken from one's offices."""
    require(request.user, Permission.LIST_EXPORT, request.office)
    offices = request.user.access.offices_with(Permission.LIST_EXPORT)
    entries = AuditEntry.objects.exported_from(offices).select_related("user", "office")
    listed = ExportFilter(request.GET, queryset=entries, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    context = {
        "filter": listed,
        "page": page,
        "outputs": outputs_of(request.user, request.office.pk),
        "rows": [_row(entry) for entry in page],
    }
    return render(request, "staffing/export_list.html", context)


def _row(entry: AuditEntry) -> dict[str, Any]:
    return {
        "entry": entry,
        "title": title_of(entry.details.get("list")),
        "number": entry.details.get("rows", 0),
        "with_names": entry.details.get("with_names", False),
        "reason": entry.details.get("reason", ""),
    }


@require_http_methods(["GET", "POST"])
@fresh_login_required
def list_export(request: HttpRequest, key: str) -> HttpResponse:
    """Write one list as a file, under the conditions of the address."""
    output = find_output(key)
    if output is None:
        raise Http404
    require(request.user, Permission.LIST_EXPORT, request.office)
    require(request.user, output.permission, request.office)
    offices, left_out = (request.office,), ()
    if output.office_path:
        taken = taken_offices(request.user, output.permission)
        readable = request.user.access.offices_with(output.permission)
        held = [office for office in request.user.access.offices if office.pk in readable]
        offices = tuple(office for office in held if office.pk in taken)
        left_out = tuple(office for office in held if office.pk not in taken)
    asked = Asked(output, output.listed(request), offices, request.GET.urlencode(), left_out)
    return export_page(request, asked)
