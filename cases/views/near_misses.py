"""ひやりはっと, good cases and cases to think about: the list, a record, its follow-up (O-11)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import near_misses as actions
from cases.filters.near_misses import NearMissFilter
from cases.forms import RemoveForm
from cases.forms.choosing import choosable
from cases.forms.near_misses import FollowForm, NearMissForm
from cases.meetings import meetings_of
from cases.models import Client, NearMiss
from config.common.keys import read_key
from config.common.paging import page_by_key
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page

LIST = "cases:near-miss-list"


@require_GET
@keeps_conditions("near-miss-list")
def near_miss_list(request: HttpRequest) -> HttpResponse:
    """List what one's offices learn from, the newest first."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    rows = NearMiss.objects.visible_to(request.user).select_related("client", "reporter")
    listed = NearMissFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": listed,
        "page": page_by_key(request, listed.qs, listed=listed, order=("-occurred_on", "-pk")),
        "today": timezone.localdate(),
    }
    return render(request, "cases/near_miss_list.html", context)


@require_http_methods(["GET", "POST"])
def near_miss_create(request: HttpRequest) -> HttpResponse:
    """Record something at the chosen office, about a person or about nobody."""
    client, office = None, request.office
    if key := read_key(request.GET.get("client")):
        rows = Client.objects.visible_to(request.user).select_related("office")
        client = get_object_or_404(rows, pk=key)
        office = client.office
    require(request.user, Permission.LOG_WRITE, office)
    title = _("Record a near miss or a case")
    return edit_page(
        request,
        NearMissForm,
        template="cases/near_miss_form.html",
        key=f"near-miss:new:{key or ''}",
        label=title,
        initial=choosable(client) | {"occurred_on": timezone.localdate()},
        form_kwargs={"office": office},
        cancel_url=reverse(LIST),
        success=_("Recorded. It can be put on the agenda of the monthly meeting."),
        context={"title": title},
        save=lambda form: actions.record_near_miss(
            by=request.user, office=office, reporter=request.user, **form.near_miss
        ),
    )


def _near_miss(request: HttpRequest, pk: int) -> NearMiss:
    rows = NearMiss.objects.visible_to(request.user)
    people = ("office", "client", "reporter", "updated_by")
    near_miss = get_object_or_404(rows.select_related(*people), pk=pk)
    require(request.user, Permission.LOG_WRITE, near_miss.office_id)
    return near_miss


@require_GET
def near_miss_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what happened, what came of it, and the meetings it was taken to."""
    near_miss = _near_miss(request, pk)
    audit.record(request.user, "near_miss.viewed", near_miss)
    context = {
        "near_miss": near_miss,
        "today": timezone.localdate(),
        "meetings": meetings_of(near_miss, request.user),
        "may_tap": can(request.user, Permission.MINUTES_EDIT, near_miss.office_id),
        "may_delete": _may_delete(request, near_miss),
        "texts": [
            (near_miss._meta.get_field(name).verbose_name, getattr(near_miss, name))
            for name in ("happened", "cause", "response", "prevention")
        ],
    }
    return render(request, "cases/near_miss_detail.html", context)


def _may_delete(request: HttpRequest, near_miss: NearMiss) -> bool:
    """Whoever reported it, and those who approve records."""
    is_own = near_miss.reporter_id == request.user.pk
    return is_own or can(request.user, Permission.RECORD_APPROVE, near_miss.office_id)


def _load(near_miss: NearMiss) -> tuple[dict, dict]:
    names = ("kind", "occurred_on", "title", "happened", "cause", "response", "prevention")
    values = {name: getattr(near_miss, name) for name in (*names, "follow_on")}
    return values | choosable(near_miss.client), {}


@require_http_methods(["GET", "POST"])
def near_miss_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or complete a record."""
    near_miss = _near_miss(request, pk)
    title = _("Change the record")
    return edit_page(
        request,
        NearMissForm,
        template="cases/near_miss_form.html",
        key=f"near-miss:{pk}",
        label=near_miss.title,
        record=near_miss,
        load=_load,
        form_kwargs={"office": near_miss.office},
        cancel_url=near_miss.get_absolute_url(),
        success=_("Saved."),
        context={"title": title},
        save=lambda form: actions.change_near_miss(
            near_miss, by=request.user, version=form.version, **form.near_miss
        ),
    )


@require_http_methods(["GET", "POST"])
def near_miss_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what came of it."""
    near_miss = _near_miss(request, pk)
    if near_miss.followed_on:
        return redirect(near_miss)
    title = _("What came of it")
    return edit_page(
        request,
        FollowForm,
        template="cases/near_miss_form.html",
        key=f"near-miss:{pk}:follow",
        label=near_miss.title,
        record=near_miss,
        initial={"followed_on": timezone.localdate()},
        load=lambda record: (
            {"followed_on": timezone.localdate(), "follow_note": record.follow_note},
            {},
        ),
        form_kwargs={"office": near_miss.office, "happened": near_miss.occurred_on},
        cancel_url=near_miss.get_absolute_url(),
        success=_("Saved."),
        context={"title": title, "near_miss": near_miss},
        save=lambda form: actions.follow_near_miss(
            near_miss, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_POST
def near_miss_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the follow-up back."""
    near_miss = _near_miss(request, pk)
    if near_miss.followed_on:
        actions.reopen_near_miss(near_miss, by=request.user)
    return redirect(near_miss)


@require_http_methods(["GET", "POST"])
def near_miss_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a record with a reason; its reporter and those who approve may."""
    near_miss = _near_miss(request, pk)
    if not _may_delete(request, near_miss):
        require(request.user, Permission.RECORD_APPROVE, near_miss.office_id)

    def save(form: RemoveForm) -> str:
        actions.remove_near_miss(near_miss, by=request.user, reason=form.cleaned_data["reason"])
        return reverse(LIST)

    title = _("Delete the record")
    return edit_page(
        request,
        RemoveForm,
        template="cases/near_miss_form.html",
        key=f"near-miss:{pk}:delete",
        label=near_miss.title,
        cancel_url=near_miss.get_absolute_url(),
        submit_label=title,
        success=_("Deleted. It can be restored from the deleted records."),
        context={"title": title, "near_miss": near_miss},
        save=save,
    )


@require_POST
def near_miss_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted record back."""
    near_miss = get_object_or_404(NearMiss.objects.deleted_for(request.user), pk=pk)
    if not _may_delete(request, near_miss):
        require(request.user, Permission.RECORD_APPROVE, near_miss.office_id)
    actions.restore_near_miss(near_miss, by=request.user)
    messages.success(request, _("The record is restored."))
    return redirect(near_miss)
