"""やること: what somebody promised to do, until a word closes it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.filters import PromiseFilter
from cases.forms import ClosePromiseForm, MovePromiseForm, PromiseForm
from cases.forms.choosing import choosable
from cases.models import Client, Promise
from config.common.keys import read_key
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require, require_anywhere
from staffing.saving import StaleState
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("promise-list")
def promise_list(request: HttpRequest) -> HttpResponse:
    """List what is to be done at one's offices."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    promises = Promise.objects.visible_to(request.user).select_related("client", "owner")
    listed = PromiseFilter(request.GET, queryset=promises.by_day(), request=request)
    page = page_by_key(
        request, listed.qs, listed=listed, order=listed.order, anchors=promises.by_day()
    )
    context = {
        "filter": listed,
        "page": page,
        "today": timezone.localdate(),
        "is_closed": listed.is_closed,
    }
    return render(request, "cases/promise_list.html", context)


def _promise(request: HttpRequest, pk: int) -> Promise:
    people = ("client", "owner", "office", "updated_by")
    rows = Promise.objects.visible_to(request.user).select_related(*people)
    promise = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.LOG_WRITE, promise.office_id)
    return promise


def _back(promise: Promise) -> str:
    """Where the promise is read: the person's page, else the list."""
    if promise.client_id:
        return reverse("cases:client-detail", args=[promise.client_id])
    return reverse("cases:promise-list")


@require_http_methods(["GET", "POST"])
def promise_create(request: HttpRequest) -> HttpResponse:
    """Note something to do, for a person or for the office."""
    client, office = None, request.office
    if key := read_key(request.GET.get("client")):
        rows = Client.objects.visible_to(request.user).select_related("office")
        client = get_object_or_404(rows, pk=key)
        office = client.office
    require(request.user, Permission.LOG_WRITE, office)

    def save(form: PromiseForm) -> str:
        return _back(actions.make_promise(office=office, by=request.user, **form.promise))

    return edit_page(
        request,
        PromiseForm,
        template="cases/promise_form.html",
        key=f"promise:new:{key or ''}",
        label=_("Note something to do"),
        initial=choosable(client),
        form_kwargs={"office": office},
        cancel_url=client.get_absolute_url() if client else reverse("cases:promise-list"),
        success=_("Noted."),
        context={"title": _("Note something to do")},
        save=save,
    )


@require_http_methods(["GET", "POST"])
def promise_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a promise at once, or with a word on what came of it."""
    promise = _promise(request, pk)
    if promise.closed_at:
        return _done_already(request, promise)

    def save(form: ClosePromiseForm) -> str:
        note = form.cleaned_data["closing_note"]
        closed = actions.close_promise(promise, by=request.user, now=timezone.now(), note=note)
        return _back(closed)

    page = partial(
        edit_page,
        request,
        ClosePromiseForm,
        template="cases/promise_form.html",
        key=f"promise:{promise.pk}",
        label=_("Done: %(text)s") % {"text": promise.text[:60]},
        cancel_url=_back(promise),
        submit_label=_("Mark as done"),
        success=_("Marked as done."),
        context={"title": promise.text, "promise": promise},
        save=save,
    )
    try:
        return page()
    except StaleState:
        return _done_already(request, _promise(request, pk))


def _done_already(request: HttpRequest, promise: Promise) -> HttpResponse:
    """Say who closed it when; a second click of the same person just goes on."""
    if request.method == "POST" and promise.updated_by_id == request.user.pk:
        return redirect(_back(promise))
    context = {"promise": promise, "back_url": _back(promise)}
    status = 409 if request.method == "POST" else 200
    return render(request, "cases/promise_closed.html", context, status=status)


@require_http_methods(["GET", "POST"])
def promise_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a promise off, or pass it on to a colleague."""
    promise = _promise(request, pk)
    if promise.closed_at:
        return _done_already(request, promise)

    def save(form: MovePromiseForm) -> str:
        moved = actions.move_promise(
            promise, by=request.user, version=form.version, **form.cleaned_data
        )
        return _back(moved)

    title = _("Put off or pass on")
    return edit_page(
        request,
        MovePromiseForm,
        template="cases/promise_move.html",
        key=f"promise:{promise.pk}:move",
        label=title,
        record=promise,
        form_kwargs={"office": promise.office},
        cancel_url=_back(promise),
        success=_("The promise is changed."),
        context={
            "title": title,
            "promise": promise,
            "moves": promise.moves.select_related("made_by", "old_owner", "new_owner"),
        },
        save=save,
    )


@require_POST
def promise_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the closing back."""
    promise = _promise(request, pk)
    if promise.closed_at:
        actions.reopen_promise(promise, by=request.user)
    return redirect(_back(promise))
