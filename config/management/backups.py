"""What the commands on backups share: the trail they leave, and counts for people."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.manifest import Manifest
from config.common.tags import clock, day
from staffing.choices import AUDIT_VERBS
from staffing.models import AuditEntry, JobRun


def counts(manifest: Manifest) -> str:
    """Say how much a backup holds; numbers only."""
    return _("%(tables)d tables, %(rows)s rows, %(files)d files") % {
        "tables": len(manifest.tables),
        "rows": f"{manifest.row_count:,}",
        "files": len(manifest.files),
    }


def made_at(manifest: Manifest) -> str:
    """Say when a backup was made, as the screens write a time."""
    moment = timezone.localtime(datetime.fromisoformat(manifest.made_at))
    return f"{day(moment)} {clock(moment)}"


def leave_trail(verb: str, manifest: Manifest, *, alias: str, started: datetime) -> None:
    """Write the job's row and an entry of the audit trail into the database itself."""
    if verb not in AUDIT_VERBS:
        raise LookupError(f"audit verb {verb!r} has no sentence")
    with transaction.atomic(using=alias):
        run = _write_run(verb, alias, started, is_ok=True, detail=counts(manifest))
        entry = AuditEntry(
            verb=verb,
            object_type=JobRun._meta.label_lower,
            object_id=run.pk,
            details={
                "made_at": manifest.made_at,
                "tables": len(manifest.tables),
                "rows": manifest.row_count,
                "files": len(manifest.files),
            },
        )
        entry.save(using=alias, force_insert=True)


def leave_failure(verb: str, reason: str, *, alias: str, started: datetime) -> None:
    """Write the job's row of a failure, if the database still takes it."""
    connection = connections[alias]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return  # SQLite would make an empty one in its place
    with suppress(DatabaseError):
        _write_run(verb, alias, started, is_ok=False, detail=reason)


def _write_run(verb: str, alias: str, started: datetime, **result: Any) -> JobRun:
    result |= {"started_at": started, "finished_at": timezone.now()}
    result["detail"] = result["detail"][:200]
    run, _created = JobRun.objects.using(alias).update_or_create(name=verb, defaults=result)
    return run
