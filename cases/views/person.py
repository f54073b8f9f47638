"""The pages of one person: overview, log, history (S10, S15, S17)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.endings import consent_state, endings
from cases.facts import for_overview, for_page, open_promises
from cases.filters import TimelineFilter
from cases.models import CaseAssignment, CaseStep, Client, Consultation
from cases.person import current_case, load_panels, note_view, person_context
from cases.rows import LONG_EXCERPT, contact_rows, contact_values, with_promise
from cases.steps import steps_panel
from cases.timeline import months
from config.common.paging import page_by_key
from config.common.prepared import prepared
from staffing import audit
from staffing.asking import prepared_for_user
from staffing.history import describe
from staffing.models import AuditEntry, User
from staffing.permissions import Permission, can, require

RECENT = 5
PER_PAGE = 30


@prepared_for_user
def _clients(user: User, load: Callable[..., QuerySet], *, key: int) -> QuerySet:
    return load(Client.objects.visible_to(user).filter(pk=key), user)


@prepared
def _recent(*, client_key: int) -> QuerySet:
    contacts = Consultation.objects.alive().filter(client_id=client_key).newest()
    return with_promise(contact_values(contacts, excerpt=LONG_EXCERPT))[:RECENT]


def find_client(request: HttpRequest, pk: int, permission: Permission, load=for_page) -> Client:
    """Return the person of a page, with all that it shows; outside the scope there is none."""
    client = next(iter(_clients(request.user, load, key=pk)), None)
    if client is None:
        raise Http404
    require(request.user, permission, client.office_id)
    return client


@require_GET
def client_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a substitute must know in half a minute."""
    client = find_client(request, pk, Permission.CLIENT_VIEW, for_overview)
    today, user = timezone.localdate(), request.user
    note_view(client, user=user, now=timezone.now())
    case = current_case(client)
    recent = _recent(client_key=client.pk)
    context = person_context(client, user=user, today=today, tab="overview", case=case)
    context |= {
        "steps": steps_panel(client, case, user=user, today=today),
        "entries": contact_rows(recent, today=today, excerpt=LONG_EXCERPT),
        "promises": open_promises(client),
        "consent": consent_state(client, case, today),
        "endings": endings(client, today),
        "main_panels": load_panels(client, "main", user=user, today=today),
        "side_panels": load_panels(client, "side", user=user, today=today),
        "step_panels": load_panels(client, "steps", user=user, today=today),
    }
    return render(request, "cases/client_detail.html", context)


@require_GET
def client_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every contact with the person, newest first, under its month."""
    client = find_client(request, pk, Permission.CLIENT_VIEW)
    today = timezone.localdate()
    note_view(client, user=request.user, now=timezone.now())
    contacts = client.consultations.alive()
    listed = TimelineFilter(request.GET, queryset=contacts, request=request, today=today)
    values = with_promise(contact_values(listed.qs, excerpt=LONG_EXCERPT))
    # With the person came how many records there are of them, as long as nothing narrows these.
    known = None if listed.chips else client.contacts_number
    paging = {"order": ("-occurred_at", "-pk"), "per_page": PER_PAGE, "known_total": known}
    page = page_by_key(request, values, **paging)
    rows = contact_rows(page.rows, today=today, excerpt=LONG_EXCERPT)
    context = person_context(client, user=request.user, today=today, tab="log")
    context |= {"filter": listed, "page": page, "months": months(rows)}
    return render(request, "cases/client_log.html", context)


def _acts(request: HttpRequest, client: Client) -> dict[str, Any]:
    """The audit entries of this file, for those who may read the history."""
    if not can(request.user, Permission.HISTORY_VIEW, client.office_id):
        return {}
    entries = AuditEntry.objects.visible_to(request.user).filter(client_id=client.pk)
    page = page_by_key(request, entries.select_related("user"), order=("-pk",))
    rows = [
        {"entry": entry, "act": audit.label(entry.verb), "changes": describe(entry)}
        for entry in page
    ]
    return {"page": page, "acts": rows}


@require_GET
def client_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the way of the case, who was in charge, and who did what with the file."""
    client = find_client(request, pk, Permission.CLIENT_VIEW)
    today = timezone.localdate()
    note_view(client, user=request.user, now=timezone.now())
    steps = CaseStep.objects.filter(case__client=client, case__deleted_at=None)
    charges = CaseAssignment.objects.filter(case__client=client, case__deleted_at=None)
    context = person_context(client, user=request.user, today=today, tab="history")
    context |= {
        "steps": steps.select_related("entered_by").order_by("-entered_on", "-pk"),
        "charges": charges.select_related("worker").order_by("-started_on", "-pk"),
        "log_url": reverse("cases:client-log", args=[client.pk]),
    }
    return render(request, "cases/client_history.html", context | _acts(request, client))
