"""What goes to the municipality as one file, made in the background (S28, S39)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cases.actions.print_runs import start_run
from config.common.keys import read_key
from config.common.pdf import PdfUnavailable
from monitoring.models import Submission
from monitoring.submission_bundle import bundle_of
from monitoring.submission_papers import DamagedPaper, joined_papers
from staffing.permissions import Permission, require_anywhere
from staffing.saving import Refused

#: Submissions of one bundle.
MOST = 100


@require_GET
def submission_joined(request: HttpRequest, pk: int) -> HttpResponse:
    """Send all papers of one submission as one PDF: at the municipality's desk as in the office."""
    rows = Submission.objects.visible_to(request.user).for_list()
    submission = get_object_or_404(rows, pk=pk)
    try:
        pdf = joined_papers(submission, user=request.user, now=timezone.now())
    except (PdfUnavailable, DamagedPaper) as error:
        is_damaged = isinstance(error, DamagedPaper)
        words = _("%(paper)s is no longer what was filed. Ask for it again.")
        messages.error(request, words % {"paper": error} if is_damaged else str(error))
        return redirect(submission)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="submission-{pk}.pdf"'
    return response


@require_POST
def submission_bundle(request: HttpRequest) -> HttpResponse:
    """Join the papers of the chosen submissions of one office, by the readings of the people."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    keys = [key for key in map(read_key, request.POST.getlist("row")) if key][:MOST]
    offices = request.user.access.offices_with(Permission.PLAN_VIEW)
    found = Submission.objects.visible_to(request.user).filter(office_id__in=offices, pk__in=keys)
    found = found.for_list().order_by("client__name_kana", "client_id", "done_on", "pk")
    rows = list(found)
    office = rows[0].office if rows else request.office
    rows = [row for row in rows if row.office_id == office.pk]
    papers, notes = bundle_of(rows, user=request.user, today=timezone.localdate())
    words = ngettext("Submission, %(count)s document", "Submission, %(count)s documents", len(rows))
    try:
        run = start_run(
            papers, office=office, by=request.user, title=words % {"count": len(rows)}, notes=notes
        )
    except Refused as refused:
        messages.error(request, refused.problems[0].message)
        return redirect(rows[0] if len(rows) == 1 else "monitoring:submission-list")
    return redirect(run)
