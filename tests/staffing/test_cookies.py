"""Cookies of an office behind https."""  # F7

import os
import subprocess
import sys

import pytest
from django.urls import reverse

from tests.factories.staffing import PASSWORD
from tests.test_architecture import ROOT

NAMES = "import config.settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"


@pytest.mark.parametrize(
    ("insecure", "names"),
    [
        ("", "__Host-tsunagi_session __Host-tsunagi_csrf"),
        ("on", "tsunagi_session tsunagi_csrf"),
    ],
)
def test_cookies_belong_to_this_host_wherever_https_is_used(tmp_path, insecure, names):
    environment = os.environ | {
        "SECRET_KEY": "k" * 60 + "0123456789abcdefghij",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "QUEUE_DIR": str(tmp_path / "queue"),
        "INSECURE_HTTP": insecure,
        "DEBUG": "",
        "DEMO": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", NAMES],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == names


def test_cookies_carry_every_protection(client, town, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(reverse("login"), secure=True)
    data = {"username": town.counsellor.login_id, "password": PASSWORD}
    cookies = client.post(reverse("login"), data, secure=True).cookies
    assert set(cookies) == {"tsunagi_session", "tsunagi_csrf"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""
    assert cookies["tsunagi_session"]["max-age"] == ""
