"""Files whose time of keeping is over: the list, its export, and the decision of two people."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import purging as actions
from cases.filters.retention import RetentionFilter
from cases.forms.deciding import PurgeForm, TypedNameForm
from cases.models import Client, Purge
from cases.retention import files_of_age, is_of_age, row_of, years_of_offices
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page
from staffing.signin import fresh_login_required


@require_GET
@keeps_conditions("retention-list")
def retention_list(request: HttpRequest) -> HttpResponse:
    """List the files that are of age; nothing is ever deleted by itself."""
    require_anywhere(request.user, Permission.FILE_PURGE)
    today = timezone.localdate()
    years = years_of_offices(request.user, today=today)
    people = files_of_age(request.user, years, today=today)
    listed = RetentionFilter(request.GET, queryset=people, request=request, today=today)
    page = page_by_key(request, listed.qs, listed=listed, order=("kana_sort", "pk"))
    waiting = Purge.objects.visible_to(request.user).waiting()
    purges = {each.client_id: each for each in waiting.select_related("asked_by")}
    context = {
        "filter": listed,
        "page": page,
        "rows": [
            row_of(client, years[client.office_id]) | {"purge": purges.get(client.pk)}
            for client in page
        ],
        "years": sorted(set(years.values())),
        "done": Purge.objects.visible_to(request.user)
        .filter(done_at__isnull=False)
        .select_related("asked_by", "confirmed_by")
        .order_by("-done_at")[:20],
    }
    return render(request, "cases/retention_list.html", context)


@require_http_methods(["GET", "POST"])
@fresh_login_required
def purge_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that a file of age be deleted for good; a second person has to confirm it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.FILE_PURGE, client.office_id)
    if not is_of_age(client, today=timezone.localdate()):
        messages.warning(request, _("This file still has to be kept."))
        return redirect("cases:retention-list")

    def save(form: PurgeForm) -> str:
        reason = form.cleaned_data["reason"]
        actions.ask_purge(client, by=request.user, reason=reason, now=timezone.localtime())
        return reverse("cases:retention-list")

    title = _("Delete the file for good")
    return edit_page(
        request,
        PurgeForm,
        template="cases/purge_form.html",
        key=f"purge:{client.pk}",
        label=title,
        form_kwargs={"name": client.name},
        cancel_url=reverse("cases:retention-list"),
        submit_label=_("Ask a second person"),
        success=_("It waits for the confirmation of a second person."),
        context={"heading": title, "client": client, "contents": actions.file_counts(client)},
        save=save,
    )


def _purge(request: HttpRequest, pk: int) -> tuple[Purge, Client]:
    purges = Purge.objects.visible_to(request.user).waiting().select_related("asked_by")
    purge = get_object_or_404(purges, pk=pk)
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=purge.client_id)
    return purge, client


@require_http_methods(["GET", "POST"])
@fresh_login_required
def purge_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, as the second person, and delete the file for good."""
    purge, client = _purge(request, pk)
    require(request.user, Permission.RECORD_APPROVE, purge.office_id)

    def save(form: TypedNameForm) -> str:
        actions.confirm_purge(purge, client, by=request.user, now=timezone.now())
        may_list = can(request.user, Permission.FILE_PURGE, purge.office_id)
        return reverse("cases:retention-list" if may_list else "cases:client-list")

    title = _("Confirm: delete the file for good")
    context: dict[str, Any] = {"heading": title, "client": client, "purge": purge}
    context |= {
        "contents": actions.file_counts(client),
        "is_own": purge.asked_by_id == request.user.pk,
    }
    return edit_page(
        request,
        TypedNameForm,
        template="cases/purge_form.html",
        key=f"purge-confirm:{purge.pk}",
        label=title,
        form_kwargs={"name": client.name},
        cancel_url=client.get_absolute_url(),
        submit_label=title,
        success=_("The file is deleted for good. The history says who decided it."),
        context=context,
        save=save,
    )


@require_POST
def purge_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the wish back, or refuse it: the file stays."""
    purge, client = _purge(request, pk)
    if purge.asked_by_id != request.user.pk and not can(
        request.user, Permission.RECORD_APPROVE, purge.office_id
    ):
        raise PermissionDenied
    actions.withdraw_purge(purge, by=request.user, now=timezone.now())
    messages.success(request, _("The file stays."))
    return redirect(client)
