"""What this app tells the layer below: its tabs, and how the people of an audit trail are named."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases import (
    deleting,
    evidence,
    file_merging,
    handing,
    list_views,
    merging,
    outputs,
    outputs_closed,
    outputs_ways,
    retention_output,
)
from cases.actions import check_consultations
from cases.family_figures import family_panel
from cases.importing.certificates import CERTIFICATES
from cases.importing.contacts import CONTACTS
from cases.importing.people import PEOPLE
from cases.intake_panel import intake_fact, intake_panel
from cases.models import Client, Consultation, Intake
from cases.panels import Fact, Panel, Tab, add_fact, add_panel, add_tab
from cases.papers import kinds
from cases.restricted import hidden_people, restriction_fact, restriction_panel
from staffing.askable import AskKind, add_ask_kind
from staffing.hidden import on_hidden_people
from staffing.history import on_client_names
from staffing.importing.kinds import register
from staffing.models import User
from staffing.permissions import Permission


def connect() -> None:
    """Register tabs and names; called once when the app is ready."""
    view = Permission.CLIENT_VIEW
    add_tab(Tab("overview", pgettext_lazy("tab", "Overview"), "cases:client-detail", view, 10))
    add_tab(Tab("log", pgettext_lazy("tab", "Log"), "cases:client-log", view, 20))
    add_tab(Tab("edit", _("Basic information"), "cases:client-sheet", view, 30))
    papers = _("Certificates and consents")
    add_tab(Tab("papers", papers, "cases:client-papers", view, 35))
    add_tab(Tab("documents", pgettext_lazy("tab", "Papers"), "cases:client-documents", view, 80))
    add_tab(
        Tab("family", pgettext_lazy("tab", "Family and helpers"), "cases:client-family", view, 60)
    )
    add_tab(Tab("history", pgettext_lazy("tab", "History"), "cases:client-history", view, 90))
    for key, place in (("family", "side"), ("sheet-family", "sheet")):
        add_panel(Panel(key, place, "cases/_family_panel.html", family_panel, view, 50))
    add_fact(Fact("intakes", intake_fact, view))
    add_panel(Panel("intakes", "side", "cases/_intake_panel.html", intake_panel, view, 90))
    on_client_names(client_names)
    evidence.connect()
    handing.connect()
    deleting.connect()
    merging.connect()
    file_merging.connect()
    kinds.connect()
    on_hidden_people(hidden_people)
    add_fact(Fact("restriction", restriction_fact, view))
    add_panel(
        Panel("restriction", "bar", "cases/_restriction_bar.html", restriction_panel, view, 5)
    )
    outputs.connect()
    outputs_ways.connect()
    outputs_closed.connect()
    list_views.connect()
    retention_output.connect()
    register(PEOPLE)
    register(CERTIFICATES)
    register(CONTACTS)
    add_ask_kind(
        AskKind(
            "cases.intake",
            pgettext_lazy("question", "request"),
            "cases:intake-detail",
            Intake.objects.visible_to,
            view,
        )
    )
    add_ask_kind(
        AskKind(
            "cases.consultation",
            _("contact record"),
            "cases:consultation-detail",
            Consultation.objects.visible_to,
            view,
            confirm=confirm_contact,
        )
    )


def confirm_contact(pk: int, *, by: User, now: datetime) -> None:
    """Confirm the contact that a question was about."""
    check_consultations(Consultation.objects.filter(pk=pk), by=by, now=now)


def client_names(keys: Iterable[int], user: User) -> dict[int, tuple[str, str]]:
    """Return {key: (name, address)} of the people whose files this reader may open."""
    people = Client.objects.visible_to(user).filter(pk__in=keys).only("name")
    return {client.pk: (client.name, client.get_absolute_url()) for client in people}
