"""Debian's Chromium, a signed-in browser, the demo town, and what went wrong in a page."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from config.demo.build import build
from staffing.tasks import heartbeat
from tests.e2e.steps import Person

# Playwright's own loop makes Django believe that its database calls are asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SCREEN = {"width": 1366, "height": 768}
PICTURES = Path(__file__).parents[2] / "test-artifacts" / "screens"
#: A busy machine takes its time; nothing here measures speed.
PATIENCE = 15_000
#: The share of the demo's clients and days: all kinds of rows, but soon there.
TOWN_SIZE = 0.12


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Keep the database in a file: the server's threads then have their own connections."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        connection.settings_dict.setdefault("TEST", {})["NAME"] = str(path)


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
def built_demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """The demo town, built once: a folder with its database and its files."""
    folder = tmp_path_factory.mktemp("demo")
    plain = override_settings(
        FILES_DIR=folder / "files",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), plain:
        call_command("seed", verbosity=0)
        build(timezone.now(), size=TOWN_SIZE)
        copy = sqlite3.connect(folder / "town.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        call_command("flush", interactive=False, verbosity=0)
    return folder


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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    return browser_type_launch_args | {"executable_path": path, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "ja-JP", "viewport": SCREEN}


@pytest.fixture
def page(page):
    """A page that waits long enough on a busy machine."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return page


@pytest.fixture
def troubles(page):
    """Everything the browser complained about: scripts that failed, what the policy blocked."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    return found


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


@pytest.fixture
def picture(page):
    """Take a picture of the page, to be looked at after the run."""

    def take(name: str, *, full: bool = False) -> None:
        path = PICTURES / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if full:
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": SCREEN["width"], "height": height})
        page.screenshot(path=path)
        page.set_viewport_size(SCREEN)

    return take


@pytest.fixture
def person(demo, page, live_server, picture, troubles):
    """Somebody in front of the browser, which must not have complained in the end."""
    yield Person(page, live_server.url, picture)
    assert troubles == []
