"""Choices of offices, posts and roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfficeKind(TextChoices):
    """What an office is designated, commissioned or set up for."""

    SPECIFIC = "specific", _("Designated specific consultation office")
    CHILD = "child", _("Designated child consultation office")
    GENERAL = "general", _("Designated general consultation office")
    COMMISSIONED = "commissioned", _("Commissioned consultation office")
    CORE = "core_centre", _("Core consultation support centre")
    PROVIDER = "provider", _("Service provider office")
    MUNICIPALITY = "municipality", _("Municipality department")
    OTHER = "other", pgettext_lazy("office kind", "Other")


class Role(TextChoices):
    """What a posting lets a person do (architecture, who sees what)."""

    COUNSELLOR = "counsellor", pgettext_lazy("role", "Counsellor")
    CLERK = "clerk", pgettext_lazy("role", "Clerk")
    LEAD = "lead", pgettext_lazy("role", "Lead")
    MANAGER = "manager", pgettext_lazy("role", "Manager")
    CORE_STAFF = "core_staff", pgettext_lazy("role", "Core centre staff")
    CITY = "city", pgettext_lazy("role", "Municipality staff")


class Job(TextChoices):
    """The occupation (職種) printed in the staff table."""

    MANAGER = "manager", pgettext_lazy("job", "Office manager")
    SPECIALIST = "specialist", _("Consultation support specialist")
    CHIEF_SPECIALIST = "chief_specialist", _("Chief consultation support specialist")
    SUPPORT_WORKER = "support_worker", _("Consultation support worker")
    COUNSELLOR = "counsellor", pgettext_lazy("job", "Counsellor")
    FUNCTION_STAFF = "function_staff", _("Function-enhancement staff")
    COMMUNITY_STAFF = "community_staff", _("Community support staff")
    COORDINATOR = "coordinator", _("Community development coordinator")
    CLERK = "clerk", pgettext_lazy("job", "Clerk")
    OFFICIAL = "official", _("Municipality official")
    OTHER = "other", pgettext_lazy("job", "Other job")


class Employment(TextChoices):
    """常勤 or 非常勤: whether the person reaches the office's full-time hours."""

    FULL_TIME = "full_time", _("Full-time")
    PART_TIME = "part_time", _("Part-time")


class NewRule(TextChoices):
    """Whom an office counts as new (新規): municipalities ask for one or the other."""

    EVER = "ever", _("Whoever was never consulted before")
    YEAR = "year", _("Whoever comes for the first time in the fiscal year")


class Dedication(TextChoices):
    """専従 or 兼任: whether the person has another job in the same hours."""

    DEDICATED = "dedicated", _("Dedicated")
    CONCURRENT = "concurrent", _("Concurrent")


class FigureCode(TextChoices):
    """Numbers that a law or notice sets; each value is a dated row with its source."""

    CASELOAD_STANDARD = "caseload_standard", _("Standard caseload per specialist")
    HANDLED_THRESHOLD = "handled_threshold", _("Threshold of handled cases per specialist")
    ON_SITE_LIMIT = "on_site_limit", _("People a specialist may monitor at the service a month")
    FTE_MINIMUM_HOURS = "fte_minimum_hours", _("Least full-time hours for the FTE")
    RETENTION_YEARS = "retention_years", _("Years that records are kept")
    SUPPORT_WORKER_SHARE = "support_worker_share", _("Share of a consultation support worker")


class AbsenceKind(TextChoices):
    """Why somebody is not at the office, as far as colleagues need to know."""

    LEAVE = "leave", pgettext_lazy("absence", "Leave")
    SICK = "sick", pgettext_lazy("absence", "Sick")
    TRAINING = "training", pgettext_lazy("absence", "Training")
    BUSINESS = "business", pgettext_lazy("absence", "Business elsewhere")
    SHIFT = "shift", pgettext_lazy("absence", "Day off for work on a holiday")
    OTHER = "other", pgettext_lazy("absence", "Other")


class DayPart(TextChoices):
    WHOLE = "whole", pgettext_lazy("absence", "Whole day")
    MORNING = "morning", pgettext_lazy("absence", "Morning")
    AFTERNOON = "afternoon", pgettext_lazy("absence", "Afternoon")


