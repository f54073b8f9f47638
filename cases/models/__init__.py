"""Tables of layer 2, one topic per file."""

from cases.models.appointments import Appointment
from cases.models.cases import Case, CaseAssignment, CaseStep
from cases.models.categories import WorkCategory
from cases.models.certificates import DisabilityHandbook, RecipientCertificate
from cases.models.clients import Client, ClientDisability, RecentClient
from cases.models.closing import Correction, LogMonth
from cases.models.consents import Consent
from cases.models.contacts import Consultation, ConsultationContent, Promise
from cases.models.documents import Attachment, Document
from cases.models.file import FaceSheet, Guardian, MedicalCare, SupportEntry, WarningNote
from cases.models.handovers import Handover, HandoverItem
from cases.models.households import FamilyMember, Household, Visit
from cases.models.intakes import Intake, IntakeInterview
from cases.models.moves import PromiseMove
from cases.models.near_misses import NearMiss
from cases.models.printing import PrintItem, PrintRun
from cases.models.purges import Purge
from cases.models.restrictions import Restriction, RestrictionReader
from cases.models.shares import Share
from cases.models.styles import PaperStyle
from cases.models.supporters import SupportContact
from cases.models.transfers import EMPTIED, Transfer

__all__ = [
    "EMPTIED",
    "Appointment",
    "Attachment",
    "Case",
    "CaseAssignment",
    "CaseStep",
    "Client",
    "ClientDisability",
    "Consent",
    "Consultation",
    "ConsultationContent",
    "Correction",
    "DisabilityHandbook",
    "Document",
    "FaceSheet",
    "FamilyMember",
    "Guardian",
    "Handover",
    "HandoverItem",
    "Household",
    "Intake",
    "IntakeInterview",
    "LogMonth",
    "MedicalCare",
    "NearMiss",
    "PaperStyle",
    "PrintItem",
    "PrintRun",
    "Promise",
    "PromiseMove",
    "Purge",
    "RecentClient",
    "RecipientCertificate",
    "Restriction",
    "RestrictionReader",
    "Share",
    "SupportContact",
    "SupportEntry",
    "Transfer",
    "Visit",
    "WarningNote",
    "WorkCategory",
]
