"""Whether the background worker is at work, from the heartbeat it writes each minute."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils.translation import gettext as _

from staffing.models import JobRun

HEARTBEAT = "heartbeat"
#: Beat ticks each minute; three missed ticks mean that nobody computes.
SILENCE = timedelta(minutes=3)
CACHE_KEY, CACHE_SECONDS = "worker-heartbeat", 20


def start_job(name: str, *, now: datetime) -> JobRun:
    """Note that a job began."""
    run, _created = JobRun.objects.update_or_create(
        name=name, defaults={"started_at": now, "is_ok": False}
    )
    return run


def finish_job(name: str, *, now: datetime, detail: str = "", is_ok: bool = True) -> None:
    """Note how a job ended."""
    JobRun.objects.update_or_create(
        name=name, defaults={"finished_at": now, "is_ok": is_ok, "detail": detail[:200]}
    )


def last_heartbeat() -> datetime | None:
    """When the worker last said that it is alive; remembered for some seconds."""
    found = cache.get(CACHE_KEY)
    if found is None:
        run = JobRun.objects.filter(name=HEARTBEAT).values_list("finished_at", flat=True).first()
        found = run or "never"
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return None if found == "never" else found


def worker_is_down(now: datetime) -> bool:
    """Whether nothing was heard of the worker for three minutes."""
    heard = last_heartbeat()
    return heard is None or now - heard > SILENCE


def worker_notice(now: datetime) -> str:
    """What a page says while nobody computes; empty while all is well."""
    if not worker_is_down(now):
        return ""
    return _(
        "The background work has stopped. Your records are saved; monitoring months are computed "
        "as soon as it runs again."
    )
