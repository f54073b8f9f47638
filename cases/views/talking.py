"""面談モード of a person's file: large type, only this person's data (S10, S11)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Client
from cases.person import note_view
from cases.talking import client_talk
from config.common.furigana import name_readings
from staffing.permissions import Permission, require


@require_GET
def client_talk_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is written about a person, to be checked together."""
    clients = Client.objects.visible_to(request.user).select_related("face_sheet")
    client = get_object_or_404(clients, pk=pk)
    require(request.user, Permission.CLIENT_VIEW, client.office_id)
    now = timezone.now()
    note_view(client, user=request.user, now=now)
    context = {
        "client": client,
        "title": client.name,
        "parts": client_talk(client, now=now),
        "leave_url": client.get_absolute_url(),
    }
    known = name_readings(client.name, client.name_kana)
    return render(request, "cases/talk.html", context | readings_asked(request, known))


def readings_asked(request: HttpRequest, known: dict[str, str]) -> dict[str, Any]:
    """Return the readings for the page if furigana are asked for."""
    return {"readings": known if request.GET.get("ruby") else None}
