"""Background work of reports: thin, and the same however often it runs."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.actions.digest import send_digests
from reports.actions.qualifications import send_qualifications
from reports.actions.reminders import send_endings, send_mornings


@shared_task(name="reports.weekly_digest", label=_("Weekly digest for the leads"))
def weekly_digest() -> str:
    """Tell the leads how their offices stand, once a week; return how many were told."""
    now = timezone.now()
    told, mailed = send_digests(today=timezone.localdate(now), now=now)
    return f"{told} / {mailed}"


@shared_task(name="reports.morning_summary", label=_("Morning summary for everybody"))
def morning_summary() -> str:
    """Tell everybody what the day holds, once a day; return how many were told."""
    return str(send_mornings(today=timezone.localdate()))


@shared_task(name="reports.end_warnings", label=_("Warnings before certificates end"))
def end_warnings() -> str:
    """Warn of ends of decisions, certificates and qualifications, each step once."""
    today = timezone.localdate()
    return str(send_endings(today=today) + send_qualifications(today=today))
