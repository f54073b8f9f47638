"""Ask for a bundle of papers, stop it, make the failed ones again, clear it away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext as _

from cases.choices_printing import PrintStage, PrintState
from cases.models import Document, PrintItem, PrintRun
from cases.models.printing import FILED
from cases.papers import Paper, client_of
from config.common.problems import Problem
from staffing import audit
from staffing.broker import enqueue
from staffing.models import Office, User
from staffing.saving import Refused

JOB = "cases.print_bundle"
#: More papers than this are no bundle for one printer.
MOST_PAPERS = 400


@dataclass(frozen=True)
class Wanted:
    """A paper of a bundle: of which record, what it is called in the list, what was chosen."""

    paper: str
    subject_id: int
    client_id: int
    label: str
    options: dict[str, Any] = field(default_factory=dict)


def wanted(paper: Paper, record: models.Model, options: dict[str, Any] | None = None) -> Wanted:
    """Return a paper that is to be made of a record as it is then."""
    return Wanted(paper.key, record.pk, client_of(record).pk, paper.title, options or {})


def wanted_as_filed(document: Document) -> Wanted:
    """Return a paper that is taken as it was filed."""
    return Wanted(FILED, document.pk, document.client_id, document.title[:120])


@transaction.atomic
def start_run(
    papers: Sequence[Wanted], *, office: Office, by: User, title: str, notes: Sequence[str] = ()
) -> PrintRun:
    """Write down which papers are wanted, in their order, and let the worker make them."""
    if not 0 < len(papers) <= MOST_PAPERS:
        message = _("Choose at least one paper and at most %(most)s.") % {"most": MOST_PAPERS}
        raise Refused(Problem("number", message))
    run = PrintRun.objects.create(office=office, made_by=by, title=title, notes=list(notes))
    PrintItem.objects.bulk_create(
        PrintItem(run=run, position=position, **vars(paper))
        for position, paper in enumerate(papers, start=1)
    )
    audit.record(by, "bundle.asked", run, papers=len(papers))
    _ask(run)
    return run


@transaction.atomic
def cancel_run(run: PrintRun, *, by: User, now: datetime) -> bool:
    """Stop a bundle that is not ready; the worker sees it before the next paper."""
    waiting = PrintRun.objects.filter(pk=run.pk, stage=PrintStage.WAITING)
    if not waiting.update(stage=PrintStage.CANCELLED, finished_at=now):
        return False
    audit.record(by, "bundle.cancelled", run)
    return True


@transaction.atomic
def retry_failed(run: PrintRun, *, by: User) -> int:
    """Let the papers that were not made be made again; return how many."""
    ready = PrintRun.objects.filter(pk=run.pk, stage=PrintStage.DONE)
    failed = PrintItem.objects.filter(run=run, state=PrintState.FAILED)
    number = failed.count()
    if not number or not ready.update(stage=PrintStage.WAITING, touched_at=None, finished_at=None):
        return 0
    failed.update(state=PrintState.WAITING, reason="")
    audit.record(by, "bundle.retried", run, papers=number)
    _ask(run)
    return number


def clear_runs(*, before: datetime) -> int:
    """Delete the files of bundles that were asked for before this moment; return how many."""
    old = PrintRun.objects.filter(created_at__lt=before).exclude(stage=PrintStage.CLEARED)
    number = 0
    for run in old.prefetch_related("items"):
        for name in filter(None, (run.file, *(item.file for item in run.items.all()))):
            default_storage.delete(name)
        run.items.update(file="")
        PrintRun.objects.filter(pk=run.pk).update(stage=PrintStage.CLEARED, file="")
        number += 1
    return number


def _ask(run: PrintRun) -> None:
    transaction.on_commit(lambda: enqueue(JOB, [run.pk]), robust=True)
