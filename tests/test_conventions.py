"""Habits of the house that a machine can hold."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.test_architecture import APPS, ROOT, sources, topic

CLOCK = re.compile(r"date\.today\(\)|datetime\.now\(\)|timezone\.(now|localdate|localtime)\(\)")
OURS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("app", APPS)
def test_rules_models_and_actions_never_read_the_clock(app):
    readers = [
        str(path.relative_to(ROOT))
        for path in sources(app)
        if topic(path, app) in {"rules", "models", "actions"} and CLOCK.search(path.read_text())
    ]
    assert readers == []


def test_nothing_reads_the_day_of_another_time_zone():
    naive = re.compile(r"date\.today\(\)|datetime\.now\(\)|now\(\)\.date\(\)")
    found = [
        str(path.relative_to(ROOT))
        for app in (*APPS, "config")
        for path in sources(app)
        if naive.search(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_fields_say_by_their_names_what_they_are(model):
    for field in model._meta.get_fields():
        if not isinstance(field, models.Field) or field.model is not model:
            continue
        if field.name == "last_login":  # the name of Django's own field
            continue
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith(("_at", "at", "_since")), field
        elif isinstance(field, models.DateField):
            assert field.name.endswith(("_on", "_month", "_by", "_from", "_to")), field
        elif isinstance(field, models.BooleanField):
            first = field.name.split("_")[0]
            verbs = ("is", "has", "was", "can", "must", "opens", "includes", "changes")
            assert first in verbs, field


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


def test_role_names_stand_only_where_authority_is_decided():
    allowed = {
        "staffing/permissions.py",
        "staffing/choices.py",
        "staffing/models/people.py",
    }
    found = set()
    for app in (*APPS, "config"):
        for path in sources(app):
            name = str(path.relative_to(ROOT))
            # The demo posts invented people; it decides nothing.
            if name in allowed or name.startswith(("config/management/", "config/demo/")):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Attribute(value=ast.Name(id="Role")):
                        found.add(name)
    assert found == set()


def test_no_page_carries_inline_script_or_style():
    inline = re.compile(r"<script>|\son\w+=\"|javascript:|\sstyle=\"")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if inline.search(path.read_text())
    ]
    assert found == []


def test_nothing_is_fetched_from_outside():
    outside = re.compile(r"(src|href)=\"https?://|@import|url\(['\"]?https?:")
    found = [
        str(path.relative_to(ROOT))
        for folder in ("templates", "static")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".html", ".css", ".js", ".svg"} and outside.search(_text(path))
    ]
    assert found == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_forms_go_through_the_shared_parts():
    """A form class bound by hand goes round drafts, version check and idempotency."""
    # Passwords and codes are never kept in a draft; the login page has no user yet.
    by_hand = {"LoginForm", "PasswordForm", "CodeForm", "ConfirmForm"}
    found = set()
    for app in APPS:
        for path in sources(app):
            if topic(path, app) == "views":
                names = re.findall(r"(\w+Form)\(\s*request\.(?:POST|GET)", path.read_text())
                found |= set(names) - by_hand
    assert found == set()


def test_tests_with_a_real_worker_stand_where_make_looks_for_them():
    marked = re.compile(r"^(pytestmark = |@).*\bmark\.services\b", re.MULTILINE)
    files = (ROOT / "tests").rglob("test_*.py")
    found = {path.parent for path in files if marked.search(path.read_text())}
    assert found == {ROOT / "tests" / "services"}
