"""G22: production does not start with a sample key, programmers' error pages, or for any host."""

import os
import subprocess
import sys

import pytest

from config.checks import production_is_safe
from tests.test_architecture import ROOT

GOOD_KEY = "kdjf83jfKJfj3-dkf93jdkJFH38fjdkf93jf8dkf93jf"


def found(settings, **changed) -> list[str]:
    for name, value in changed.items():
        setattr(settings, name, value)
    return [error.id for error in production_is_safe(None)]


@pytest.fixture
def production(settings):
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD_KEY
    settings.ALLOWED_HOSTS = ["tsunagi.example"]
    return settings


def test_good_settings_pass(production):
    assert found(production) == []


@pytest.mark.parametrize(
    "key",
    ["short", "k" * 60, "django-insecure-" + GOOD_KEY, "change-me-" + GOOD_KEY],
)
def test_a_sample_key_is_refused(production, key):
    assert found(production, SECRET_KEY=key) == ["tsunagi.E010"]


@pytest.mark.parametrize("hosts", [[], ["*"], ["tsunagi.example", "*"]])
def test_a_server_without_a_name_is_refused(production, hosts):
    assert found(production, ALLOWED_HOSTS=hosts) == ["tsunagi.E012"]


def test_error_pages_for_programmers_stay_on_their_machine(production):
    assert found(production, DEBUG=True) == ["tsunagi.E011"]
    assert found(production, ALLOWED_HOSTS=["localhost", "127.0.0.1", "[::1]"]) == []


def started(*command: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"SECRET_KEY": GOOD_KEY} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", [("manage.py", "check"), ("-c", "import config.wsgi")])
def test_neither_the_command_nor_the_web_server_starts(command):
    done = started(*command, SECRET_KEY="change-me", DEBUG="off")
    assert done.returncode != 0
    assert "SECRET_KEY is a sample" in done.stderr
    assert "change-me" not in done.stderr


def test_the_web_server_starts_with_a_key_of_its_own():
    assert started("-c", "import config.wsgi", DEBUG="off").returncode == 0
