"""Production settings: clean by Django's own deployment checks, and honest about their state."""

import os
import sqlite3
import subprocess
import sys

from django.urls import reverse

from config import retention
from tests.test_architecture import ROOT


def test_check_deploy_is_clean_in_production_settings(tmp_path):
    environment = os.environ | {
        "SECRET_KEY": "k" * 60 + "0123456789abcdefghij",
        "ALLOWED_HOSTS": "tsunagi.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "FILES_DIR": str(tmp_path / "files"),
        "QUEUE_DIR": str(tmp_path / "queue"),
        "DEBUG": "",
        "DEMO": "",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_health_page_says_what_works_without_signing_in(client, db):
    answer = client.get(reverse("healthz"))
    assert answer.status_code == 200
    assert answer.json()["database"] == "up"
    assert answer.json()["worker"] == "down"


def test_every_table_has_a_retention_rule(monkeypatch):
    assert retention.retention_errors() == []
    fewer = {name: rule for name, rule in retention.RETENTION.items() if name != "cases.Client"}
    monkeypatch.setattr(retention, "RETENTION", fewer)
    assert [error.id for error in retention.retention_errors()] == ["tsunagi.E002"]


def test_pages_carry_a_strict_policy(client, db):
    answer = client.get(reverse("login"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]


def test_a_page_that_failed_names_its_number(client, db):
    assert client.get("/no-such-page/")["X-Request-ID"]


def test_reading_json_never_waits_for_a_writer(tmp_path):
    path = tmp_path / "db.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    code = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "connection.settings_dict['OPTIONS']['timeout'] = 0\n"
        "connection.settings_dict['OPTIONS']['init_command'] = ''\n"
        "connection.ensure_connection()\n"
        "assert connection.features.has_json_object_function\n"
    )
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    writer.close()
    assert done.returncode == 0, done.stderr
