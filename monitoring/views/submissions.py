"""提出管理 (S28): the office's list of what is to be submitted, the municipality's desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Restriction
from config.common.filing import is_intact
from config.common.keys import read_key
from config.common.paging import page_by_key
from monitoring.actions import submissions as actions
from monitoring.choices_submissions import AT_THE_DESK
from monitoring.filters_submissions import SubmissionFilter
from monitoring.forms_submissions import DeadlineForm, ReceiveForm, ReturnForm, SendForm
from monitoring.models import Submission
from monitoring.models.submissions import desk_municipalities
from monitoring.submission_page import submission_row, submission_rows
from monitoring.submission_papers import file_papers
from plans.models import ServiceUsePlan
from plans.views.parts import need_row
from staffing import audit
from staffing.choices import OfficeKind
from staffing.list_views import keeps_conditions
from staffing.models import Office, User
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.saving import Refused
from staffing.sheets import edit_page

#: Documents that one press of the button submits.
MOST = 100


def _is_desk(request: HttpRequest) -> bool:
    return can(request.user, Permission.SUBMISSION_RECEIVE, request.office)


@require_GET
@keeps_conditions("submission-list")
def submission_list(request: HttpRequest) -> HttpResponse:
    """List what is to be submitted, or what lies at the desk, the earliest deadline on top."""
    is_desk, today = _is_desk(request), timezone.localdate()
    if not is_desk:
        require_anywhere(request.user, Permission.PLAN_VIEW)
    rows = Submission.objects.visible_to(request.user)
    if is_desk:
        towns = desk_municipalities(request.user)
        rows = rows.filter(municipality_id__in=towns, state__in=AT_THE_DESK)
    else:
        offices = request.user.access.offices_with(Permission.PLAN_VIEW)
        rows = rows.filter(office_id__in=offices)
    listed = SubmissionFilter(
        request.GET, queryset=rows, request=request, today=today, is_desk=is_desk
    )
    page = page_by_key(request, listed.qs.for_list(), listed=listed, order=("due_on", "pk"))
    context = {
        "filter": listed,
        "page": page,
        "rows": submission_rows(page, today),
        "is_desk": is_desk,
        "can_send": not is_desk and request.user.access.holds(Permission.PLAN_EDIT),
        "today": today,
    }
    return render(request, "monitoring/submission_list.html", context)


@require_POST
def submission_send_many(request: HttpRequest) -> HttpResponse:
    """Note that the ticked documents went to the municipality today."""
    require_anywhere(request.user, Permission.PLAN_EDIT)
    keys = [key for key in map(read_key, request.POST.getlist("row")) if key][:MOST]
    offices = request.user.access.offices_with(Permission.PLAN_EDIT)
    rows = Submission.objects.visible_to(request.user).waiting().filter(office_id__in=offices)
    today, sent, lacking = timezone.localdate(), 0, 0
    for row in rows.filter(pk__in=keys).order_by("pk"):
        if row.municipality_id is None:
            lacking += 1
            continue
        try:
            actions.submit_document(
                row, by=request.user, version=None, today=today, submitted_on=today
            )
        except Refused:
            lacking += 1
        else:
            sent += 1
    words = ngettext(
        "%(count)s document is noted as submitted.",
        "%(count)s documents are noted as submitted.",
        sent,
    )
    messages.success(request, words % {"count": sent})
    if lacking:
        words = _("%(count)s of them could not be submitted; open them one by one.")
        messages.warning(request, words % {"count": lacking})
    return redirect("monitoring:submission-list")


@require_GET
def submission_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the document as it was submitted, with its papers and its way."""
    submission = _submission(request, pk)
    audit.record(request.user, "submission.viewed", submission)
    context = _around(request, submission) | _content(submission)
    context |= {
        "documents": submission.documents.filter(deleted_at=None).order_by("kind", "-number"),
        "steps": submission.steps.select_related("acted_by"),
    }
    return render(request, "monitoring/submission_detail.html", context)


@require_http_methods(["GET", "POST"])
def submission_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit a document; its papers are filed as they are now."""
    submission = _submission(request, pk)
    require(request.user, Permission.PLAN_EDIT, submission.office_id)
    today = timezone.localdate()

    def save(form: SendForm) -> Submission:
        sent = actions.submit_document(
            submission, by=request.user, version=form.version, today=today, **form.cleaned_data
        )
        now = timezone.now()
        transaction.on_commit(lambda: file_papers(sent, user=request.user, now=now), robust=True)
        return sent

    first = {"submitted_on": today, "municipality": submission.municipality_id}
    return _step(request, submission, SendForm, _("Submit to the municipality"), save, first)


@require_http_methods(["GET", "POST"])
def submission_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive a document at the municipality's desk."""
    submission = _submission(request, pk)
    _require_answer(request.user, submission)
    return _answer(request, submission, ReceiveForm, _("Receive the document"))


