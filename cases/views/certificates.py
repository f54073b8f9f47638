"""Certificates, handbooks, consents, guardians, points to consider of one person (S14)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.forms import (
    CertificateForm,
    ConsentForm,
    GuardianForm,
    HandbookForm,
    RemoveForm,
    WarningForm,
    WithdrawalForm,
)
from cases.models import (
    Client,
    Consent,
    DisabilityHandbook,
    Guardian,
    RecipientCertificate,
    WarningNote,
)
from cases.papers_page import papers_page
from cases.person import load_panels, note_view, person_context
from cases.views.person import find_client
from config.common.keys import read_key
from staffing.permissions import Permission, can, require
from staffing.saving import Refused
from staffing.sheets import edit_page, tell_refusal


@dataclass(frozen=True)
class Part:
    """A kind of paper or note: its table, form and verbs. `is_dated` verbs want the day."""

    model: type[models.Model]
    form: type
    add: Callable
    change: Callable
    title: str
    is_dated: bool = True


PARTS = {
    "certificate": Part(
        RecipientCertificate,
        CertificateForm,
        actions.register_certificate,
        actions.change_certificate,
        gettext_lazy("Certificate"),
    ),
    "handbook": Part(
        DisabilityHandbook,
        HandbookForm,
        actions.register_handbook,
        actions.change_handbook,
        gettext_lazy("Handbook"),
    ),
    "guardian": Part(
        Guardian,
        GuardianForm,
        actions.add_guardian,
        actions.change_guardian,
        gettext_lazy("Guardian"),
        is_dated=False,
    ),
    "warning": Part(
        WarningNote,
        WarningForm,
        actions.note_warning,
        actions.change_warning,
        gettext_lazy("Point to consider"),
        is_dated=False,
    ),
    "consent": Part(
        Consent,
        ConsentForm,
        actions.record_consent,
        actions.change_consent,
        gettext_lazy("Consent to use personal information"),
    ),
}


def _papers_url(client: Client) -> str:
    return reverse("cases:client-papers", args=[client.pk])


@require_GET
def client_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every paper of the person, the valid ones first, deleted ones at the end."""
    client = find_client(request, pk, Permission.CLIENT_VIEW)
    today, user = timezone.localdate(), request.user
    note_view(client, user=user, now=timezone.now())
    context = person_context(client, user=user, today=today, tab="papers")
    context |= papers_page(client, context["case"], today)
    context |= {
        "may_edit": can(user, Permission.CLIENT_EDIT, client.office_id),
        "papers_panels": load_panels(client, "papers", user=user, today=today),
    }
    return render(request, "cases/client_papers.html", context)


