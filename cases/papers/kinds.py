"""The papers of this app."""

from django.utils.translation import gettext_lazy as _

from cases.forms.documents import PeriodForm
from cases.papers.closing import closed_cases_of, closing_paper
from cases.papers.facesheet import face_paper
from cases.papers.intake import intake_day, intake_paper, intakes_of
from cases.papers.progress import progress_notes
from cases.papers.registry import Paper, add_paper
from cases.papers.samples import face_sample, intake_sample
from cases.papers.visit import visit_sheet
from staffing.permissions import Permission


def connect() -> None:
    """Register the papers of this app; called once when the app is ready."""
    add_paper(
        Paper(
            "visit",
            _("One page before a visit"),
            "訪問前の一枚",
            "print/visit_sheet.html",
            Permission.CLIENT_VIEW,
            visit_sheet,
            order=10,
        )
    )
    add_paper(
        Paper(
            "face",
            _("Present state of the applicant (basic information)"),
            "申請者の現状（基本情報）",
            "print/face_sheet.html",
            Permission.CLIENT_VIEW,
            face_paper,
            styled_on=lambda _client: None,
            sample=face_sample,
            order=15,
        )
    )
    add_paper(
        Paper(
            "progress",
            _("Record of support"),
            "支援経過記録",
            "print/progress_notes.html",
            Permission.CLIENT_VIEW,
            progress_notes,
            options=PeriodForm,
            order=20,
        )
    )
    add_paper(
        Paper(
            "intake",
            _("Intake sheet"),
            "相談受付票",
            "print/intake_sheet.html",
            Permission.CLIENT_VIEW,
            intake_paper,
            subjects=intakes_of,
            styled_on=intake_day,
            sample=intake_sample,
            order=30,
        )
    )
    add_paper(
        Paper(
            "closing",
            _("Closing sheet"),
            "終結シート",
            "print/closing_sheet.html",
            Permission.CLIENT_VIEW,
            closing_paper,
            subjects=closed_cases_of,
            order=40,
        )
    )
