"""The basic face sheet: read it, and write it under one version (S11)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.facesheet import face_sheet
from cases.facts import for_overview
from cases.forms import FaceSheetForm
from cases.forms.sheet import load_sheet
from cases.person import load_panels, note_view, person_context
from cases.views.person import find_client
from staffing.permissions import Permission, can
from staffing.sheets import edit_page


@require_GET
def client_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet in the order of the official form."""
    client = find_client(request, pk, Permission.CLIENT_VIEW, for_overview)
    today, user = timezone.localdate(), request.user
    note_view(client, user=user, now=timezone.now())
    context = person_context(client, user=user, today=today, tab="edit")
    context |= {
        "face": face_sheet(client, today),
        "may_edit": can(user, Permission.CLIENT_EDIT, client.office_id),
        "sheet_panels": load_panels(client, "sheet", user=user, today=today),
    }
    return render(request, "cases/client_sheet.html", context)


@require_http_methods(["GET", "POST"])
def client_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the sheet."""
    client = find_client(request, pk, Permission.CLIENT_EDIT)
    if request.method == "GET":
        note_view(client, user=request.user, now=timezone.now())
    today, url = timezone.localdate(), reverse("cases:client-sheet", args=[client.pk])

    def save(form: FaceSheetForm) -> str:
        actions.change_sheet(client, by=request.user, version=form.version, **form.written)
        return url

    return edit_page(
        request,
        FaceSheetForm,
        template="cases/client_edit.html",
        key=f"client:{client.pk}",
        label=_("Basic information of %(name)s") % {"name": client.name},
        record=client,
        load=load_sheet,
        form_kwargs={"office": client.office},
        cancel_url=url,
        success=_("The basic information is saved."),
        context=person_context(client, user=request.user, today=today, tab="edit"),
        save=save,
    )
