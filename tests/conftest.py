"""Fixtures that every test may use."""

import pytest
from django.core.cache import cache

from config.celery import app
from tests.personas import build_town

BACKEND = "staffing.backends.StaffBackend"


@pytest.fixture(scope="session", autouse=True)
def _queue_in_memory(request):
    """Write nothing to this machine's queue; only a run of `services` has a worker that reads."""
    if request.config.option.markexpr != "services":
        app.conf.broker_url = "memory://"


@pytest.fixture(autouse=True)
def _plain_surroundings(settings, tmp_path):
    """Plain http, static files without manifest, tasks in the same process, own folders."""
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "tsunagi_session", "tsunagi_csrf"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.FILES_DIR = tmp_path / "files"
    # A real hash takes half a second a person; the strength of it is Django's to test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def town(db):
    """One office with its people, and the offices around it."""
    return build_town()


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in and returns the test client."""

    def enter(user):
        client.force_login(user, backend=BACKEND)
        return client

    return enter
