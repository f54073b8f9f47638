"""Japanese first: the catalogue is complete (that no page asks beyond it: tests/test_access.py)."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

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


def test_the_catalogue_is_the_only_one():
    assert [p for p in Path(ROOT).glob("*/locale") if p.parent.name != "config"] == []
