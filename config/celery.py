"""The Celery application: thin tasks, no results, rows that say what is still to do."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("tsunagi", task_cls="config.jobs:Job")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def say_alive(**kwargs: object) -> None:
    """Write the first heartbeat at once: beat would wait a minute with it."""
    app.send_task("staffing.heartbeat")
