"""Fixtures that every test may use."""

import gc
from itertools import count

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.db import connection
from django.template.backends.django import Template

from config.celery import app
from staffing.sessions import SessionStore
from tests.migrated import fill_test_database
from tests.personas import kept_town

BACKEND = "staffing.backends.StaffBackend"
NUMBERS = count(1)


def pytest_configure():
    """Have the folder of collected files, and judge no property by a slow machine's time."""
    # Without the folder every browser of a test says that it lacks.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile("untimed")


def pytest_collection_finish():
    """Let the collector of garbage pass over what lives as long as the run: the code itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config, items):
    """Ask a server only what it may answer otherwise than SQLite: what reaches a database."""
    if connection.vendor == "sqlite":
        return
    kept = [item for item in items if _reaches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _reaches_database(item)])
    items[:] = kept


def _reaches_database(item) -> bool:
    if item.get_closest_marker("before_database"):
        return False
    wanted = {"db", "transactional_db"}.intersection(item.fixturenames)
    return bool(wanted) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Tell pytest-django that the database is there already: see `fill_test_database`."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_test_environment, django_db_blocker
):
    """Fill it as soon as its name is known."""
    with django_db_blocker.unblock():
        fill_test_database()


@pytest.fixture(scope="session", autouse=True)
def _queue_in_memory(request):
    """Write nothing to this machine's queue; only a run of `services` has a worker that reads."""
    if request.config.option.markexpr != "services":
        app.conf.broker_url = "memory://"


@pytest.fixture(autouse=True)
def _plain_surroundings(settings, tmp_path_factory):
    """Plain http, static files without manifest, tasks in the same process, own folders.

    The folder of the files is made by the test that keeps one: few do.
    """
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "tsunagi_session", "tsunagi_csrf"
    settings.FILES_DIR = tmp_path_factory.getbasetemp() / "files" / str(next(NUMBERS))
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.FILES_DIR},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # A real hash takes half a second a person; the strength of it is Django's to test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def town(db):
    """One office with its people, and the offices around it."""
    return kept_town()


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in and returns the test client.

    It writes the session that a sign-in would leave; what a sign-in does beside that has its own
    tests, and the walks sign in some ten thousand times.
    """

    def enter(user):
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = BACKEND
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
        return client

    return enter


@pytest.fixture
def unrendered(monkeypatch):
    """Let templates say nothing: for walks that ask only whether a door is open."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")
