"""The people an office supports: the list and the suggestions while typing (S08)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.filters import ClientFilter
from cases.forms.choosing import MOST_CANDIDATES, STRANGER
from cases.models import Client
from cases.rows import client_rows, client_values, family_name
from cases.rules import read_query
from config.common.filtering import kept_query
from config.common.kana import KANA_ROWS
from config.common.keys import read_key
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.models import Office
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.searching import open_searched


def _chips(listed: ClientFilter) -> list[dict]:
    """The rows of the kana table as links that keep the other conditions."""
    chosen = listed.data.get("row", "") if listed.data else ""
    chips = []
    for row in ("", *KANA_ROWS):
        query = kept_query(listed, leaving=("row",))
        if row:
            query["row"] = row
        chips.append({"label": row, "query": query.urlencode(), "is_current": row == chosen})
    return chips


@require_GET
@keeps_conditions("client-list")
def client_list(request: HttpRequest) -> HttpResponse:
    """List the people of one's offices in 五十音 order."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    today = timezone.localdate()
    clients = Client.objects.visible_to(request.user)
    listed = ClientFilter(request.GET, queryset=clients, request=request, today=today)
    more = ["municipality__name"] if "municipality" in listed.table.shown else []
    values = client_values(listed.qs, *more, user=request.user)
    page = page_by_key(request, values, listed=listed, order=("kana_sort", "pk"))
    rows = client_rows(page.rows, user=request.user, today=today)
    openings = listed.table.openings
    for row in rows:
        cells = ((openings[column.key], value) for column, value in row["cells"])
        row["added"] = [(opening, value) for opening, value in cells if opening]
    context = {
        "filter": listed,
        "page": page,
        "rows": rows,
        "chips": _chips(listed),
        "imports": can(request.user, Permission.LIST_IMPORT, request.office),
        "is_first": not rows and not Client.objects.visible_to(request.user).exists(),
        "has_offices": len(request.user.access.file_office_ids) > 1,
    }
    return render(request, "cases/client_list.html", context)


@require_POST
def client_search(request: HttpRequest) -> HttpResponse:
    """Narrow the list of clients."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    return open_searched(request, "cases:client-list", ClientFilter)


@require_POST
def client_suggest(request: HttpRequest) -> HttpResponse:
    """Suggest people of one office while a name is typed."""
    office = request.office
    if key := read_key(request.GET.get("office")):
        office = get_object_or_404(Office.objects.visible_to(request.user), pk=key)
    require(request.user, Permission.CLIENT_VIEW, office)
    text = request.POST.get("q", "").strip()[:60]
    wanted = read_query(text, today=timezone.localdate())
    people = Client.objects.visible_to(request.user).filter(office_id=office.pk)
    found = people.matching(wanted).best_first(wanted).with_worker()[:MOST_CANDIDATES]
    context = {
        "people": [
            {"client": client, "worker": family_name(client.worker_name or "")} for client in found
        ],
        "text": text,
        "stranger": STRANGER if request.GET.get("strangers") else "",
    }
    return render(request, "cases/_suggestions.html", context)
