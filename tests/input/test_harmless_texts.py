"""G2, G7, G14: a text that wants to be code stays a text, on every page and on every paper."""

import io
import socket
import threading
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import resolve, reverse
from django.utils import timezone
from pypdf import PdfReader

from config.common import pdf
from staffing import audit
from staffing.models import AuditEntry, Draft, Notice
from tests.children import CHILDREN
from tests.factories.cases import CaseFactory
from tests.input.walk import APPS, NAMES, ROWS, address, ask, insider, text_of
from tests.test_lists import GROW

MARK = "xss"
#: The ways out of an attribute, a comment, a title, a long text, a script at once.
PAYLOAD = f"\"'>--></title></textarea></script><{MARK} onload=x>"
#: Texts that steer the program instead of being shown.
STEERING = {"key", "kind", "code", "path", "url", "token", "password", "language", "login_id"}
STEERING |= {"object_type", "verb", "kana_row", "request_id", "interval_group", "gh_type"}


class TagReader(HTMLParser):
    """Collect what a browser would take for a tag or a handler."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes) -> None:
        handlers = [name for name, _value in attributes if name.startswith("on")]
        scripts = [v for _n, v in attributes if (v or "").strip().lower().startswith("javascript:")]
        self.found += [tag] * (tag == MARK) + handlers + scripts


def texts_of(model) -> Iterator[models.Field]:
    """Yield the columns of free text of a table."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        if is_text and not field.choices and field.name not in STEERING and not field.primary_key:
            yield field


def poison(payload: str) -> int:
    """Write the payload into every free text of every table; return how many columns took it."""
    taken = 0
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model is AuditEntry:
                continue
            for row in model._base_manager.all():
                values = {
                    field.name: fitted(payload, field, row.pk)
                    for field in texts_of(model)
                    if field.max_length is None or field.max_length >= len(payload) + 8
                }
                if values and write(row, values):
                    taken += len(values)
                else:
                    taken += sum(write(row, {name: text}) for name, text in values.items())
    return taken


def write(row, values: dict[str, str]) -> bool:
    """Write columns; a constraint may want one of them empty as long as another one is."""
    try:
        with transaction.atomic():
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**values))
    except IntegrityError:
        return False


def fitted(payload: str, field: models.Field, pk) -> str:
    """Return the payload, made different from row to row where a column asks for it."""
    is_whole = field.max_length is None or field.max_length >= 60
    return f"{payload}{pk}" if is_whole or field.unique else payload


def fill(town) -> dict[str, str]:
    """Make an object for every address and rows for every list; return the addresses."""
    paths = {name: address(name, town) for name in NAMES}
    for grow in GROW.values():
        grow(town, 2)
    for name, add in CHILDREN.items():
        if ROWS[name].make:
            add(town, resolve(paths[name]).kwargs, 1)
    return paths


def test_a_script_in_any_text_stays_a_text_on_every_page(town, sign_in):
    paths = fill(town)
    assert poison(PAYLOAD) > 200
    audit.record(town.manager, "office.changed", town.office, changed={PAYLOAD: [PAYLOAD]})
    shown = 0
    for name, path in paths.items():
        page = text_of(ask(sign_in(town.people[insider(ROWS[name])]), ROWS[name], path))
        reader = TagReader()
        reader.feed(page)
        assert reader.found == [], name
        assert f"<{MARK}" not in page.lower(), name
        shown += f"&lt;{MARK}" in page
    assert shown > len(paths) / 2


def test_what_is_typed_comes_back_as_a_text(town, sign_in):
    browser = sign_in(town.manager)
    for name in (name for name in NAMES if name.endswith(("-create", "-edit"))):
        path = address(name, town)
        page = browser.get(path)
        if page.status_code != 200 or not (page.context and page.context.get("form")):
            continue
        typed = dict.fromkeys(page.context["form"].fields, PAYLOAD)
        answer = browser.post(path, typed)
        reader = TagReader()
        reader.feed(text_of(answer))
        assert reader.found == [], name


