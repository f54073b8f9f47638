"""A bundle of papers (S39): how far it is, its file, stop it, make the failed ones again."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions import print_runs as actions
from cases.choices_printing import PrintStage, PrintState
from cases.models import PrintRun
from staffing import audit, work
from staffing.permissions import Permission, require

#: Earlier bundles that the page lists.
EARLIER = 10
ENDS_ASKING = 286  # htmx stops asking


def _run(request: HttpRequest, pk: int) -> PrintRun:
    run = get_object_or_404(
        PrintRun.objects.visible_to(request.user).select_related("office"), pk=pk
    )
    require(request.user, Permission.CLIENT_VIEW, run.office_id)
    return run


@require_GET
def print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a bundle has come, what could not be made, and what can be done next."""
    run = _run(request, pk)
    items = list(run.items.visible_to(request.user).select_related("client"))
    is_waiting = run.stage == PrintStage.WAITING
    made = sum(item.state == PrintState.DONE for item in items)
    failed = [item for item in items if item.state == PrintState.FAILED]
    at_work = next((item for item in items if item.state == PrintState.WAITING), None)
    context = {
        "run": run,
        "is_waiting": is_waiting,
        "can_fetch": run.stage == PrintStage.DONE and bool(run.file),
        "made": made,
        "number": len(items),
        "at_work": at_work if is_waiting else None,
        "failed": failed,
        "worker_notice": work.worker_notice(timezone.now()) if is_waiting else "",
    }
    if request.htmx:
        status = 200 if is_waiting else ENDS_ASKING
        return render(request, "cases/_print_state.html", context, status=status)
    mine = PrintRun.objects.visible_to(request.user).exclude(pk=pk).order_by("-pk")
    return render(request, "cases/print_run.html", context | {"earlier": mine[:EARLIER]})


@require_GET
def print_fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the joined file; its name names nobody."""
    run = _run(request, pk)
    if run.items.exclude(pk__in=run.items.visible_to(request.user).values("pk")).exists():
        raise Http404  # one of its people was restricted since it was made
    if run.stage != PrintStage.DONE or not default_storage.exists(run.file or "-"):
        messages.warning(request, _("The file is not there any more. Make the bundle anew."))
        return redirect(run)
    audit.record(request.user, "bundle.fetched", run)
    name = f"bundle-{timezone.localtime(run.created_at):%Y%m%d-%H%M}-{run.pk}.pdf"
    return FileResponse(
        default_storage.open(run.file), filename=name, content_type="application/pdf"
    )


@require_POST
def print_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a bundle that is being made."""
    run = _run(request, pk)
    if actions.cancel_run(run, by=request.user, now=timezone.now()):
        messages.success(request, _("The bundle was cancelled."))
    return redirect(run)


@require_POST
def print_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Make only the papers again that could not be made."""
    run = _run(request, pk)
    if not actions.retry_failed(run, by=request.user):
        messages.info(request, _("There is nothing to be made again."))
    return redirect(run)
