"""The list of what was deleted, and the way back for papers and files."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions.attachments import restore_attachment
from cases.actions.documents import restore_document
from cases.deletion import deleted_kind, deleted_kinds
from cases.filters import DeletedFilter
from config.common.paging import COUNT_CAP, page_by_key
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require_anywhere
from staffing.saving import Refused
from staffing.sheets import tell_refusal


@require_GET
@keeps_conditions("deleted-list")
def deleted_list(request: HttpRequest) -> HttpResponse:
    """List what was deleted, one kind at a time, with the reasons."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    kind = deleted_kind(request.GET.get("kind", ""))
    if kind is None:
        raise Http404
    rows = kind.rows(request.user).select_related("deleted_by")
    listed = DeletedFilter(request.GET, queryset=rows, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-deleted_at", "-pk"))
    context = {
        "filter": listed,
        "page": page,
        "kind": kind,
        "chips": [
            {
                "label": each.label,
                "number": each.rows(request.user).order_by().values("pk")[:COUNT_CAP].count(),
                "url": f"{reverse('cases:deleted-list')}?kind={each.key}",
                "is_current": each is kind,
            }
            for each in deleted_kinds()
        ],
        "rows": [
            {
                "record": record,
                "when": kind.when(record),
                "has_hour": isinstance(kind.when(record), datetime),
                "who": kind.who(record),
                "what": kind.what(record),
                "restore_url": reverse(kind.restore_url, args=[record.pk])
                if kind.may_restore(request.user, record)
                else "",
            }
            for record in page
        ],
    }
    return render(request, "cases/deleted_list.html", context)


def _deleted(request: HttpRequest, key: str, pk: int) -> models.Model:
    kind = next(each for each in deleted_kinds() if each.key == key)
    record = get_object_or_404(kind.rows(request.user), pk=pk)
    if not kind.may_restore(request.user, record):
        raise PermissionDenied
    return record


@require_POST
def document_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted paper back."""
    document = _deleted(request, "paper", pk)
    restore_document(document, by=request.user)
    messages.success(request, _("The paper is restored."))
    return redirect(document)


@require_POST
def attachment_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted file back."""
    attachment = _deleted(request, "file", pk)
    try:
        restore_attachment(attachment, by=request.user)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect(f"{reverse('cases:deleted-list')}?kind=file")
    messages.success(request, _("The file is restored."))
    return redirect(attachment)
