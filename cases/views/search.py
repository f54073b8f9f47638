"""One box for everything (S03): the text is posted and becomes a short-lived ticket."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases import finding
from cases.excerpts import around, marked
from cases.mentions import newest_mentions
from cases.models import Client, Consultation
from cases.models.clients import NUMBERS
from cases.rows import client_rows, client_values, contact_rows
from cases.rules import ClientQuery, read_query
from config.common.kana import name_key, search_key
from config.common.phones import format_phone
from staffing import audit
from staffing.asking import prepared_for_user
from staffing.models import User
from staffing.permissions import Permission, require_anywhere
from staffing.searching import issue_ticket, ticket_text

GROUP, MOST = 10, 50
PEOPLE, RECORDS = "people", "records"


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep the text and show what is found."""
    token = issue_ticket(request.user, request.POST.get("q", ""), now=timezone.now())
    return redirect("cases:search-results", token=token)


@require_GET
def search_results(request: HttpRequest, token: str) -> HttpResponse:
    """Show what of one's offices fits, in groups; the first person has the focus."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    text = ticket_text(request.user, token)
    groups = finding.groups(request.user)
    ranges = {PEOPLE: _("Clients"), RECORDS: _("Records")} | {g.key: g.label for g in groups}
    asked = request.GET.get("in")
    shown = [asked] if asked in ranges else list(ranges)
    wanted = read_query(text, today=timezone.localdate())
    clients = _clients(request, wanted) if PEOPLE in shown else []
    contacts = _contacts(request, text) if RECORDS in shown else []
    most = MOST if asked in ranges else GROUP
    others = [group for group in groups if group.key in shown]
    found = finding.find(others, request.user, text, most=most)
    context = {
        "text": text,
        "token": token,
        "ranges": ranges,
        "asked": asked if asked in ranges else "",
        "clients": clients[:GROUP],
        "has_more_clients": len(clients) > GROUP,
        "contacts": contacts[:GROUP],
        "has_more_contacts": len(contacts) > GROUP,
        "others": [(group, *found[group.key]) for group in others if group.key in found],
    }
    return render(request, "cases/search_results.html", context)


def _clients(request: HttpRequest, wanted: ClientQuery) -> list[dict[str, Any]]:
    """The people who fit best; only for these few the facts of their rows are looked up."""
    people = Client.objects.visible_to(request.user).matching(wanted)
    people = people.best_first(wanted, request.user)
    best = tuple(people.values_list("pk", flat=True)[: GROUP + 1])
    values = sorted(_facts(request.user, keys=best), key=lambda row: best.index(row["pk"]))
    rows = client_rows(values, user=request.user, today=timezone.localdate())
    return [row | _marks(row, wanted) for row in rows]


@prepared_for_user
def _facts(user: User, *, keys: tuple[int, ...]) -> QuerySet:
    people = Client.objects.visible_to(user).filter(pk__in=keys)
    return client_values(people, *NUMBERS, user=user)


def _marks(row: dict[str, Any], wanted: ClientQuery) -> dict[str, Any]:
    """Return what a row shows of a person with the part that fits marked, and the number found."""
    every = (wanted, *wanted.parts)
    digits = [each.digits for each in every if each.digits]
    phones = (row["phone"], row["mobile"])
    papers = (row["certificate_number"], *row["other_numbers"].split())
    phone = next((text for text in phones if any(each in text for each in digits)), "")
    paper = next((text for text in papers if any(each in text for each in digits)), "")
    number = marked(paper, str, digits) if paper else ""
    if phone:
        number = marked(format_phone(phone), lambda x: x if x.isdigit() else "", digits)
    return {
        "shown_name": marked(row["name"], name_key, [each.name_key for each in every]),
        "shown_kana": marked(row["name_kana"], search_key, [each.kana_key for each in every]),
        "number": number,
        "is_birth": row["birth_on"] in [each.birth_on for each in every if each.birth_on],
    }


def _contacts(request: HttpRequest, text: str) -> list[dict[str, Any]]:
    """The newest contacts whose note holds the text, each with the place where it stands."""
    if not text:
        return []
    values = newest_mentions(request.user, text, most=GROUP + 1)
    rows = contact_rows(values, today=timezone.localdate())
    for row, value in zip(rows, values, strict=True):
        row["excerpt"] = around(value["whole"], text)
    if rows:
        office_id = request.office.pk if request.office else None
        audit.record(request.user, "consultation.listed", Consultation(), office_id=office_id)
    return rows
