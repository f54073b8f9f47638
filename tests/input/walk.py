"""Walk every address of the access table as somebody who may use it, and read its forms."""

import os
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.access import Row
from tests.personas import EVERYONE
from tests.test_access import ROWS

APPS = ("staffing", "cases", "plans", "monitoring", "councils", "reports")
#: Written also while reading or refusing: the trail, what one opened lately, texts kept aside.
ASIDE = {"staffing_auditentry", "staffing_draft", "staffing_searchticket", "cases_recentclient"}
#: Signs of the machine that no answer may show: code, places, SQL, versions, settings.
TELL_TALES = (
    "Traceback",
    "site-packages",
    str(settings.BASE_DIR),
    "SELECT ",
    "INSERT INTO",
    "sqlite",
    "psycopg",
    "Django Version",
    "DJANGO_SETTINGS_MODULE",
    "Exception Type",
    settings.SECRET_KEY,
)
#: How many examples a fuzzed view gets; raise it for a long run.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "3"))
NAMES = sorted(ROWS)
#: The addresses by app: a walk through one app needs one town.
BY_APP = {
    app: [name for name in NAMES if name.startswith(f"{app}:") or (app == "" and ":" not in name)]
    for app in ("", *APPS)
}


def insider(row: Row) -> str:
    """Return a persona who may use the address, a manager where possible."""
    return min(row.allowed, key=lambda name: (name != "manager", EVERYONE.index(name)))


def address(name: str, town) -> str:
    """Return the address with an object of the town's office."""
    row = ROWS[name]
    return reverse(name, kwargs=row.make(town) if row.make else None)


def ask(browser, row: Row, path: str):
    """Call an address in the way its row names."""
    return getattr(browser, row.method)(path, row.data)


class FormReader(HTMLParser):
    """Collect what a browser would post: names and values of all forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.select = ""
        #: Names whose values are chosen, not typed.
        self.chosen: set[str] = set()

    def handle_starttag(self, tag, attributes) -> None:
        found = dict(attributes)
        name = found.get("name") or ""
        if tag == "input" and name:
            box = found.get("type") in {"checkbox", "radio"}
            if box or found.get("type") == "hidden":
                self.chosen.add(name)
            if not box or "checked" in found:
                self.fields.append((name, found.get("value") or ("on" if box else "")))
        elif tag == "textarea" and name:
            self.fields.append((name, ""))
        elif tag == "select":
            self.select = name
            self.chosen.add(name)
        elif tag == "option" and self.select and "selected" in found:
            self.fields.append((self.select, found.get("value") or ""))

    def handle_endtag(self, tag) -> None:
        if tag == "select":
            self.select = ""


def fields_of(browser, row: Row, path: str, *, typed: str = "") -> list[tuple[str, str]]:
    """Return the fields that the page at this address would post, with their values.

    `typed` stands in every field into which a person types.
    """
    reader = FormReader()
    if row.method == "get":
        reader.feed(text_of(browser.get(path)))
    taken = [
        (name, typed if typed and name not in reader.chosen else value)
        for name, value in reader.fields
        if name != "csrfmiddlewaretoken"
    ]
    return taken or [(name, str(value)) for name, value in row.data.items()]


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """Return pairs as a form's body; lone surrogates and control characters survive."""
    return urlencode(pairs, encoding="utf-8", errors="surrogatepass").encode()


def post(browser, path: str, pairs: list[tuple[str, str]]):
    """Post pairs as a browser would, double keys included."""
    return browser.post(path, encoded(pairs), content_type="application/x-www-form-urlencoded")


def text_of(response) -> str:
    """Return a text answer; "" for a paper or a picture."""
    kind = response.headers.get("Content-Type", "")
    readable = kind.startswith(("text/", "application/json"))
    return response.content.decode() if readable and not response.streaming else ""


def tables() -> Iterator[str]:
    """Yield the tables in which records stand."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model._meta.db_table not in ASIDE:
                yield model._meta.db_table


def stock() -> dict[str, tuple]:
    """Return how many rows each table holds, and the sum of their versions."""
    versioned = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.name == "version" for field in model._meta.fields)
    }
    parts = [
        f"SELECT '{table}', COUNT(*), {'SUM(version)' if table in versioned else '0'} FROM {table}"
        for table in tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {table: (count, versions) for table, count, versions in cursor.fetchall()}


def assert_reveals_nothing(response) -> None:
    """Fail where an answer tells of the machine behind it."""
    told = text_of(response) + "\n".join(f"{k}: {v}" for k, v in response.items())
    assert [sign for sign in TELL_TALES if sign in told] == []
