"""All that goes to the municipality with a plan or report, in the order in which it is handed in.

The sets are those of the official forms (domain 6, ux 6.2): with a draft 別紙1, 別紙2 and 様式1-1,
1-2, with a plan 2-1, 2-2, with a report 3-1, 3-2. What was filed is taken as it was filed.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.actions.print_runs import Wanted, wanted, wanted_as_filed
from cases.models import Document
from cases.papers import Paper, gathered, paper_named
from monitoring.choices_submissions import SubmittedKind
from monitoring.models import Submission
from monitoring.submission_page import papers_about
from monitoring.submission_papers import BESIDE, papers_beside
from plans.models import Assessment
from staffing.models import User

#: 別紙1 and 別紙2, about the person and not about the plan.
FACE, PRESENT = BESIDE


def bundle_of(
    rows: Sequence[Submission], *, user: User, today: date
) -> tuple[list[Wanted], list[str]]:
    """Return the papers of several submissions, and what to say of them below the list."""
    papers: list[Wanted] = []
    notes: list[str] = []
    with override("ja"):  # the list is printed
        for row in rows:
            if row.kind == SubmittedKind.DRAFT:
                papers += _beside(row, user)
            for paper in papers_about(row, user):
                found, note = _paper(paper, row, user=user, today=today)
                papers += found
                notes += [f"{row.client.name}　{note}"] if note else []
    return papers, notes


def _beside(row: Submission, user: User) -> list[Wanted]:
    """別紙1 and 別紙2 as they were filed last until the submission, else as they are now.

    別紙2 is of the newest assessment in which the week is written; without one there is none.
    """
    filed = {document.kind: wanted_as_filed(document) for document in papers_beside(row)}
    lived = Assessment.objects.visible_to(user).filter(client=row.client_id)
    lived = lived.filter(week__isnull=False).newest_first().first()
    face = filed.get(FACE) or wanted(paper_named(FACE), row.client)
    present = filed.get(PRESENT) or (lived and wanted(paper_named(PRESENT), lived))
    return [face, present] if present else [face]


def _paper(paper: Paper, row: Submission, *, user: User, today: date) -> tuple[list[Wanted], str]:
    """Return a paper as it was handed in, else as it is now; none where nothing stands on it."""
    title = paper.title
    held = row.documents.filter(deleted_at=None, kind=paper.key).order_by("-number").first()
    if held:
        return [wanted_as_filed(held)], ""
    record = paper.subjects(user).filter(pk=(row.plan_id or row.report_id)).first()
    if record is None:
        return [], ""
    options = paper.options(None, today=today).chosen if paper.options else {}
    data = gathered(paper, record, user=user, today=today, options=options)
    if not data.get("filled", True):
        return [], _("%(paper)s: nothing is written, so it is left out.") % {"paper": title}
    filed = Document.objects.alive().editions_of(paper.key, record.pk).first()
    if filed:
        return [wanted_as_filed(filed)], ""
    return [wanted(paper, record)], _("%(paper)s: not filed, printed as it is now.") % {
        "paper": title
    }
