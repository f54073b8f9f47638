"""Background work on cases: thin, idempotent, from rows that say what is to do."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import actions, bundles
from cases.actions.print_runs import clear_runs
from cases.models import PrintRun

#: How long a bundle can be fetched (ux 4.8).
KEPT = timedelta(hours=24)


@shared_task(name="cases.effect_handovers", label=_("Carry out handovers whose day has come"))
def effect_handovers() -> str:
    """Carry out every handover planned for today or before; a second run finds nothing to do."""
    now = timezone.now()
    return str(actions.effect_due(today=timezone.localdate(now), now=now) or "")


@shared_task(name="cases.print_bundle", label=_("Make a bundle of papers"))
def print_bundle(run_id: int) -> None:
    """Make one bundle, right after it was asked for."""
    _walk_over(PrintRun.objects.filter(pk=run_id))


@shared_task(name="cases.print_waiting", label=_("Make waiting bundles of papers"))
def print_waiting() -> str:
    """Work on whatever still waits, each minute: a lost message costs a minute."""
    return str(_walk_over(PrintRun.objects.all()) or "")


@shared_task(name="cases.clear_bundles", label=_("Clear away old bundles of papers"))
def clear_bundles() -> str:
    """Delete the files of bundles that are older than a day."""
    return str(clear_runs(before=timezone.now() - KEPT) or "")


def _walk_over(runs) -> int:
    done = 0
    for run in runs.waiting(timezone.now()).select_related("office", "made_by").order_by("pk"):
        now = timezone.now()
        if bundles.take(run, now=now):
            bundles.walk(run, now=now)
            done += 1
    return done
