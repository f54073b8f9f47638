"""Who may open what: every address × every persona × object in and out of scope."""

import importlib
import pkgutil
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.template.backends.django import Template
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

import tests.access
from staffing.models import AuditEntry
from tests.access import Row
from tests.access.shell import PERSONAL, PUBLIC, TOKEN_GUARDED
from tests.guarded import assert_guarded, assert_private
from tests.hearing import Recorder, last_japanese_catalogue
from tests.personas import EVERYONE, INSIDERS

MODULES = [
    importlib.import_module(f"tests.access.{found.name}")
    for found in pkgutil.iter_modules(tests.access.__path__)
]
ROWS: dict[str, Row] = {name: row for module in MODULES for name, row in module.ROWS.items()}


def url_names(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from url_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"


def test_every_address_has_its_row():
    named = set(ROWS) | PUBLIC | TOKEN_GUARDED | set(PERSONAL)
    assert set(url_names()) - named == set()
    assert named - set(url_names()) == set()


def test_no_row_is_written_twice():
    assert sum(len(module.ROWS) for module in MODULES) == len(ROWS)


def expected(row: Row, persona: str) -> set[int] | None:
    """Return the refusing status this persona must get; None where the door is open."""
    if persona in row.allowed:
        return None
    if persona in row.hidden_from:
        return {404}
    if row.make is None or persona in INSIDERS or persona in row.may_see:
        return {403}
    return {404}


#: Between who may least and who may most in the office: they enter, the other two read as well.
BETWEEN = INSIDERS[1:-1]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_door(name, town, sign_in, client, monkeypatch):  # G18, G20
    heard = Recorder()
    monkeypatch.setattr(last_japanese_catalogue(), "_fallback", heard)
    row = ROWS[name]
    for persona in EVERYONE:
        path = reverse(name, kwargs=row.make(town) if row.make else None)
        sign_in(town.people[persona])
        with monkeypatch.context() as turn:
            if persona in BETWEEN:
                turn.setattr(Template, "render", lambda self, context=None, request=None: "")
            response = getattr(client, row.method)(path, row.data)
        refused = expected(row, persona)
        if refused is None:
            assert response.status_code not in {403, 404, 405, 500}, persona
            assert row.method == "post" or response.status_code < 400, persona
        else:
            assert response.status_code in refused, persona
        assert_guarded(response)
        assert_private(response)
        assert heard.sentences == set(), persona


@pytest.mark.before_database
@pytest.mark.parametrize("name", sorted({*ROWS, *PERSONAL, *TOKEN_GUARDED}))
def test_nobody_enters_without_signing_in(name, town, client):
    row = ROWS.get(name)
    kwargs = row.make(town) if row and row.make else ({"pk": 1} if name in PERSONAL else None)
    response = client.get(reverse(name, kwargs=kwargs))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))
    assert_guarded(response)
    assert_private(response)


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_what_belongs_to_one_person_does_not_exist_for_another(name, town, sign_in):
    thing = PERSONAL[name](town.counsellor, timezone.now())
    browser, path = sign_in(town.manager), reverse(name, args=[thing.pk])
    met = {getattr(browser, method)(path).status_code for method in ("get", "post")}
    assert 404 in met
    assert met <= {404, 405}


#: POST comes last: it may end the session.
METHODS = ("head", "put", "patch", "delete", "options", "post")
#: Refused before the view, by what it says it takes: alike for all who are signed in, and on
#: every database.
NEVER_TAKEN = {"put", "patch", "delete", "options"}


@contextmanager
def undone():
    """Let a request do what it does, and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_no_other_method_is_a_way_round_the_door(name, town, sign_in, unrendered):  # F1
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town) if row.make else None)
    first, shut = min(row.allowed), next((p for p in EVERYONE if expected(row, p)), None)
    never_taken_from = {first, shut} if connection.vendor == "sqlite" else set()
    for persona in EVERYONE:
        browser = sign_in(town.people[persona])
        refused = expected(row, persona)
        for method in METHODS:
            if method == "head" and refused is None:
                continue  # what GET answers, as in test_door
            if method in NEVER_TAKEN and persona not in never_taken_from:
                continue
            with undone():
                status = getattr(browser, method)(path, row.data if method == "post" else {})
                status = status.status_code
            if method in NEVER_TAKEN:
                assert status in (refused or set()) | {405}, (persona, method)
            elif refused is not None:
                assert status in refused | {405}, (persona, method)
            elif method == "post" and row.writers is not None and persona not in row.writers:
                assert status in {403, 405}, persona
            else:
                assert status not in {403, 404, 500}, (persona, method)


@pytest.mark.before_database
@pytest.mark.parametrize("name", sorted({*ROWS, *PERSONAL, *TOKEN_GUARDED}))
def test_no_method_lets_a_stranger_in_from_the_street(name, town, client):  # F1
    row = ROWS.get(name)
    kwargs = row.make(town) if row and row.make else ({"pk": 1} if name in PERSONAL else None)
    for method in METHODS:
        response = getattr(client, method)(reverse(name, kwargs=kwargs))
        is_led_away = response.status_code == 302 and response.url.startswith(reverse("login"))
        assert is_led_away or response.status_code == 405, method


OBJECTS = sorted(name for name, row in ROWS.items() if row.make)


@pytest.mark.parametrize("name", OBJECTS)
def test_reaching_for_another_office_leaves_a_line_in_the_trail(name, town, sign_in):  # F2
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town))
    outsider = next(p for p in ("stranger", "city") if expected(row, p) is not None)
    browser = sign_in(town.people[outsider])
    response = getattr(browser, row.method)(path, row.data)
    assert response.status_code in expected(row, outsider)
    entry = AuditEntry.objects.get(verb="access.refused", user=town.people[outsider])
    assert entry.details == {"path": path}


def test_there_is_no_admin_site():  # F14
    assert not apps.is_installed("django.contrib.admin")
    assert [name for name in url_names() if "admin" in name.split(":")[0]] == []
