"""Verbs on lists that an office brings along."""

from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import get_random_string

from staffing import audit
from staffing.choices import ImportStage
from staffing.models import ImportRun, Office, User
from staffing.saving import StaleState

FOLDER = "imports"


@transaction.atomic
def bring_list(*, office: Office, kind: str, file: File, by: User) -> ImportRun:
    """Keep a list under a name that says nothing; the background work checks it."""
    name = default_storage.save(f"{FOLDER}/{get_random_string(32)}", file)
    run = ImportRun.objects.create(office=office, made_by=by, kind=kind, file=name)
    audit.record(by, "import.checked", run)
    return run


@transaction.atomic
def write_list(run: ImportRun, *, by: User) -> None:
    """Let a checked list be written; StaleState when that was asked for already."""
    mine = ImportRun.objects.filter(pk=run.pk, stage=ImportStage.CHECKED)
    if not mine.update(stage=ImportStage.TO_WRITE, touched_at=None, tries=0, rows=0):
        raise StaleState(run)
    audit.record(by, "import.asked", run)


@transaction.atomic
def discard_list(run: ImportRun, *, by: User) -> None:
    """Throw a checked list away; that it was brought and thrown away stays known."""
    mine = ImportRun.objects.filter(pk=run.pk, stage=ImportStage.CHECKED)
    if not mine.update(stage=ImportStage.DISCARDED, problems=[]):
        raise StaleState(run)
    audit.record(by, "import.discarded", run)
    transaction.on_commit(lambda: _delete_files([run]))


def clear_old_lists(*, before: datetime) -> int:
    """Delete the files of lists that are older; that they were brought stays known."""
    old = ImportRun.objects.filter(created_at__lt=before).exclude(file="", result="")
    found = list(old.exclude(stage=ImportStage.TO_WRITE))
    _delete_files(found)
    unread = ImportRun.objects.filter(pk__in=[run.pk for run in found])
    unread.filter(stage__in=(ImportStage.TO_CHECK, ImportStage.CHECKED)).update(
        stage=ImportStage.DISCARDED
    )
    return len(found)


def _delete_files(runs: list[ImportRun]) -> None:
    for run in runs:
        for name in filter(None, (run.file, run.result)):
            default_storage.delete(name)
    ImportRun.objects.filter(pk__in=[run.pk for run in runs]).update(
        file="", result="", problems=[]
    )
