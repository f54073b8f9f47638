"""What plans prove of a case's states (domain 2.2): the papers that a state must have."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseState
from cases.evidence import Evidence, add_evidence
from cases.models import Case, RecipientCertificate
from plans.care_wiring import care_meeting_url
from plans.chain import no_copy
from plans.choices import Stage
from plans.choices_meetings import MeetingKind
from plans.models import BenefitDecision, ServiceCoordinationMeeting, ServiceUsePlan
from staffing.permissions import Permission


def _plans() -> QuerySet:
    return ServiceUsePlan.objects.alive().filter(case=OuterRef("pk"))


def _decisions() -> QuerySet:
    return BenefitDecision.objects.alive().filter(client=OuterRef("client"))


def _draft() -> Exists:
    return Exists(_plans().filter(stage=Stage.DRAFT))


def _final() -> Exists:
    return Exists(_plans().filter(stage=Stage.FINAL))


def _minutes() -> Exists:
    held = ServiceCoordinationMeeting.objects.alive().filter(case=OuterRef("pk"))
    return Exists(held.recorded().filter(kind=MeetingKind.COORDINATION))


def _three_days() -> Exists:
    days = {"consented_on": False, "delivered_on": False, "submitted_on": False}
    return Exists(
        _plans().filter(stage=Stage.FINAL, **{f"{name}__isnull": no for name, no in days.items()})
    )


def _copies() -> Exists:
    """Every provider of the newest plan has its copy."""
    agreed = _plans().newest_versions().filter(stage=Stage.FINAL, consented_on__isnull=False)
    return Exists(agreed.exclude(no_copy()))


def _certificate() -> Exists:
    return Exists(RecipientCertificate.objects.alive().filter(client=OuterRef("client")))


def _decision() -> Exists:
    return Exists(_decisions())


def _plans_url(case: Case) -> str:
    return reverse("plans:client-plans", args=[case.client_id])


def _meeting_url(case: Case) -> str:
    return care_meeting_url(case.client)


def _papers_url(case: Case) -> str:
    return reverse("cases:client-papers", args=[case.client_id])


def connect() -> None:
    """Register the papers that the states of planning must have."""
    edit = Permission.PLAN_EDIT
    for each in (
        Evidence(
            "draft", CaseState.DRAFT_PLAN, _("Draft plan (form 1-1)"), _draft, _plans_url, edit, 10
        ),
        Evidence(
            "certificate",
            CaseState.DECIDED,
            _("Certificate of the recipient"),
            _certificate,
            _papers_url,
            order=10,
        ),
        Evidence(
            "decision",
            CaseState.DECIDED,
            _("Decision with its monitoring interval"),
            _decision,
            _plans_url,
            edit,
            20,
        ),
        Evidence(
            "minutes",
            CaseState.COORDINATION,
            _("Minutes of the service coordination meeting"),
            _minutes,
            _meeting_url,
            edit,
            10,
        ),
        Evidence("final", CaseState.FINAL_PLAN, _("Plan (form 2-1)"), _final, _plans_url, edit, 10),
        Evidence(
            "three-days",
            CaseState.ACTIVE,
            _("Days of consent, copy and submission"),
            _three_days,
            _plans_url,
            edit,
            10,
        ),
        Evidence(
            "copies",
            CaseState.ACTIVE,
            _("Copies for the providers"),
            _copies,
            _plans_url,
            edit,
            20,
        ),
    ):
        add_evidence(each)
