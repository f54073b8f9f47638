"""The demo town behind the test server, a signed-in browser."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from cases.models import Case
from config.demo.build import build
from plans.choices import Stage
from staffing.models import User
from staffing.tasks import heartbeat
from tests.e2e.browser import (
    TOWN_SIZE,
    browser_context_args,
    browser_type_launch_args,
    page,
    person,
    picture,
    troubles,
)
from tests.factories.plans import PlanNeedFactory, ServiceUsePlanFactory
from tests.migrated import fill_test_database

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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_test_environment, django_db_blocker):
    """Keep the database in a file: the server's threads then have their own connections."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        connection.settings_dict.setdefault("TEST", {})["NAME"] = str(path)
    with django_db_blocker.unblock():
        fill_test_database()


@pytest.fixture(scope="session", autouse=True)
def _plain_http():
    """The test server speaks http; its middleware reads these when it starts."""
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SECURE_HSTS_SECONDS=0,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        # A browser takes names with the prefix __Host- only over https.
        SESSION_COOKIE_NAME="tsunagi_session",
        CSRF_COOKIE_NAME="tsunagi_csrf",
    ):
        yield


@pytest.fixture(scope="session")
def shared_once(tmp_path_factory, worker_id):
    """Return a function that makes a file or folder once for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    common = base if worker_id == "master" else base.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        path, part = common / name, common / f"{name}.part"
        with (common / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                make(part)
                part.rename(path)
        return path

    return made


def leave_a_plan_in_writing() -> None:
    """The last days of a month may find every plan of so small a town agreed to."""
    office = User.objects.get(login_id="kanri").postings.get().office
    if office.plans.filter(stage=Stage.DRAFT, consented_on=None, deleted_at=None).exists():
        return
    cases = Case.objects.alive().open().filter(office=office, contracted_on__isnull=False)
    case = cases.exclude(worker=None).order_by("pk").first()
    plan = ServiceUsePlanFactory(
        case=case, author=case.worker, number=90, drafted_on=timezone.localdate()
    )
    PlanNeedFactory(plan=plan)


@pytest.fixture(scope="session")
def built_demo(django_db_setup, django_db_blocker, tmp_path_factory, shared_once) -> Path:
    """The demo town, built once: a folder with its database and its files."""

    def build_in(folder: Path) -> None:
        folder.mkdir()
        plain = override_settings(
            FILES_DIR=folder / "files",
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        )
        with django_db_blocker.unblock(), plain:
            call_command("seed", verbosity=0)
            build(timezone.now(), size=TOWN_SIZE)
            leave_a_plan_in_writing()
            copy = sqlite3.connect(folder / "town.sqlite3")
            connection.connection.backup(copy)
            copy.close()
            call_command("flush", interactive=False, verbosity=0)

    # Each process works on files of its own.
    return Path(
        shutil.copytree(
            shared_once("demo", build_in), tmp_path_factory.mktemp("town"), dirs_exist_ok=True
        )
    )


@pytest.fixture
def demo(built_demo, transactional_db, settings) -> None:
    """Put the demo town into the emptied database of this test."""
    settings.FILES_DIR = built_demo / "files"
    connection.ensure_connection()
    town = sqlite3.connect(built_demo / "town.sqlite3")
    town.backup(connection.connection)
    town.close()
    heartbeat()
    cache.clear()


@pytest.fixture
def site(live_server) -> str:
    """The address of the site that the journeys visit."""
    return live_server.url


@pytest.fixture
def browse_as(page, live_server):
    """Give the browser a session of somebody, without the login page."""

    def sign_in(user) -> None:
        client = Client()
        client.force_login(user, backend="staffing.backends.StaffBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return sign_in