@require_http_methods(["GET", "POST"])
def part_create(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Register a paper or a note."""
    client = find_client(request, pk, Permission.CLIENT_EDIT)
    kind, today = PARTS[part], timezone.localdate()
    days = {"today": today} if kind.is_dated and part != "consent" else {}

    def save(form) -> str:
        kind.add(client, by=request.user, **days, **form.cleaned_data)
        return _papers_url(client)

    return edit_page(
        request,
        kind.form,
        template=f"cases/{part}_form.html" if part in OWN_PAGES else "cases/person_form.html",
        key=f"{part}:{client.pk}",
        label=_("Register: %(part)s") % {"part": kind.title},
        initial=_first_values(request, client, part, today),
        form_kwargs={"office": client.office},
        cancel_url=_papers_url(client),
        success=_("Saved."),
        context=person_context(client, user=request.user, today=today, tab="papers")
        | {"title": _("Register: %(part)s") % {"part": kind.title}},
        save=save,
    )


#: Forms with a layout of their own.
OWN_PAGES = ("certificate",)


def _first_values(request: HttpRequest, client: Client, part: str, today: date) -> dict[str, Any]:
    """What a new one is prefilled with; a renewed certificate goes on where the last one ends."""
    match part:
        case "certificate":
            before = RecipientCertificate.objects.alive().filter(client=client)
            before = before.filter(pk=read_key(request.GET.get("after"))).first()
            return _renewed(before) if before else {"municipality": client.municipality_id}
        case "warning":
            return {"since_on": today}
        case "consent":
            return {"given_on": today, "method": "written"}
    return {}


def _renewed(before: RecipientCertificate) -> dict[str, Any]:
    names = (
        "kind", "number", "support_level", "level_from", "level_to", "copayment_cap", "cap_manager"
    )  # fmt: skip
    follows = before.ends_on + timedelta(days=1) if before.ends_on else None
    return {name: getattr(before, name) for name in names} | {
        "municipality": before.municipality_id,
        "starts_on": follows,
    }


def _part(request: HttpRequest, part: str, pk: int, *, is_deleted: bool = False) -> models.Model:
    """Return a paper within the scope of the user, who may write the file."""
    model = PARTS[part].model
    people = Client.objects.visible_to(request.user).values("pk")
    found = model.objects.filter(client__in=people, deleted_at__isnull=not is_deleted)
    paper = get_object_or_404(found.select_related("client__office"), pk=pk)
    require(request.user, Permission.CLIENT_EDIT, paper.client.office_id)
    return paper


@require_http_methods(["GET", "POST"])
def part_edit(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Change a paper or a note."""
    paper = _part(request, part, pk)
    kind, today, client = PARTS[part], timezone.localdate(), paper.client
    days = {"today": today} if kind.is_dated else {}

    def save(form) -> str:
        kind.change(paper, by=request.user, version=form.version, **days, **form.cleaned_data)
        return _papers_url(client)

    title = _("Change: %(part)s") % {"part": kind.title}
    return edit_page(
        request,
        kind.form,
        template=f"cases/{part}_form.html" if part in OWN_PAGES else "cases/person_form.html",
        key=f"{part}:{client.pk}:{paper.pk}",
        label=title,
        record=paper,
        form_kwargs={"office": client.office},
        cancel_url=_papers_url(client),
        success=_("Saved."),
        context=person_context(client, user=request.user, today=today, tab="papers")
        | {
            "title": title,
            "remove_url": reverse(f"cases:{part}-delete", args=[paper.pk]),
        },
        save=save,
    )


@require_http_methods(["GET", "POST"])
def part_delete(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Delete a paper or a note with a reason; the page of papers brings it back."""
    paper = _part(request, part, pk)
    client, today = paper.client, timezone.localdate()

    def save(form: RemoveForm) -> str:
        actions.remove_part(paper, by=request.user, **form.cleaned_data)
        return _papers_url(client)

    title = _("Delete: %(part)s") % {"part": PARTS[part].title}
    return edit_page(
        request,
        RemoveForm,
        template="cases/person_form.html",
        key=f"{part}:{paper.pk}:delete",
        label=title,
        form_kwargs={"office": client.office},
        cancel_url=_papers_url(client),
        submit_label=title,
        success=_("It is deleted. It can be restored at the end of this page."),
        context=person_context(client, user=request.user, today=today, tab="papers")
        | {"title": f"{title}　{paper}"},
        save=save,
    )


@require_POST
def part_restore(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Bring a deleted paper back."""
    paper = _part(request, part, pk, is_deleted=True)
    try:
        actions.restore_part(paper, by=request.user, today=timezone.localdate())
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        messages.success(request, _("It is restored."))
    return redirect(_papers_url(paper.client))


@require_http_methods(["GET", "POST"])
def consent_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a consent was withdrawn."""
    consent = _part(request, "consent", pk)
    client, today = consent.client, timezone.localdate()

    def save(form: WithdrawalForm) -> str:
        actions.withdraw_consent(
            consent, by=request.user, version=form.version, today=today, **form.cleaned_data
        )
        return _papers_url(client)

    title = _("Record the withdrawal of a consent")
    return edit_page(
        request,
        WithdrawalForm,
        template="cases/person_form.html",
        key=f"consent:{consent.pk}:withdraw",
        label=title,
        record=consent,
        load=lambda found: (
            {
                "withdrawn_on": found.withdrawn_on or today,
                "withdrawn_by": found.withdrawn_by,
                "withdrawal_note": found.withdrawal_note,
            },
            {},
        ),
        form_kwargs={"office": client.office},
        cancel_url=_papers_url(client),
        submit_label=title,
        success=_("The withdrawal is recorded."),
        context=person_context(client, user=request.user, today=today, tab="papers")
        | {"title": title},
        save=save,
    )
