"""Ask the queue for a background job: quickly, or not at all.

Nobody waits for a broker that is down. What is to be done stands in rows, and the worker finds
them again (staffing/work.py), so a message that was not sent costs some time and nothing else.
"""

import logging
from contextlib import contextmanager
from typing import Any

from celery import current_app
from django.core.cache import cache

log = logging.getLogger("tsunagi.queue")

#: A save waits half a second for a broker that is down, and the next ones not at all.
PATIENCE = 0.5
DOWN_KEY, DOWN_SECONDS = "broker-down", 30


def enqueue(name: str, args: list[Any]) -> bool:
    """Ask for a job now, by its name; return whether the broker took it."""
    if cache.get(DOWN_KEY):
        return False
    try:
        with _connection() as connection:
            current_app.send_task(
                name, args=args, retry=False, ignore_result=True, connection=connection
            )
    except Exception as error:  # whatever a broker may raise: the rows are there, a save is a save
        cache.set(DOWN_KEY, "down", timeout=DOWN_SECONDS)
        log.warning("The broker did not take %s (%s).", name, type(error).__name__)
        return False
    return True


def is_up() -> bool:
    """Whether the broker answers."""
    try:
        with _connection() as connection:
            connection.connect()
    except Exception:
        return False
    return True


@contextmanager
def _connection():
    quick = {
        "max_retries": 0,
        "interval_start": 0,
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": PATIENCE,
    }
    options = {**current_app.conf.broker_transport_options, **quick}
    with current_app.connection_for_write(
        connect_timeout=PATIENCE, transport_options=options
    ) as connection:
        yield connection
