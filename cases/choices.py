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


class GoalResult(TextChoices):
    """What became of the goals when a case ended (終結シートの評価)."""

    REACHED = "reached", _("Reached")
    PARTLY = "partly", _("Partly reached")
    MISSED = "missed", _("Not reached")
    UNTESTED = "untested", _("There were no goals yet")


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
    WELFARE_COMMISSIONER = "commissioner", _("Welfare commissioner")
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


class Present(TextChoices):
    """Who sat with the counsellor (同席者)."""

    SELF = "self", pgettext_lazy("present", "The person")
    FAMILY = "family", pgettext_lazy("present", "Family")
    PROVIDER = "provider", pgettext_lazy("present", "Provider")
    MEDICAL = "medical", pgettext_lazy("present", "Medical")
    GOVERNMENT = "government", pgettext_lazy("present", "Public office")
    SCHOOL = "school", pgettext_lazy("present", "School")
    OTHER = "other", pgettext_lazy("present", "Other")


class InterviewMethod(TextChoices):
    """面接方法: some add-ons ask for it."""

    FACE = "face", _("Face to face")
    PHONE = "phone", pgettext_lazy("interview", "Phone")
    VIDEO = "video", _("Video call")


class WorkPart(TextChoices):
    """The three parts of a centre's contract (domain 9.1)."""

    CONSULTATION = "I", _("Consultation support work")
    CORE = "II", _("Work on stronger functions")
    REGION = "III", _("Support of the region")


class Urgency(TextChoices):
    NORMAL = "normal", pgettext_lazy("urgency", "Normal")
    TODAY = "today", pgettext_lazy("urgency", "Today")
    NOW = "now", pgettext_lazy("urgency", "At once")


class IntakeMethod(TextChoices):
    """受付方法 of the sheet (domain 6.6)."""

    CALL = "call", pgettext_lazy("intake method", "Phone")
    DESK = "desk", pgettext_lazy("intake method", "At the office")
    VISIT = "visit", pgettext_lazy("intake method", "Visit")
    MAIL = "mail", pgettext_lazy("intake method", "E-mail")
    FAX = "fax", pgettext_lazy("intake method", "Fax")
    OTHER = "other", pgettext_lazy("intake method", "Other")


class Relation(TextChoices):
    """Who asks, seen from the person (相談者)."""

    SELF = "self", pgettext_lazy("relation", "The person")
    FAMILY = "family", pgettext_lazy("relation", "Family")
    AGENCY = "agency", pgettext_lazy("relation", "Body concerned")
    OTHER = "other", pgettext_lazy("relation", "Other")


class SupportLevel(TextChoices):
    """障害支援区分: not assessed, none, 1 to 6."""

    UNKNOWN = "unknown", _("Not assessed")
    NONE = "none", pgettext_lazy("support level", "Not applicable")
    ONE = "1", _("Level 1")
    TWO = "2", _("Level 2")
    THREE = "3", _("Level 3")
    FOUR = "4", _("Level 4")
    FIVE = "5", _("Level 5")
    SIX = "6", _("Level 6")


class IntakeState(TextChoices):
    """How far a request has come (S18)."""

    OPEN = "open", pgettext_lazy("intake state", "Being dealt with")
    CONTINUES = "continues", pgettext_lazy("intake state", "Goes on")
    TO_PLAN = "to_plan", pgettext_lazy("intake state", "To plan consultation")
    REFERRED = "referred", pgettext_lazy("intake state", "Passed on")
    CLOSED = "closed", pgettext_lazy("intake state", "Ended")


class IntakeCourse(TextChoices):
    """今後の方針 of the sheet."""

    INFORMATION = "info", _("Information given")
    CONTINUES = "continues", pgettext_lazy("course", "Goes on")
    TO_PLAN = "to_plan", pgettext_lazy("course", "To plan consultation")
    REFERRED = "referred", pgettext_lazy("course", "To another body")


class IntakeGroup(TextChoices):
    """The parts of the sheet that hold a text (S19), by the field that holds it."""

    COMPLAINT = "complaint", pgettext_lazy("intake", "What is asked for")
    DISABILITY = "disability_note", pgettext_lazy("intake", "Disability")
    FAMILY = "family", pgettext_lazy("intake", "Family")
    CARER = "carer", pgettext_lazy("intake", "Carer")
    SERVICES = "services", pgettext_lazy("intake", "Use of health and welfare services")
    MEDICAL = "medical", pgettext_lazy("intake", "Medical care")
    PARTICIPATION = "participation", pgettext_lazy("intake", "Social participation")
    WORK = "work", pgettext_lazy("intake", "Employment")
    DAYTIME = "daytime", pgettext_lazy("intake", "Activities by day")
    HOUSING = "housing", pgettext_lazy("intake", "Housing")
    OTHER = "other_notes", pgettext_lazy("intake", "Other useful matters")
    RESPONSE = "response", pgettext_lazy("intake", "Response and advice")


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
    "case.closing_kept": _("Completed a closing sheet"),
    "case.contract": _("Completed the contract of a case"),
    "case.reopened": _("Took back the end of a case"),
    "consent.recorded": _("Recorded a consent"),
    "consultation.created": _("Recorded a contact"),
    "consultation.viewed": _("Opened a contact record"),
    "consultation.changed": _("Changed a contact record"),
    "consultation.listed": _("Looked through the contact records"),
    "intake.created": _("Received a request"),
    "intake.viewed": _("Opened an intake sheet"),
    "intake.listed": _("Looked through the requests"),
    "intake.changed": _("Changed an intake sheet"),
    "intake.extended": _("Added an interview to an intake sheet"),
    "intake.advanced": _("Moved a request on"),
    "intake.referred": _("Passed a request on to another body"),
    "appointment.created": _("Made an appointment"),
    "appointment.changed": _("Changed an appointment"),
    "promise.created": _("Noted a promise"),
    "promise.closed": _("Closed a promise"),
    "promise.reopened": _("Reopened a promise"),
}
