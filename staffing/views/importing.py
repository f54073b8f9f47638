"""取り込み: bring a list along, look at its check, let it be written."""

import tempfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.paging import page_by_key
from config.common.xlsx import XLSX, file_name
from staffing import actions, broker, work
from staffing.choices import ImportStage
from staffing.filters import ImportRunFilter
from staffing.forms import ImportForm
from staffing.importing.kinds import CHECKED_LABELS, WRITTEN_LABELS, ImportKind, kind_of, kinds
from staffing.importing.template import write_template
from staffing.list_views import keeps_conditions
from staffing.models import ImportRun
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page
from staffing.signin import fresh_login_required

#: What the background work is asked for; a lost message is found within a minute.
JOB = "staffing.import_list"


@require_GET
@keeps_conditions("import-list")
def import_list(request: HttpRequest) -> HttpResponse:
    """Show what can be taken over here, and one's own earlier lists."""
    require_anywhere(request.user, Permission.LIST_IMPORT)
    own = ImportRun.objects.visible_to(request.user)
    listed = ImportRunFilter(request.GET, queryset=own, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    context = {
        "kinds": [kind for kind in kinds() if can(request.user, kind.permission, request.office)],
        "filter": listed,
        "page": page,
        "rows": [(kind_of(run.kind), run) for run in page],
    }
    return render(request, "staffing/import_list.html", context)


def _kind(request: HttpRequest, key: str) -> ImportKind:
    kind = kind_of(key)
    if kind is None:
        raise Http404
    require(request.user, Permission.LIST_IMPORT, request.office)
    require(request.user, kind.permission, request.office)
    return kind


@require_GET
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the template of a list."""
    found = _kind(request, kind)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, found)
        opened = path.open("rb")  # stays readable after the folder is gone
    name = file_name(_("Template %(label)s") % {"label": found.label}, timezone.localdate())
    return FileResponse(opened, as_attachment=True, filename=name, content_type=XLSX)


@require_http_methods(["GET", "POST"])
@fresh_login_required
def import_create(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring a list along; it is checked, nothing is written yet."""
    found = _kind(request, kind)

    def save(form: ImportForm) -> ImportRun:
        file = form.cleaned_data["file"]
        run = actions.bring_list(office=request.office, kind=kind, file=file, by=request.user)
        _ask_for(run)
        return run

    return edit_page(
        request,
        ImportForm,
        template="staffing/import_create.html",
        key=f"import:{kind}",
        label=_("Take over: %(label)s") % {"label": found.label},
        form_kwargs={"kind": found},
        submit_label=_("Check the list"),
        cancel_url=reverse("staffing:import-list"),
        context={"kind": found},
        save=save,
    )


def _ask_for(run: ImportRun) -> None:
    transaction.on_commit(lambda: broker.enqueue(JOB, [run.pk]), robust=True)


def _run(request: HttpRequest, pk: int) -> ImportRun:
    runs = ImportRun.objects.visible_to(request.user).select_related("office")
    return get_object_or_404(runs, pk=pk)


@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a list has come, what was found, and what can be done next."""
    run = _run(request, pk)
    is_waiting = run.stage in ImportStage.waits()
    labels = WRITTEN_LABELS if run.stage == ImportStage.DONE else CHECKED_LABELS
    context = {
        "run": run,
        "kind": kind_of(run.kind),
        "is_waiting": is_waiting,
        "worker_notice": work.worker_notice(timezone.now()) if is_waiting else "",
        "is_checked": run.stage == ImportStage.CHECKED,
        "new": run.counts.get("new", 0),
        "counts": [(label, run.counts.get(outcome, 0)) for outcome, label in labels.items()],
        "problems": [(number, labels[outcome], why) for number, outcome, why in run.problems],
        "more_problems": sum(run.counts.get(o, 0) for o in ("look", "wrong")) - len(run.problems),
    }
    template = "_import_state.html" if request.htmx else "import_detail.html"
    status = 286 if request.htmx and not is_waiting else 200  # 286 ends htmx's asking
    return render(request, f"staffing/{template}", context, status=status)


@require_POST
@fresh_login_required
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the rows of a checked list that are new be written."""
    run = _run(request, pk)
    found = kind_of(run.kind)
    require(request.user, Permission.LIST_IMPORT, run.office)
    require(request.user, found.permission, run.office)
    actions.write_list(run, by=request.user)
    _ask_for(run)
    return redirect(run)


@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a checked list away; nothing of it was written."""
    actions.discard_list(_run(request, pk), by=request.user)
    return redirect("staffing:import-list")


@require_GET
def import_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the book of results: every row with what became of it."""
    run = _run(request, pk)
    if not run.result:
        raise Http404
    name = file_name(_("Result %(label)s") % {"label": kind_of(run.kind).label}, run.created_at)
    opened = default_storage.open(run.result)
    return FileResponse(opened, as_attachment=True, filename=name, content_type=XLSX)
