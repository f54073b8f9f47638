"""保存した条件: save one from a list, look through them, remove them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from staffing.actions import list_views as actions
from staffing.forms.list_views import ListViewForm
from staffing.list_views import KeptList, conditions, find_list, kept_lists
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page


def _kept(key: str) -> KeptList:
    kept = find_list(key)
    if kept is None:
        raise Http404
    return kept


def _back(kept: KeptList, query: str) -> str:
    path = reverse(kept.url_name)
    return f"{path}?{query}" if query else path


@require_http_methods(["GET", "POST"])
def view_create(request: HttpRequest, key: str) -> HttpResponse:
    """Save the conditions of a list as they stand in the address."""
    require(request.user, Permission.CLIENT_VIEW, request.office)
    kept = _kept(key)
    query = conditions(kept, request.GET)

    def save(form: ListViewForm) -> str:
        told = form.cleaned_data
        office = request.office if told.get("is_shared") else None
        actions.save_view(
            request.user,
            key,
            name=told["name"],
            query=query,
            office=office,
            is_default=told["is_default"],
        )
        return _back(kept, query)

    title = _("Save the conditions of “%(list)s”") % {"list": kept.title}
    return edit_page(
        request,
        ListViewForm,
        template="staffing/form_page.html",
        key=f"view:{key}",
        label=title,
        cancel_url=_back(kept, query),
        success=_("Saved."),
        context={"title": title},
        save=save,
    )


@require_GET
def view_overview(request: HttpRequest) -> HttpResponse:
    """Show one's own saved conditions and the office's."""
    require(request.user, Permission.CLIENT_VIEW, request.office)
    may_share = can(request.user, Permission.MASTERS_EDIT, request.office)
    rows: list[dict[str, Any]] = []
    for kept in kept_lists():
        state = request.user.list_views.get(kept.key, {})
        default = state.get("default")
        owners = (
            ("own", state.get("saved", []), True),
            ("office", request.office.list_views.get(kept.key, []), may_share),
        )
        for owner, views, may_remove in owners:
            rows += [
                {
                    "kept": kept,
                    "name": view["name"],
                    "url": _back(kept, view["query"]),
                    "owner": owner,
                    "is_default": view["query"] == default,
                    "may_remove": may_remove,
                }
                for view in views
            ]
    return render(request, "staffing/saved_views.html", {"rows": rows})


@require_POST
def view_remove(request: HttpRequest, key: str) -> HttpResponse:
    """Remove a saved condition."""
    require(request.user, Permission.CLIENT_VIEW, request.office)
    kept, name = _kept(key), request.POST.get("name", "")
    office = None
    if request.POST.get("owner") == "office":
        require(request.user, Permission.MASTERS_EDIT, request.office)
        office = request.office
    actions.remove_view(request.user, kept.key, name=name, office=office)
    messages.success(request, _("The condition is removed."))
    return redirect("staffing:view-overview")


@require_POST
def view_default(request: HttpRequest, key: str) -> HttpResponse:
    """Open a list with a condition from now on, or as it was left."""
    require(request.user, Permission.CLIENT_VIEW, request.office)
    kept = _kept(key)
    shown = request.user.list_views.get(kept.key, {}).get("saved", [])
    shown = [*shown, *request.office.list_views.get(kept.key, [])]
    name = request.POST.get("name", "")
    query = next((view["query"] for view in shown if view["name"] == name), "")
    actions.set_default(request.user, kept.key, query)
    return redirect("staffing:view-overview")
