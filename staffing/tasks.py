"""The heartbeat of the worker, and what is swept away at night."""

from datetime import timedelta

from celery import current_app, shared_task
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staffing import broker, sessions, work
from staffing.actions.importing import clear_old_lists
from staffing.importing import running
from staffing.models import ImportRun

#: Rows of an index that SQLite looks at: beyond them an office and one of its people look alike. A
#: database of a million contacts takes a second.
SAMPLE = 100_000
#: How long the files of a list are kept: long enough to correct it.
LISTS_KEPT = timedelta(days=7)


@shared_task(name=work.HEARTBEAT, label=_("Sign of life of the background work"))
def heartbeat() -> str:
    """Say that beat and worker are alive, and ask anew for what was missed meanwhile."""
    missed = work.missed(work.schedules(current_app), now=timezone.now())
    asked = [name for name in missed if name != work.HEARTBEAT and broker.enqueue(name, [])]
    return str(len(asked)) if asked else ""


@shared_task(name="staffing.gather_statistics", label=_("Look over the tables"))
def gather_statistics() -> None:
    """Let SQLite look at its tables, so that it knows which index finds few rows.

    PostgreSQL does that by itself. A sample of each index is enough and takes a moment.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
            cursor.execute("ANALYZE")


@shared_task(name="staffing.clear_sessions", label=_("Clear away old logins"))
def clear_sessions() -> None:
    """Delete the sessions that ended some days ago."""
    sessions.clear_ended(now=timezone.now())


@shared_task(name="staffing.import_list", label=_("Check or take over a list"))
def import_list(run_id: int) -> None:
    """Check or write one list, right after it was asked for."""
    _walk_over(ImportRun.objects.filter(pk=run_id))


@shared_task(name="staffing.import_waiting", label=_("Check and take over waiting lists"))
def import_waiting() -> str:
    """Work on whatever still waits, each minute: a lost message costs a minute."""
    return str(_walk_over(ImportRun.objects.all()) or "")


def _walk_over(runs) -> int:
    done = 0
    for run in runs.waiting(timezone.now()).select_related("office", "made_by").order_by("pk"):
        now = timezone.now()
        if running.take(run, now=now):
            running.walk(run, now=now)
            done += 1
    return done


@shared_task(name="staffing.clear_lists", label=_("Clear away the files of old lists"))
def clear_lists() -> str:
    """Delete the files of lists that were brought along more than a week ago."""
    return str(clear_old_lists(before=timezone.now() - LISTS_KEPT) or "")
