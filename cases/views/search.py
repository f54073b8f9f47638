"""One box for everything (S03): the text is posted and becomes a short-lived ticket."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.excerpts import around
from cases.models import Client, Consultation
from cases.rows import client_rows, client_values, contact_rows, contact_values
from cases.rules import ClientQuery, read_query
from staffing import audit
from staffing.permissions import Permission, require_anywhere
from staffing.searching import issue_ticket, ticket_text

GROUP = 10


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep the text and show what is found."""
    token = issue_ticket(request.user, request.POST.get("q", ""), now=timezone.now())
    return redirect("cases:search-results", token=token)


@require_GET
def search_results(request: HttpRequest, token: str) -> HttpResponse:
    """Show people and contacts of one's offices that fit; the first person has the focus."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    user, today = request.user, timezone.localdate()
    text = ticket_text(user, token)
    clients = _clients(request, read_query(text, today=today))
    contacts = _contacts(request, text)
    context = {
        "text": text,
        "token": token,
        "clients": clients[:GROUP],
        "has_more_clients": len(clients) > GROUP,
        "contacts": contacts[:GROUP],
        "has_more_contacts": len(contacts) > GROUP,
    }
    return render(request, "cases/search_results.html", context)


def _clients(request: HttpRequest, wanted: ClientQuery) -> list[dict]:
    """The people who fit best; only for these few the facts of their rows are looked up."""
    people = Client.objects.visible_to(request.user)
    best = people.matching(wanted).best_first(wanted).values("pk")[: GROUP + 1]
    found = people.filter(pk__in=best).best_first(wanted)
    values = list(client_values(found, user=request.user))
    rows, _labels = client_rows(values, user=request.user, today=timezone.localdate())
    return rows


def _contacts(request: HttpRequest, text: str) -> list[dict]:
    """The newest contacts whose note holds the text, each with the place where it stands."""
    if not text:
        return []
    found = Consultation.objects.visible_to(request.user).mentioning(text).newest()
    values = list(contact_values(found).annotate(whole=F("text"))[: GROUP + 1])
    rows = contact_rows(values, today=timezone.localdate())
    for row, value in zip(rows, values, strict=True):
        row["excerpt"] = around(value["whole"], text)
    if rows:
        office_id = request.office.pk if request.office else None
        audit.record(request.user, "consultation.listed", Consultation(), office_id=office_id)
    return rows
