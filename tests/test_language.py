"""Japanese first: the catalogue is complete, and no Japanese page shows an English sentence."""

import ast
import gettext
import re
from pathlib import Path

import polib
import pytest
from django.urls import reverse
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

from tests.test_access import ROWS
from tests.test_architecture import APPS, ROOT

CATALOGUE = ROOT / "config" / "locale" / "ja" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
CONTEXT_CALLS = {"pgettext", "pgettext_lazy"}
PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(r"\bgettext\(u?(['\"])(.*?)(?<!\\)\1", re.DOTALL)


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def test_every_sentence_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_placeholders_survive_the_translation(catalogue):
    names = re.compile(r"%\((\w+)\)[sd]")
    wrong = [
        entry.msgid
        for entry in catalogue
        if entry.msgstr and set(names.findall(entry.msgstr)) - set(names.findall(entry.msgid))
    ]
    assert wrong == []


def python_sentences():
    for folder in (*APPS, "config"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield from sentences_of(node)


def sentences_of(node: ast.Call):
    texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
    if node.func.id in CALLS and texts and isinstance(texts[0], str):
        yield "", texts[0]
    elif node.func.id in CONTEXT_CALLS and len(texts) > 1:
        yield texts[0], texts[1]
    elif node.func.id in PLURAL_CALLS and texts:
        yield "", texts[0]


def test_every_sentence_of_the_code_is_in_the_catalogue(catalogue):
    known = {(entry.msgctxt or "", entry.msgid) for entry in catalogue}
    assert sorted(set(python_sentences()) - known) == []


def test_every_sentence_of_the_templates_is_in_the_catalogue(catalogue):
    known = {entry.msgid for entry in catalogue}
    missing = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for _quote, text in IN_TEMPLATE.findall(templatize(path.read_text())):
            sentence = text.encode().decode("unicode_escape").encode("latin-1").decode()
            if sentence.strip() and sentence not in known:
                missing.add((path.name, sentence))
    assert sorted(missing) == []


class Recorder(gettext.NullTranslations):
    """Stands behind all catalogues and hears what none of them knew."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: set[str] = set()

    def gettext(self, message):
        self.unknown.add(message)
        return message

    def ngettext(self, singular, plural, number):
        self.unknown.add(singular)
        return singular

    def pgettext(self, context, message):
        self.unknown.add(f"{context}|{message}")
        return message


@pytest.fixture
def recorder(monkeypatch):
    """Hear every sentence that is looked up in Japanese and not found."""
    heard = Recorder()
    japanese = trans_real.translation("ja")
    last = japanese
    while last._fallback is not None:
        last = last._fallback
    monkeypatch.setattr(last, "_fallback", heard)
    return heard


#: What Django itself says in no language but English, and what is no sentence.
NOT_OURS = {"", "None", "exact"}  # "exact": the name of a lookup, never shown


@pytest.mark.parametrize("name", sorted(n for n, row in ROWS.items() if row.method == "get"))
def test_a_japanese_page_says_nothing_in_english(name, town, sign_in, recorder):
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town) if row.make else None)
    persona = "manager" if "manager" in row.allowed else sorted(row.allowed)[0]
    response = sign_in(town.people[persona]).get(path)
    assert response.status_code < 400
    unknown = {
        sentence for sentence in recorder.unknown - NOT_OURS if re.search(r"[A-Za-z]{3}", sentence)
    }
    assert unknown == set()


def test_the_catalogue_is_the_only_one():
    assert [p for p in Path(ROOT).glob("*/locale") if p.parent.name != "config"] == []
