"""Verbs on a whole annual plan: start, read in, approve, open a new version."""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from reports import plan_document as paper
from reports.actions.plan_writing import plan_values, write_rows
from reports.actions.plan_year import start_year, write_year
from reports.choices import AnnualPlanState
from reports.models import AnnualPlan
from reports.plan_figures import approval_problems
from reports.plan_print import printed_title
from reports.plan_rows import document_of
from reports.plan_staff import posted_staff
from reports.plan_years import blank_document, next_year_document
from staffing.models import Office, User
from staffing.saving import Refused, change, insert


@transaction.atomic
def start_plan(office: Office, year: int, *, from_plan: AnnualPlan | None, by: User) -> AnnualPlan:
    """Start the plan of a year, from another year's plan or from the blank form."""
    if AnnualPlan.objects.of(office, year).exists():
        message = _("The plan of %(year)s is already there. Open it from the list.")
        raise Refused(Problem("exists", message % {"year": year}, "fiscal_year"))
    if from_plan is None:
        document = blank_document(office.name, year)
    else:
        document = next_year_document(document_of(from_plan), year)
    start_year(office, document, by=by)
    return _insert(office, document, edition=1, by=by, verb="annual_plan.created")


@transaction.atomic
def read_in_plan(
    document: paper.PlanDocument, *, is_replacing: bool, by: User | None = None
) -> AnnualPlan:
    """Store a document of a file as the draft of its office and year.

    Creates the office by its exact name, its councils, recurrences and trainings. An existing
    draft is overwritten only when `is_replacing`; an approved year gets a new version. Staff
    rows and chart are stored as corrections, unless the postings give the same rows; no user
    and no posting is invented.
    """
    office = _office(document.office, by=by)
    newest = AnnualPlan.objects.of(office, document.fiscal_year).first()
    if newest and newest.is_draft and not is_replacing:
        message = _("There is already a draft of %(year)s. Use --replace to overwrite it.")
        raise Refused(Problem("draft-exists", message % {"year": document.fiscal_year}))
    write_year(office, document, by=by)
    document = _without_known_staff(document, office)
    corrections = _corrections(document, reason=_("As in the plan that was read in"))
    verb = "annual_plan.imported"
    if newest and newest.is_draft:
        values = plan_values(document) | corrections
        plan = change(newest, values, by=by, version=None, verb=verb)
        write_rows(plan, document)
        return plan
    edition = newest.edition + 1 if newest else 1
    return _insert(office, document, edition=edition, by=by, verb=verb, **corrections)


def _office(name: str, *, by: User | None) -> Office:
    found = list(Office.objects.filter(name=name, deleted_at=None)[:2])
    if len(found) > 1:
        message = _("Two offices are called “%(name)s”.")
        raise Refused(Problem("office", message % {"name": name}))
    return found[0] if found else insert(Office(name=name), by=by, verb="office.created")


def _without_known_staff(document: paper.PlanDocument, office: Office) -> paper.PlanDocument:
    """Leave out a staff table that follows from the postings already."""
    staffing = document.staffing
    if posted_staff(office, on=staffing.as_of).rows() != staffing.rows:
        return document
    return replace(document, staffing=replace(staffing, rows=()))


def _corrections(document: paper.PlanDocument, *, reason: str) -> dict[str, object]:
    root = document.chart.root
    return {
        "staff_reason": reason if document.staffing.rows else "",
        "chart": paper.box_as_data(root) if root else None,
        "chart_reason": reason if root else "",
    }


def _insert(
    office: Office,
    document: paper.PlanDocument,
    *,
    edition: int,
    by: User | None,
    verb: str,
    **values: object,
) -> AnnualPlan:
    plan = AnnualPlan(
        office=office,
        fiscal_year=document.fiscal_year,
        edition=edition,
        **plan_values(document),
        **values,
    )
    insert(plan, by=by, verb=verb)
    write_rows(plan, document)
    return plan


def approved_document(plan: AnnualPlan) -> paper.PlanDocument:
    """Return the plan as it would be frozen; raises Refused when it cannot be approved."""
    document = document_of(plan)
    if problems := approval_problems(document):
        raise Refused(*problems)
    approved = replace(document, status=paper.APPROVED_STATUS)
    return replace(approved, title=printed_title(approved))


@transaction.atomic
def approve_plan(
    plan: AnnualPlan,
    *,
    document: paper.PlanDocument,
    pdf: bytes,
    version: int,
    now: datetime,
    by: User,
) -> AnnualPlan:
    """Freeze a draft (確定): its data, its print and the print's SHA-256.

    `document` and `pdf` are what was shown for approval; raises StaleState when the plan has
    been changed since.
    """
    # The name says nothing about the content; the row is the only way to it.
    name = plan.pdf.storage.save(f"annual-plans/{secrets.token_hex(16)}.pdf", ContentFile(pdf))
    values = {
        "state": AnnualPlanState.APPROVED,
        "title": document.title,
        "frozen": paper.document_as_data(document),
        "pdf": name,
        "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
        "approved_at": now,
        "approved_by": by,
    }
    return change(plan, values, by=by, version=version, verb="annual_plan.approved")


@transaction.atomic
def open_new_edition(plan: AnnualPlan, *, by: User) -> AnnualPlan:
    """Open a new version of an approved plan as a draft."""
    newest = AnnualPlan.objects.of(plan.office, plan.fiscal_year).first()
    if newest.is_draft:
        return newest
    document = replace(document_of(newest), status=paper.DRAFT_STATUS)
    document = replace(document, title=printed_title(document))
    is_typed = newest.staff_rows.exists()
    if not is_typed:
        document = replace(document, staffing=replace(document.staffing, rows=()))
    values = {
        "staff_reason": newest.staff_reason,
        "chart": newest.chart,
        "chart_reason": newest.chart_reason,
    }
    return _insert(
        plan.office,
        document,
        edition=newest.edition + 1,
        by=by,
        verb="annual_plan.created",
        **values,
    )
