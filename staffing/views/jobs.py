"""処理の状況: what runs in the background, and what failed however often it was tried."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from config.common.paging import page_by_key
from staffing import broker, work
from staffing.filters import FailedJobFilter
from staffing.models import FailedJob, JobRun
from staffing.permissions import Permission, require_anywhere


@require_GET
def failed_job_list(request: HttpRequest) -> HttpResponse:
    """List the jobs that failed, the last one first, and how each kind of job ran last."""
    require_anywhere(request.user, Permission.JOBS_VIEW)
    listed = FailedJobFilter(request.GET, queryset=FailedJob.objects.all(), request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-failed_at", "-pk"))
    labels = dict(work.job_labels())  # a job that this version has no more keeps its name
    context = {
        "filter": listed,
        "page": page,
        "rows": [(labels.get(row.name, row.name), row) for row in page],
        "runs": [(labels.get(run.name, run.name), run) for run in JobRun.objects.order_by("name")],
        "queue_is_up": broker.is_up(),
    }
    return render(request, "staffing/failed_job_list.html", context)


@require_POST
def failed_job_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a failed job once more; it stays in the list until it went well."""
    require_anywhere(request.user, Permission.JOBS_VIEW)
    failed = get_object_or_404(FailedJob, pk=pk)
    if broker.enqueue(failed.name, failed.arguments):
        messages.success(request, _("The job was asked for again. It leaves the list once done."))
    else:
        messages.error(request, _("The queue does not answer. Please try again in a minute."))
    return redirect("staffing:failed-job-list")
