"""操作履歴: who did what, readable by a manager (S45)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from config.common.paging import page_by_key
from staffing import audit
from staffing.filters import AuditFilter
from staffing.history import client_names, describe
from staffing.list_views import keeps_conditions
from staffing.models import AuditEntry
from staffing.permissions import Permission, require_anywhere


@require_GET
@keeps_conditions("history-list")
def history_list(request: HttpRequest) -> HttpResponse:
    """List the acts at one's offices, newest first, in sentences."""
    require_anywhere(request.user, Permission.HISTORY_VIEW)
    entries = AuditEntry.objects.visible_to(request.user).select_related("user", "office")
    listed = AuditFilter(request.GET, queryset=entries, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    names = client_names(page.rows, request.user)
    rows = [
        {
            "entry": entry,
            "act": audit.label(entry.verb),
            "changes": describe(entry),
            "client": names.get(entry.client_id),
        }
        for entry in page
    ]
    return render(
        request, "staffing/history_list.html", {"filter": listed, "page": page, "rows": rows}
    )