def test_a_script_in_a_draft_or_a_notice_stays_a_text(town, sign_in):
    now = timezone.now()
    text = {"text": [PAYLOAD]}
    Draft.objects.create(
        user=town.manager,
        key="x",
        label=PAYLOAD,
        path="/",
        data=text,
        saved_at=now,
        is_kept_text=True,
    )
    Notice.objects.create(recipient=town.manager, key="x", kind="x", text=PAYLOAD)
    browser = sign_in(town.manager)
    for name in ("staffing:draft-list", "staffing:notice-list"):
        page = text_of(browser.get(reverse(name)))
        assert f"&lt;{MARK}" in page
        assert f"<{MARK}" not in page


class Trap:
    """A server on loopback that counts who asks it for anything."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.2)
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.asked = 0
        self.is_open = True
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while self.is_open:
            try:
                visitor, _where = self.listener.accept()
            except TimeoutError:
                continue
            self.asked += 1
            visitor.close()

    def close(self) -> None:
        self.is_open = False
        self.thread.join()
        self.listener.close()


@pytest.fixture
def trap():
    opened = Trap()
    yield opened
    opened.close()


def test_no_paper_fetches_or_tells_by_header_what_stands_in_names_and_notes(town, sign_in, trap):
    paths = fill(town)
    poison(f'<img src=//{trap.address}/x>\r\nA: evil"')
    printed = 0
    for name in (name for name in NAMES if "pdf" in name or "print" in name):
        row = ROWS[name]
        answer = ask(sign_in(town.people[insider(row)]), row, paths[name])
        assert "img" not in answer.headers.get("Content-Disposition", "")
        assert "evil" not in "".join(f"{k}{v}" for k, v in answer.headers.items())
        # What is streamed was printed and filed before.
        if answer.headers["Content-Type"] == "application/pdf" and not answer.streaming:
            printed += 1
            paper = PdfReader(io.BytesIO(answer.content))
            text = "".join(page.extract_text() for page in paper.pages).replace("\n", "")
            assert "<img" in text, name
            assert not paper.attachments, name
    assert printed >= 5
    assert trap.asked == 0


@pytest.mark.parametrize(
    "way",
    [
        "<img src='http://{0}/a.png'>",
        "<img src='//{0}/a.png'>",
        "<style>@import url(http://{0}/b.css);</style>",
        "<p style='background: url(http://{0}/c.png)'>x</p>",
        "<svg><image href='http://{0}/d.png'/></svg>",
        "<link rel=attachment href='http://{0}/e'>",
        "<link rel=stylesheet href='http://{0}/f.css'>",
        "<object data='http://{0}/g'></object>",
        "<img src='file:///etc/passwd'><link rel=attachment href='file:///etc/passwd'>",
    ],
)
def test_even_markup_in_a_paper_reaches_nothing_outside(way, trap, monkeypatch):
    page = f"<!doctype html><html lang=ja><title>T</title><body>{way.format(trap.address)}印刷"
    monkeypatch.setattr(pdf, "render_to_string", lambda name, context: page)
    paper = PdfReader(io.BytesIO(pdf.render_pdf("any.html", {})))
    assert "印刷" in paper.pages[0].extract_text()
    assert "root:" not in paper.pages[0].extract_text()
    assert not paper.attachments
    assert trap.asked == 0


def test_a_person_of_many_letters_stands_whole_on_the_page(town, sign_in):
    case = CaseFactory(client__office=town.office, client__name="髙﨑 𠮷😀葛\U000e0100西")
    page = text_of(sign_in(town.counsellor).get(case.client.get_absolute_url()))
    assert "髙﨑 𠮷😀葛\U000e0100西" in page


def test_the_made_up_rows_reach_the_tables_of_all_apps(town):
    fill(town)
    filled = {
        app: sum(model._base_manager.exists() for model in apps.get_app_config(app).get_models())
        for app in APPS
    }
    assert min(filled.values()) >= 4, filled
