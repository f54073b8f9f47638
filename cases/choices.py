"""Choices of people, cases and contacts; the national counts use the same categories."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Gender(TextChoices):
    FEMALE = "female", pgettext_lazy("gender", "Female")
    MALE = "male", pgettext_lazy("gender", "Male")
    OTHER = "other", pgettext_lazy("gender", "Other")


class DisabilityKind(TextChoices):
    """障害種別 of the national report (domain 7.1); a person may have several."""

    PHYSICAL = "physical", _("Physical disability")
    SEVERE_COMBINED = "severe_combined", _("Severe motor and intellectual disability")
    INTELLECTUAL = "intellectual", _("Intellectual disability")
    MENTAL = "mental", _("Mental disability")
    DEVELOPMENTAL = "developmental", _("Developmental disability")
    HIGHER_BRAIN = "higher_brain", _("Higher brain dysfunction")
    OTHER = "other", _("Other disability (intractable disease etc.)")


class CaseState(TextChoices):
    """State of a case (domain 2.2)."""

    INQUIRY = "inquiry", _("Consultation received")
    INTAKE = "intake", _("Intake")
    BASIC_ONLY = "basic_only", _("Basic consultation only")
    REFERRED = "referred", _("Referred elsewhere")
    CONTRACTED = "contracted", _("Contracted")
    ASSESSING = "assessing", _("Assessing")
    DRAFT_PLAN = "draft_plan", _("Writing the draft plan")
    DRAFT_CONSENTED = "draft_consented", _("Draft plan consented")
    DRAFT_SUBMITTED = "draft_submitted", _("Draft plan submitted")
    DECIDED = "decided", _("Benefit decided")
    COORDINATION = "coordination", _("Coordination meeting")
    FINAL_PLAN = "final_plan", _("Writing the plan")
    ACTIVE = "active", _("Plan consented and delivered")
    MONITORING = "monitoring", _("Monitoring")
    RENEWAL = "renewal", _("Renewal")
    CHANGE = "change", pgettext_lazy("case state", "Change")
    CLOSED = "closed", pgettext_lazy("case state", "Closed")


class CloseReason(TextChoices):
    """Why a case ended (domain 2.2)."""

    ACHIEVED = "achieved", _("Goals reached, services ended")
    MOVED = "moved", _("Moved away")
    DECEASED = "deceased", _("Deceased")
    FACILITY = "facility", _("Moved into a distant facility")
    CARE_INSURANCE = "care_insurance", _("Moved to long-term care insurance")
    OTHER_OFFICE = "other_office", _("Handed over to another office")
    CANCELLED = "cancelled", _("At the person's wish")
    SELF_PLAN = "self_plan", _("To a self-made plan")
    OTHER = "other", pgettext_lazy("close reason", "Other")


class Route(TextChoices):
    """By which way a request came (O-08)."""

    CORE_CENTRE = "core_centre", _("Core consultation support centre")
    EMPLOYMENT_CENTRE = "employment_centre", _("Employment and livelihood support centre")
    COMMUNITY_CENTRE = "community_centre", _("Comprehensive community support centre")
    LIVELIHOOD = "livelihood", _("Livelihood support division")
    MEDICAL = "medical", _("Medical institution")
    HELLO_WORK = "hello_work", _("Hello Work")
    SELF = "self", _("The person")
    FAMILY = "family", _("Family")
    SCHOOL = "school", _("School or nursery")
    PROVIDER = "provider", _("Service provider")
    MUNICIPALITY = "municipality", _("Municipality")
    OTHER = "other", pgettext_lazy("route", "Other")


class Outcome(TextChoices):
    """What became of a request (O-08): nobody is refused."""

    HANDLED = "handled", pgettext_lazy("outcome", "Dealt with")
    CONTINUES = "continues", pgettext_lazy("outcome", "Goes on")
    REFERRED = "referred", pgettext_lazy("outcome", "Passed on with consent")


class Method(TextChoices):
    """支援方法 of the national counts (domain 7.1), in the order of the number keys."""

    CALL = "call", pgettext_lazy("method", "Phone")
    DESK = "desk", pgettext_lazy("method", "At the office")
    VISIT = "visit", pgettext_lazy("method", "Visit")
    ALONG = "along", pgettext_lazy("method", "Accompanied")
    MAIL = "mail", pgettext_lazy("method", "E-mail")
    MEETING = "meeting", pgettext_lazy("method", "Meeting on the person")
    BODIES = "bodies", pgettext_lazy("method", "Other bodies")
    OTHER = "other", pgettext_lazy("method", "Other")


class Counterpart(TextChoices):
    """Whom the contact was with (相手), in the order of the number keys."""

    SELF = "self", pgettext_lazy("counterpart", "The person")
    FAMILY = "family", pgettext_lazy("counterpart", "Family")
    PROVIDER = "provider", pgettext_lazy("counterpart", "Provider")
    MEDICAL = "medical", pgettext_lazy("counterpart", "Medical")
    GOVERNMENT = "government", pgettext_lazy("counterpart", "Public office")
    SCHOOL = "school", pgettext_lazy("counterpart", "School")
    OTHER = "other", pgettext_lazy("counterpart", "Other")


class Content(TextChoices):
    """支援内容 of the national counts (domain 7.1); a contact may have several."""

    SERVICES = "services", _("Use of welfare services")
    UNDERSTANDING = "understanding", _("Understanding of disability and illness")
    HEALTH = "health", _("Health and medical care")
    ANXIETY = "anxiety", _("Relief of anxiety")
    EDUCATION = "education", _("Childcare and education")
    FAMILY = "family", _("Family and human relations")
    MONEY = "money", _("Household money")
    SKILLS = "skills", _("Living skills")
    WORK = "work", pgettext_lazy("content", "Work")
    LEISURE = "leisure", _("Social participation and leisure")
    RIGHTS = "rights", _("Advocacy of rights")
    OTHER = "other", pgettext_lazy("content", "Other")


class PlaceKind(TextChoices):
    """Where the contact took place; the proof of a home visit (domain 2.3)."""

    HOME = "home", pgettext_lazy("place", "Home")
    FACILITY = "facility", _("Facility or hospital")
    OFFICE = "office", _("Consultation office")
    ONLINE = "online", _("Online")
    OTHER = "other", pgettext_lazy("place", "Other")


class Urgency(TextChoices):
    NORMAL = "normal", pgettext_lazy("urgency", "Normal")
    TODAY = "today", pgettext_lazy("urgency", "Today")
    NOW = "now", pgettext_lazy("urgency", "At once")


class ConsentMethod(TextChoices):
    WRITTEN = "written", _("In writing")
    ORAL = "oral", _("Orally")
    ELECTRONIC = "electronic", _("Electronically")


AUDIT_VERBS = {
    "client.created": _("Registered a client"),
    "client.viewed": _("Opened a client's file"),
    "client.changed": _("Changed a client's file"),
    "case.opened": _("Opened a case"),
    "case.corrected": _("Corrected the first contact of a case"),
    "case.advanced": _("Moved a case on"),
    "case.assigned": _("Assigned a case"),
    "case.closed": _("Closed a case"),
    "consent.recorded": _("Recorded a consent"),
    "consultation.created": _("Recorded a contact"),
    "consultation.viewed": _("Opened a contact record"),
    "consultation.changed": _("Changed a contact record"),
    "consultation.listed": _("Looked through the contact records"),
    "appointment.created": _("Made an appointment"),
    "appointment.changed": _("Changed an appointment"),
    "promise.created": _("Noted a promise"),
    "promise.closed": _("Closed a promise"),
    "promise.reopened": _("Reopened a promise"),
}
