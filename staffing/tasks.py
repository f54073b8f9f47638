"""The heartbeat of the worker, and what is swept away at night."""

from celery import shared_task
from django.utils import timezone

from staffing import sessions, work


@shared_task(name="staffing.heartbeat")
def heartbeat() -> None:
    """Say that beat and worker are alive."""
    work.finish_job(work.HEARTBEAT, now=timezone.now())


@shared_task(name="staffing.clear_sessions")
def clear_sessions() -> None:
    """Delete the sessions that ended some days ago."""
    sessions.clear_ended(now=timezone.now())
