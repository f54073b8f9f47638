"""Tables of layer 2, one topic per file."""

from cases.models.cases import Case, CaseAssignment, CaseStep
from cases.models.clients import Client, ClientDisability, Consent, RecentClient
from cases.models.contacts import Appointment, Consultation, ConsultationContent, Promise

__all__ = [
    "Appointment",
    "Case",
    "CaseAssignment",
    "CaseStep",
    "Client",
    "ClientDisability",
    "Consent",
    "Consultation",
    "ConsultationContent",
    "Promise",
    "RecentClient",
]