class QuestionState(TextChoices):
    """How a question on a record stands (確認依頼)."""

    ASKED = "asked", pgettext_lazy("question", "Waits for the lead")
    RETURNED = "returned", pgettext_lazy("question", "Asked back")
    ANSWERED = "answered", pgettext_lazy("question", "Answered")
    CONFIRMED = "confirmed", pgettext_lazy("question", "Confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("question", "Settled")


class ImportStage(TextChoices):
    """How far a list that was brought along has come."""

    TO_CHECK = "to_check", _("Being checked")
    CHECKED = "checked", _("Checked")
    TO_WRITE = "to_write", _("Being taken over")
    DONE = "done", pgettext_lazy("import", "Done")
    FAILED = "failed", _("Could not be read")
    DISCARDED = "discarded", _("Discarded")

    @classmethod
    def waits(cls) -> tuple[str, ...]:
        """Stages in which the background work has something to do."""
        return (cls.TO_CHECK, cls.TO_WRITE)


class TownFigure(TextChoices):
    """What a municipality counts (S-12): who is entitled to a plan, and what it is held against."""

    ENTITLED_ADULT = "entitled_adult", _("Adults with a benefit decision")
    ENTITLED_CHILD = "entitled_child", _("Children with a benefit decision")
    POPULATION = "population", _("Population")
    HANDBOOK_PHYSICAL = "handbook_physical", _("Physical disability handbooks")
    HANDBOOK_INTELLECTUAL = "handbook_intellect", _("Intellectual disability handbooks")
    HANDBOOK_MENTAL = "handbook_mental", _("Mental disability handbooks")
    OFFICES_SPECIFIC = "offices_specific", _("Designated specific consultation offices")
    OFFICES_CHILD = "offices_child", _("Designated child consultation offices")
    OFFICES_GENERAL = "offices_general", _("Designated general consultation offices")


#: The people entitled to a plan: the denominator of coverage and of self-made plans.
ENTITLED = (TownFigure.ENTITLED_ADULT, TownFigure.ENTITLED_CHILD)


AUDIT_VERBS = {
    "town_count.created": _("Wrote down a number of a municipality"),
    "town_count.changed": _("Corrected a number of a municipality"),
    "user.logged_in": _("Signed in"),
    "user.logged_out": _("Signed out"),
    "user.login_closed": _("Login was closed after wrong passwords"),
    "user.code_closed": _("Login was closed after wrong codes"),
    "user.second_factor_set": _("Registered an app for codes"),
    "user.second_factor_removed": _("Switched the codes off"),
    "user.recovery_codes_issued": _("Made new recovery codes"),
    "user.recovery_code_used": _("Used a recovery code"),
    "user.sessions_ended": _("Ended sessions on other devices"),
    "access.refused": _("Asked for a page that is closed to the person"),
    "user.created": _("Registered a staff member"),
    "user.changed": _("Changed a staff member"),
    "user.password_reset": _("Issued a one-time password"),
    "user.password_changed": _("Changed one's own password"),
    "user.deactivated": _("Stopped an account"),
    "user.reactivated": _("Reopened an account"),
    "posting.created": _("Registered a posting"),
    "posting.changed": _("Changed a posting"),
    "posting.ended": _("Ended a posting"),
    "office.created": _("Registered an office"),
    "office.changed": _("Changed an office"),
    "reference.created": _("Added to a reference table"),
    "reference.changed": _("Changed a reference table"),
    "absence.created": _("Entered an absence"),
    "absence.changed": _("Changed an absence"),
    "question.asked": _("Asked the lead about a record"),
    "question.answered": _("Answered a question on a record"),
    "record.deleted": _("Deleted a record"),
    "record.restored": _("Restored a deleted record"),
    "record.exported": _("Exported records"),
    "import.checked": _("Brought a list along to be checked"),
    "import.asked": _("Asked to take over a list"),
    "import.discarded": _("Threw a checked list away"),
    "import.written": _("Took over a list"),
    "backup.made": _("Made a backup"),
    "backup.restored": _("Restored a backup"),
}
