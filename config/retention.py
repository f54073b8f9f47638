"""How long each table is kept. One line for every model; the check fails for a forgotten one.

Nothing is ever purged automatically: the list of what has come of age is for a person's decision
(domain 2.3, records: at least five years from the day the support was given).
"""

from django.apps import apps
from django.core.checks import Error

#: Kept with the client's file, and purged only together with it after the years of the law.
FILE = "client file"
#: The office's own records (plans of the year, minutes, staff): kept by the office's decision.
OFFICE = "office record"
#: Who did what: kept as long as the file it speaks of.
TRAIL = "trail"
#: Reference data of the law: kept for ever, because old plans follow old rules.
REFERENCE = "reference"
#: Work in progress of one person: kept until its writer discards it.
PERSONAL = "personal"
#: Technical rows without meaning after some days.
TECHNICAL = "technical"

RETENTION = {
    "staffing.Corporation": OFFICE,
    "staffing.Municipality": REFERENCE,
    "staffing.Area": OFFICE,
    "staffing.TownCount": REFERENCE,
    "staffing.Office": OFFICE,
    "staffing.Designation": OFFICE,
    "staffing.LegalFigure": REFERENCE,
    "staffing.User": OFFICE,
    "staffing.Posting": OFFICE,
    "staffing.StaffTraining": OFFICE,
    "staffing.AuditEntry": TRAIL,
    "staffing.Notice": PERSONAL,
    "staffing.Absence": OFFICE,
    "staffing.Question": FILE,
    "staffing.Answer": FILE,
    "staffing.Draft": PERSONAL,
    "staffing.SubmittedForm": TECHNICAL,
    "staffing.SearchTicket": TECHNICAL,
    "staffing.JobRun": TECHNICAL,
    "staffing.FailedJob": TECHNICAL,
    "staffing.ImportRun": TECHNICAL,
    "staffing.ImportedRow": TECHNICAL,
    "staffing.Session": TECHNICAL,
    "staffing.SecondFactor": PERSONAL,
    "staffing.RecoveryCode": PERSONAL,
    "cases.Client": FILE,
    "cases.ClientDisability": FILE,
    "cases.Consent": FILE,
    "cases.FaceSheet": FILE,
    "cases.MedicalCare": FILE,
    "cases.SupportEntry": FILE,
    "cases.DisabilityHandbook": FILE,
    "cases.RecipientCertificate": FILE,
    "cases.Guardian": FILE,
    "cases.WarningNote": FILE,
    "cases.RecentClient": PERSONAL,
    "cases.Handover": OFFICE,
    "cases.HandoverItem": FILE,
    "cases.Transfer": FILE,
    "cases.Share": FILE,
    "cases.Restriction": FILE,
    "cases.RestrictionReader": FILE,
    "cases.Case": FILE,
    "cases.CaseAssignment": FILE,
    "cases.CaseStep": FILE,
    "cases.Consultation": FILE,
    "cases.ConsultationContent": FILE,
    "cases.LogMonth": OFFICE,
    "cases.Correction": FILE,
    "cases.Household": FILE,
    "cases.FamilyMember": FILE,
    "cases.Visit": FILE,
    "cases.SupportContact": FILE,
    "cases.NearMiss": FILE,
    "cases.Promise": FILE,
    "cases.PromiseMove": FILE,
    "cases.Intake": FILE,
    "cases.IntakeInterview": FILE,
    "cases.WorkCategory": REFERENCE,
    "cases.Appointment": FILE,
    "cases.Document": FILE,
    "cases.Attachment": FILE,
    "cases.PaperStyle": OFFICE,
    "cases.PrintRun": TECHNICAL,
    "cases.PrintItem": TECHNICAL,
    "cases.Purge": TRAIL,
    "plans.ServiceType": REFERENCE,
    "plans.StandardInterval": REFERENCE,
    "plans.ServiceProvider": OFFICE,
    "plans.ServiceUsePlan": FILE,
    "plans.PlanNeed": FILE,
    "plans.PlannedService": FILE,
    "plans.WeekEntry": FILE,
    "plans.PlainLine": FILE,
    "plans.PlainReading": FILE,
    "plans.BenefitDecision": FILE,
    "plans.DecidedService": FILE,
    "plans.SelfPlan": FILE,
    "plans.Assessment": FILE,
    "plans.AssessmentArea": FILE,
    "plans.AssessedNeed": FILE,
    "plans.PresentEntry": FILE,
    "plans.ServiceCoordinationMeeting": FILE,
    "plans.MeetingPerson": FILE,
    "plans.MeetingItem": FILE,
    "plans.MeetingConclusion": FILE,
    "plans.MinutesCorrection": FILE,
    "plans.ProviderPlan": FILE,
    "plans.PlanDelivery": FILE,
    "plans.FacilityStay": FILE,
    "plans.CommunitySupport": FILE,
    "plans.CommunityPlan": FILE,
    "plans.CommunityEntry": FILE,
    "plans.CrisisLine": FILE,
    "monitoring.CalendarFeed": PERSONAL,
    "monitoring.MonitoringSchedule": FILE,
    "monitoring.MonitoringMonth": FILE,
    "monitoring.MonitoringReport": FILE,
    "monitoring.NeedReview": FILE,
    "monitoring.Pause": FILE,
    "monitoring.Submission": FILE,
    "monitoring.SubmissionStep": FILE,
    "councils.Council": OFFICE,
    "councils.Body": OFFICE,
    "councils.Membership": OFFICE,
    "councils.Recurrence": OFFICE,
    "councils.TrainingEvent": OFFICE,
    "councils.NetworkActivity": OFFICE,
    "councils.LessonPoint": OFFICE,
    "councils.Meeting": OFFICE,
    "councils.Attendance": OFFICE,
    "councils.AgendaItem": OFFICE,
    "councils.Decision": OFFICE,
    "councils.ActionItem": OFFICE,
    "reports.AnnualPlan": OFFICE,
    "reports.MorningSheet": OFFICE,
    "reports.MorningPoint": OFFICE,
    "reports.PlanSection": OFFICE,
    "reports.PlanItem": OFFICE,
    "reports.TargetRow": OFFICE,
    "reports.ServiceKindRow": OFFICE,
    "reports.StaffRow": OFFICE,
    "reports.BuildingRow": OFFICE,
    "reports.FeeUnit": REFERENCE,
    "reports.FeeNotice": OFFICE,
    "reports.ClaimMark": FILE,
}

APPS = ("staffing", "cases", "plans", "monitoring", "councils", "reports")


def retention_errors() -> list[Error]:
    """Return an error for every table without a line, and for every line without a table."""
    labels = {model._meta.label for app in APPS for model in apps.get_app_config(app).get_models()}
    errors = [
        Error(f"{label} has no retention rule in config/retention.py.", id="tsunagi.E002")
        for label in sorted(labels - set(RETENTION))
    ]
    errors += [
        Error(f"config/retention.py names {label}, which is no table.", id="tsunagi.E003")
        for label in sorted(set(RETENTION) - labels)
    ]
    return errors
