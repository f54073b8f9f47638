"""The heartbeat of the worker, and what is swept away at night."""

from celery import current_app, shared_task
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staffing import broker, sessions, work

#: Rows of an index that SQLite looks at.
SAMPLE = 1_000


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
