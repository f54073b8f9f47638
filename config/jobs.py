"""What every background job has in common, however it is written: it runs once, it is tried
again, and what failed in the end stands in a list (celery.py makes every task one of these).
"""

import logging
from typing import Any

from celery import Task
from celery.signals import task_failure, task_success
from django.db import DatabaseError
from django.utils import timezone

from config.common.logs import failure
from staffing import work

logger = logging.getLogger("tsunagi.jobs")


class Job(Task):
    """A task that is tried again at growing distances; a scheduled one runs once each time.

    Two schedulers, a message delivered twice and a catch-up that comes late all ask for the same
    run: the first takes it, the others are repeats and do nothing.
    """

    autoretry_for = (Exception,)
    max_retries = 4
    retry_backoff = 5  # seconds before the first, twice as many before each next
    retry_backoff_max = 600
    default_retry_delay = 10  # after a worker that died in the middle
    #: What people call the job; every task of ours says it.
    label = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the job; a scheduled one unless its run is taken. A direct call always runs."""
        is_direct = self.request.called_directly
        run = super().__call__ if is_direct else self.run
        schedule = work.schedules(self.app).get(self.name)
        if schedule is None:
            return run(*args, **kwargs)
        now = timezone.now()
        if is_direct:
            work.start_job(self.name, now=now)
        elif not work.take_job(self.name, schedule, now=now, again=self.request.retries > 0):
            logger.info("repeat: %s", self.name)
            return None
        try:
            result = run(*args, **kwargs)
        except Exception as problem:
            reason = type(getattr(problem, "exc", None) or problem).__name__
            work.finish_job(self.name, now=timezone.now(), detail=reason, is_ok=False)
            raise
        work.finish_job(self.name, now=timezone.now(), detail=str(result or ""))
        logger.info("done: %s", self.name)
        return result


@task_failure.connect
def note_failure(sender, exception, args, traceback=None, **more: Any) -> None:
    """Put a job that failed for good into the list; only numbers and the place, no words."""
    place = failure(type(exception), traceback if hasattr(traceback, "tb_frame") else None)
    try:
        work.note_failure(sender.name, args, place=place, now=timezone.now())
    except DatabaseError as problem:
        logger.error("failed: %s (%s; not listed: %s)", sender.name, place, type(problem).__name__)


@task_success.connect
def forget_failure(sender, **more: Any) -> None:
    """A job that went well is not in the list any more."""
    work.forget_failure(sender.name, sender.request.args)