@require_http_methods(["GET", "POST"])
def submission_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a document with the reason."""
    submission = _submission(request, pk)
    _require_answer(request.user, submission)
    return _answer(request, submission, ReturnForm, _("Return the document"))


@require_http_methods(["GET", "POST"])
def submission_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the deadline that the municipality gave."""
    submission = _submission(request, pk)
    require(request.user, Permission.PLAN_EDIT, submission.office_id)
    title = _("Change the deadline")
    return edit_page(
        request,
        DeadlineForm,
        template="monitoring/submission_form.html",
        key=f"submission:{pk}:deadline",
        label=title,
        record=submission,
        form_kwargs={"office": submission.office},
        cancel_url=submission.get_absolute_url(),
        success=_("Saved."),
        context=_around(request, submission) | {"title": title},
        save=lambda form: actions.change_submission(
            submission, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_GET
def submission_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Send a paper of the submission as it was filed."""
    submission = _submission(request, pk)
    found = get_object_or_404(submission.documents.filter(deleted_at=None), pk=document)
    if not is_intact(found.pdf, found.pdf_sha256):
        audit.record(request.user, "document.damaged", found)
        messages.error(request, _("This file is no longer what was filed. Ask for it again."))
        return redirect(submission)
    audit.record(request.user, "document.viewed", found)
    name = f"{found.kind}-{found.subject_id}-v{found.number}.pdf"
    return FileResponse(found.pdf.open("rb"), filename=name, content_type="application/pdf")


def _answer(
    request: HttpRequest, submission: Submission, form_class: type, title: str
) -> HttpResponse:
    today = timezone.localdate()

    def save(form: ReceiveForm) -> str:
        actions.answer_submission(
            submission, by=request.user, version=form.version, today=today, **form.cleaned_data
        )
        return reverse("monitoring:submission-list")

    return _step(request, submission, form_class, title, save, {"answered_on": today})


def _step(
    request: HttpRequest,
    submission: Submission,
    form_class: type,
    title: str,
    save: Any,
    first: dict[str, Any],
) -> HttpResponse:
    return edit_page(
        request,
        form_class,
        template="monitoring/submission_form.html",
        key=f"submission:{submission.pk}:{form_class.__name__}",
        label=title,
        record=submission,
        load=lambda found: (first | {"reason": found.reason}, {}),
        form_kwargs={"office": submission.office, "submission": submission},
        cancel_url=submission.get_absolute_url(),
        submit_label=title,
        success=_("Recorded."),
        context=_around(request, submission) | {"title": title},
        save=save,
    )


def _submission(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.select_related("submitted_by", "answered_by"), pk=pk)


def _may_answer(user: User, submission: Submission) -> bool:
    """The municipality's desk; where it has none here, the office notes the answer it was told."""
    if submission.municipality_id in desk_municipalities(user):
        return True
    desks = Office.objects.of_kind(OfficeKind.MUNICIPALITY, on=user.access.on)
    desks = desks.filter(municipality_id=submission.municipality_id, is_user=True)
    return can(user, Permission.PLAN_EDIT, submission.office_id) and not desks.exists()


def _require_answer(user: User, submission: Submission) -> None:
    if not _may_answer(user, submission):
        raise PermissionDenied


def _around(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    today = timezone.localdate()
    is_own = can(request.user, Permission.PLAN_VIEW, submission.office_id)
    return {
        "submission": submission,
        "row": submission_row(submission, today),
        "today": today,
        "is_own": is_own,
        "is_restricted": Restriction.objects.in_force(today)
        .filter(client_id=submission.client_id)
        .exists(),
        "can_send": can(request.user, Permission.PLAN_EDIT, submission.office_id),
        "can_answer": submission.is_at_desk and _may_answer(request.user, submission),
    }


def _content(submission: Submission) -> dict[str, Any]:
    """Return what stands in the document; it is frozen since the consent or the end."""
    if submission.plan_id:
        plan = ServiceUsePlan.objects.for_detail().get(pk=submission.plan_id)
        return {"plan": plan, "needs": [need_row(need) for need in plan.needs.all()]}
    return {"report": submission.report, "reviews": list(submission.report.reviews.all())}
