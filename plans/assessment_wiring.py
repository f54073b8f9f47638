"""Where the assessment hooks into the pages of cases: called once, from plans/wiring.py."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import CaseState
from cases.deletion import DeletedKind, add_deleted, client_name
from cases.duties import Duty, add_duty
from cases.evidence import Evidence, add_evidence
from cases.file_merging import put_aside
from cases.finding import Group, Wanted, add_group, holding
from cases.merging import number_on, on_merge
from cases.models import Client
from cases.panels import StepLink, Tab, add_step_link, add_tab
from cases.papers import Paper, add_paper
from plans.assessment_paper import assessment_paper, assessments_of
from plans.models import Assessment, AssessmentArea
from plans.papers.kinds import ASSESSMENT, PRESENT_LIFE
from plans.papers.present import present_paper
from plans.papers.samples import present_sample
from staffing.askable import AskKind, add_ask_kind
from staffing.models import User
from staffing.permissions import Permission, can

VIEW, EDIT = Permission.PLAN_VIEW, Permission.PLAN_EDIT
SEARCHED = ("fact", "words", "view", "strength")


def connect() -> None:
    """Register tab, step, paper, merge, questions, handover and search."""
    label = pgettext_lazy("tab", "Assessment")
    add_tab(Tab("assessment", label, "plans:client-assessments", VIEW, 35))
    words = gettext_lazy("Write the assessment")
    add_step_link(StepLink(CaseState.ASSESSING, words, assessing_url, EDIT))
    add_paper(
        Paper(
            ASSESSMENT,
            gettext_lazy("Assessment sheet"),
            "アセスメント票",
            "print/assessment.html",
            VIEW,
            assessment_paper,
            subjects=assessments_of,
            order=40,
        )
    )
    add_paper(
        Paper(
            PRESENT_LIFE,
            gettext_lazy("Present life (annex 2)"),
            "申請者の現状【現在の生活】",
            "print/present_week.html",
            VIEW,
            present_paper,
            subjects=assessments_of,
            styled_on=lambda assessment: assessment.finished_on,
            sample=present_sample,
            order=39,
        )
    )
    add_evidence(
        Evidence(
            "assessment",
            CaseState.ASSESSING,
            gettext_lazy("Finished assessment with its day and place"),
            lambda: Exists(Assessment.objects.alive().finished().filter(case=OuterRef("pk"))),
            lambda case: reverse("plans:assessment-create", args=[case.client_id]),
            EDIT,
            order=20,
        )
    )
    add_deleted(
        DeletedKind(
            "assessment",
            gettext_lazy("Assessments"),
            lambda user: Assessment.objects.deleted_for(user).select_related("client"),
            when=lambda record: record.created_at,
            who=client_name,
            what=_words,
            may_restore=lambda user, row: can(user, EDIT, row.office_id),
            restore_url="plans:assessment-restore",
            order=55,
        )
    )
    on_merge("plans.Assessment", move_assessments)
    add_ask_kind(
        AskKind(
            "plans.assessment",
            pgettext_lazy("question", "assessment"),
            "plans:assessment-detail",
            Assessment.objects.visible_to,
            VIEW,
        )
    )
    title = gettext_lazy("Assessments being written")
    add_duty(Duty("assessment", title, _unfinished, _words, "assessor", 45))
    add_group(
        Group(
            key="assessments",
            label=gettext_lazy("Assessments"),
            permission=VIEW,
            rows=_found,
            shown=_shown,
            url=lambda key, _title: reverse("plans:assessment-detail", args=[key]),
            order=35,
        )
    )


def assessing_url(client: Client) -> str:
    """Return where the assessment is written; one that is open goes on there."""
    return reverse("plans:assessment-create", args=[client.pk])


def move_assessments(kept: Client, given_up: Client) -> None:
    """Of two that are being written one stays; the versions are counted on."""
    open_ones = Assessment.objects.alive().unfinished()
    if open_ones.filter(client=kept).exists():
        put_aside(open_ones.filter(client=given_up))
    number_on(Assessment, "number")(kept, given_up)


def _unfinished(user_id: int, office_id: int, today: date) -> QuerySet:
    rows = Assessment.objects.alive().unfinished().filter(office_id=office_id)
    return rows.filter(assessor=user_id).select_related("client").order_by("pk")


def _words(assessment: Assessment) -> str:
    return _("assessment %(number)s, not yet finished") % {"number": assessment.number}


def _found(user: User, wanted: Wanted) -> QuerySet:
    areas = AssessmentArea.objects.alive().filter(holding(wanted, *SEARCHED))
    rows = Assessment.objects.visible_to(user)
    rows = rows.filter(office_id__in=user.access.offices_with(VIEW))
    held = Q(pk__in=areas.values("assessment")) | holding(wanted, "summary")
    return rows.filter(held).newest_first()


def _shown(wanted: Wanted) -> tuple:
    areas = AssessmentArea.objects.alive().filter(assessment=OuterRef("pk"))
    told = areas.filter(holding(wanted, *SEARCHED)).annotate(told=Concat(*SEARCHED))
    return F("held_on"), F("client__name"), Subquery(told.values("told")[:1])
