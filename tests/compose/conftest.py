"""The services of docker-compose.yml, the demo town in their database, a browser before them."""

import os

import environ
import pytest
from django.db import connections

from staffing.models import Draft
from tests.compose.stack import Stack
from tests.e2e.browser import (
    TOWN_SIZE,
    browser_context_args,
    browser_type_launch_args,
    page,
    person,
    picture,
    troubles,
)

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "page",
    "person",
    "picture",
    "troubles",
]

# Playwright's own loop makes Django believe that its database calls are asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def build_demo(stack: Stack, *, size: float) -> None:
    """Fill the database of the services with the demo town, in a process of theirs."""
    program = (
        "from django.utils import timezone; from config.demo.build import build; "
        f"build(timezone.now(), size={size})"
    )
    stack.run("web", "python", "manage.py", "shell", "--command", program)


@pytest.fixture(scope="session")
def stack(django_db_blocker):
    """Everything is up, and this process reads the same database."""
    services = Stack()
    try:
        services.build()
        services.up()
        build_demo(services, size=TOWN_SIZE)
        with django_db_blocker.unblock():
            _read_database(services.database_url)
            yield services
            connections.close_all()
    finally:
        services.stop()


def _read_database(url: str) -> None:
    found = connections.configure_settings({"default": environ.Env.db_url_config(url)})
    connections.settings["default"] = found["default"]
    del connections["default"]


@pytest.fixture
def site(stack) -> str:
    """The address of the web service."""
    return stack.address


@pytest.fixture
def demo(stack) -> None:
    """Nobody has begun to write anything; what other tests saved stays."""
    Draft.objects.all().delete()
