"""The pages of one person: overview, log, basic information, history (S10, S11, S15, S17)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.facts import for_overview, for_page, last_consent, open_promises
from cases.filters import TimelineFilter
from cases.forms import ClientForm, ConsentForm
from cases.models import CaseAssignment, CaseStep, Client
from cases.person import current_case, load_panels, note_view, person_context
from cases.rows import LONG_EXCERPT, contact_rows, contact_values, with_promise
from cases.steps import steps_panel
from cases.timeline import months
from config.common.paging import page_by_key
from staffing import audit
from staffing.history import describe
from staffing.models import AuditEntry
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page

RECENT = 5
PER_PAGE = 30


def _client(request: HttpRequest, pk: int, permission: Permission, load=for_page) -> Client:
    visible = Client.objects.visible_to(request.user)
    client = get_object_or_404(load(visible, request.user), pk=pk)
    require(request.user, permission, client.office_id)
    return client


@require_GET
def client_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a substitute must know in half a minute."""
    client = _client(request, pk, Permission.CLIENT_VIEW, for_overview)
    today, user = timezone.localdate(), request.user
    note_view(client, user=user, now=timezone.now())
    case = current_case(client)
    recent = contact_values(client.consultations.alive().newest(), excerpt=LONG_EXCERPT)
    context = person_context(client, user=user, today=today, tab="overview", case=case)
    context |= {
        "steps": steps_panel(client, case, user=user, today=today),
        "entries": contact_rows(with_promise(recent)[:RECENT], today=today, excerpt=LONG_EXCERPT),
        "promises": open_promises(client),
        "consent": last_consent(client),
        "main_panels": load_panels(client, "main", user=user, today=today),
        "side_panels": load_panels(client, "side", user=user, today=today),
        "step_panels": load_panels(client, "steps", user=user, today=today),
    }
    return render(request, "cases/client_detail.html", context)


@require_GET
def client_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every contact with the person, newest first, under its month."""
    client = _client(request, pk, Permission.CLIENT_VIEW)
    today = timezone.localdate()
    note_view(client, user=request.user, now=timezone.now())
    contacts = client.consultations.alive()
    listed = TimelineFilter(request.GET, queryset=contacts, request=request, today=today)
    values = with_promise(contact_values(listed.qs, excerpt=LONG_EXCERPT))
    page = page_by_key(request, values, order=("-occurred_at", "-pk"), per_page=PER_PAGE)
    rows = contact_rows(page.rows, today=today, excerpt=LONG_EXCERPT)
    context = person_context(client, user=request.user, today=today, tab="log")
    context |= {"filter": listed, "page": page, "months": months(rows)}
    return render(request, "cases/client_log.html", context)


@require_http_methods(["GET", "POST"])
def client_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the basic information."""
    client = _client(request, pk, Permission.CLIENT_EDIT)
    if request.method == "GET":
        note_view(client, user=request.user, now=timezone.now())
    today = timezone.localdate()
    context = person_context(client, user=request.user, today=today, tab="edit")
    context["consents"] = client.consents.alive().order_by("-given_on", "-pk")
    return edit_page(
        request,
        ClientForm,
        template="cases/client_edit.html",
        key=f"client:{client.pk}",
        label=_("Basic information of %(name)s") % {"name": client.name},
        record=client,
        cancel_url=client.get_absolute_url(),
        success=_("The basic information is saved."),
        context=context,
        save=lambda form: actions.change_client(
            client, by=request.user, version=form.version, **form.person
        ),
    )


@require_http_methods(["GET", "POST"])
def consent_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the person agreed to the use of personal information."""
    client = _client(request, pk, Permission.CLIENT_EDIT)
    today = timezone.localdate()

    def save(form: ConsentForm) -> str:
        actions.record_consent(client, by=request.user, **form.cleaned_data)
        return client.get_absolute_url()

    title = _("Record a consent")
    return edit_page(
        request,
        ConsentForm,
        template="cases/person_form.html",
        key=f"consent:{client.pk}",
        label=title,
        initial={"given_on": today, "method": "written"},
        cancel_url=client.get_absolute_url(),
        success=_("The consent is recorded."),
        context=person_context(client, user=request.user, today=today) | {"title": title},
        save=save,
    )


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
    client = _client(request, pk, Permission.CLIENT_VIEW)
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
