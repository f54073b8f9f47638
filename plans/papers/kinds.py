"""The papers of this app in the registry of papers."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.papers import Paper, add_paper, paper_named
from plans.forms.easy import EasyPaperForm
from plans.models import ServiceUsePlan
from plans.papers.certificate import certificate_paper, decisions_of
from plans.papers.easy import easy_paper
from plans.papers.plan import plan_paper
from plans.papers.samples import plan_sample, week_sample
from plans.papers.week import week_paper
from staffing.models import User
from staffing.permissions import Permission

PLAN, WEEK, EASY = "plan", "week", "easy"
CERTIFICATE = "certificate"
#: Registered where the assessment hooks in.
ASSESSMENT, PRESENT_LIFE = "assessment", "present"


def plans_of(user: User) -> QuerySet:
    """The plans of which papers are made."""
    return ServiceUsePlan.objects.visible_to(user).select_related("client", "author")


def papers_of_plan() -> list[Paper]:
    """The papers of one version in the order in which they are handed in."""
    return [paper_named(PLAN), paper_named(WEEK)]


def papers_of_assessment() -> list[Paper]:
    """The papers of one assessment: アセスメント票 and 別紙2."""
    return [paper_named(ASSESSMENT), paper_named(PRESENT_LIFE)]


def paper_to_read() -> Paper:
    """The plan in plain words: for the person, not for the municipality."""
    return paper_named(EASY)


def connect() -> None:
    """Register the papers; called once when the app is ready."""
    common = {"permission": Permission.PLAN_VIEW, "subjects": plans_of, "is_signed": True}
    common["styled_on"] = lambda plan: plan.consented_on
    add_paper(
        Paper(
            PLAN,
            _("Service-use plan (form 1-1, 2-1)"),
            "サービス等利用計画",
            "print/plan.html",
            gather=plan_paper,
            sample=plan_sample,
            order=40,
            **common,
        )
    )
    add_paper(
        Paper(
            WEEK,
            _("Weekly schedule (form 1-2, 2-2)"),
            "週間計画表",
            "print/week.html",
            gather=week_paper,
            sample=week_sample,
            order=41,
            **common,
        )
    )
    add_paper(
        Paper(
            EASY,
            _("Plan in plain words"),
            "わかりやすい計画",
            "print/easy_plan.html",
            gather=easy_paper,
            options=EasyPaperForm,
            order=42,
            permission=Permission.PLAN_VIEW,
            subjects=plans_of,
        )
    )
    add_paper(
        Paper(
            CERTIFICATE,
            _("What the certificate says, with a box for its copy"),
            "受給者証の記載内容（写し）",
            "print/certificate_copy.html",
            Permission.PLAN_VIEW,
            certificate_paper,
            subjects=decisions_of,
            order=38,
        )
    )
