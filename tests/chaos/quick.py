"""The Celery application with short distances: celery --app tests.chaos.quick worker.

The same tasks and the same rules; what takes minutes takes seconds.
"""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from config.celery import app  # noqa: E402
from config.jobs import Job  # noqa: E402
from monitoring.actions import schedules  # noqa: E402
from staffing import work  # noqa: E402

STEP = 2  # seconds from one scheduled run to the next

app.conf.beat_schedule = {
    name: entry | {"schedule": float(STEP)} for name, entry in app.conf.beat_schedule.items()
}
app.conf.beat_max_loop_interval = 1
app.conf.broker_transport_options |= {"visibility_timeout": STEP}
work.LEASE_STEPS = 60  # the lease below is what counts
work.LEASE = timedelta(seconds=int(os.environ.get("CHAOS_LEASE", "6")))
Job.retry_backoff = Job.default_retry_delay = 1
# Many transactions also with few people, so that a sweep can be cut in half.
schedules.COMPARED = schedules.WRITTEN = 50
