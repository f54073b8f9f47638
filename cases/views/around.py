"""What the pages about family and supporters of a person share."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from cases.facts import for_page
from cases.models import Client
from staffing.permissions import Permission, require
from staffing.sheets import SheetForm
from staffing.sheets.drafts import DraftName


def load_client(request: HttpRequest, pk: int, permission: Permission) -> Client:
    """The person of a page, with what every page about a person shows."""
    visible = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(for_page(visible, request.user), pk=pk)
    require(request.user, permission, client.office_id)
    return client


def tab_url(client: Client, added: str = "") -> str:
    """The page with both tables; `added` says at which one somebody goes on writing."""
    url = reverse("cases:client-family", args=[client.pk])
    return f"{url}?added={added}#{added}" if added else url


@dataclass
class RowForm:
    """The row at the end of a table; it is posted to the page where all fields stand."""

    id: str
    form: SheetForm
    hidden: dict[str, str]
    url: str

    @property
    def cells(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.form.ROW]


def row_form(
    request: HttpRequest,
    form_class: type[SheetForm],
    client: Client,
    *,
    part: str,
    url: str,
    label: str,
    **options: Any,
) -> RowForm:
    """Return an empty row; whoever has just added one goes on typing in it."""
    form = form_class(
        today=timezone.localdate(),
        now=timezone.localtime(),
        user=request.user,
        office=client.office,
        auto_id=f"{part}-%s",
        **options,
    )
    form_id = f"row-{part}"
    for name in (*form.ROW, *(bound.name for bound in form.hidden_fields())):
        field = form.fields[name]
        field.widget.attrs |= {"form": form_id, "aria-label": field.label}
        if not isinstance(field.widget, forms.CheckboxInput) and "size" not in field.widget.attrs:
            field.widget.attrs["class"] = "w-s"
    if request.GET.get("added") == part:
        form.fields[form.ROW[0]].widget.attrs["autofocus"] = True
    draft = DraftName(f"{part}:{client.pk}:new", label, url)
    hidden = {"_key": str(uuid.uuid4()), "_draft": draft.token()}
    return RowForm(form_id, form, hidden, url)
