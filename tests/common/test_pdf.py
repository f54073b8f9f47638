"""Printing: what it reads, and what it says when it cannot print."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from pypdf import PdfReader

from config.common import pdf


@pytest.fixture
def sheet(tmp_path):
    """Return a function that prints a template given as text."""

    def print_it(body: str) -> PdfReader:
        # The loader keeps templates by name, so each print has its own.
        name = f"{tmp_path.name}.html"
        (tmp_path / name).write_text(
            f"<!doctype html><html lang=ja><title>T</title><body>{body}</body></html>"
        )
        engines["django"].engine.dirs.append(tmp_path)
        try:
            return PdfReader(io.BytesIO(pdf.render_pdf(name, {"office": "潮見"})))
        finally:
            engines["django"].engine.dirs.pop()

    return print_it


def test_this_machine_can_print():
    assert pdf.pdf_problems() == []


def test_a_missing_library_is_said_in_words(monkeypatch):
    monkeypatch.setattr(pdf, "_LIBRARIES", {"Pango": ("no-such-library.so",)})

    with pytest.raises(pdf.PdfUnavailable, match="Pango"):
        pdf.render_pdf("sheet.html", {})


def test_a_missing_font_is_said_in_words(monkeypatch):
    monkeypatch.setattr(pdf, "FONT_FAMILIES", ("No Such Gothic",))

    assert "No Such Gothic" in pdf.pdf_problems()[0]


def test_paper_is_japanese_whatever_the_reader_speaks(sheet):
    page = sheet("{% load i18n %}{% get_current_language as l %}{{ l }} {{ office }}").pages[0]

    assert page.extract_text().split() == ["ja", "潮見"]


@pytest.mark.parametrize(
    "trap",
    [
        "<img src='file:///etc/passwd'>",
        "<img src='http://127.0.0.1:9/x.png'>",
        "<link rel=stylesheet href='file:///etc/passwd'>",
        "<link rel=attachment href='file:///etc/passwd'>",
        "<style>@import url(http://127.0.0.1:9/x.css)</style>",
        "<img src='static://../../etc/passwd'>",
        "<svg><image href='file:///etc/passwd'/></svg>",
    ],
)
def test_nothing_outside_our_static_files_is_read(sheet, monkeypatch, trap):
    reader, read, refused = pdf._static_files_only(), [], []
    fetch = reader.fetch

    def watch(url, headers=None):
        try:
            read.append(fetch(url, headers))
        except ValueError:
            refused.append(url)
            raise

    monkeypatch.setattr(reader, "fetch", watch)

    printed = sheet(trap + "印刷")

    assert "印刷" in printed.pages[0].extract_text()
    assert read == []
    assert not printed.attachments


def test_a_static_file_is_read():
    answer = pdf._static_files_only().fetch("static://css/print.css")

    assert b"@page" in answer.read()


def test_only_the_selectors_that_a_page_can_need_are_asked():
    css = (
        "/* .b {} */ p, .a td, .b td { top: 0 } .b.a { top: 1mm } td:not(.b) { top: 2mm }"
        " @page x { margin: 0; @top-left { content: '' } } .b + p { top: 3mm }"
    )
    kept = pdf.for_classes(css, frozenset({"a"}))
    assert re.sub(r"\s+", "", kept) == (
        "p,.atd{top:0}td:not(.b){top:2mm}@pagex{margin:0;@top-left{content:''}}"
    )


def test_a_variable_of_a_stylesheet_stands_for_its_value():
    css = ":root { --rule: 1px solid #000; --a-b: 2mm; }\np { border: var(--rule) var(--a-b) }"
    assert pdf.with_variables(css).endswith("p { border: 1px solid #000 2mm }")


def test_each_element_of_a_paper_stands_in_the_sheet_of_elements():
    css = pdf.COMMENT.sub("", Path(finders.find(pdf.ELEMENTS)).read_text())
    named = set(re.findall(r"[a-z][a-z0-9]*", " ".join(re.findall(r"[^{}]+(?=\{)", css))))
    templates = Path(settings.BASE_DIR, "templates", "print").rglob("*.html")
    written = {
        element
        for template in templates
        for element in re.findall(r"<([a-z][a-z0-9]*)", template.read_text())
    }
    in_a_line, of_a_drawing = {"br", "span"}, {"g", "path", "rect", "text"}
    on_the_screen = {"a", "button", "form", "input", "label", "nav"}
    assert written - named == in_a_line | of_a_drawing | on_the_screen


def test_only_a_break_ends_a_line():
    page = "<td>\n 朝<br>\n昼<br/>夜 \r\n の話</td>"
    assert pdf.with_lines(page) == "<td> 朝\n 昼\n夜 の話</td>"


def test_a_break_is_printed_as_the_end_of_a_line(sheet):
    page = sheet("<p>朝\nの話<br>昼の話</p>").pages[0]

    assert page.extract_text().splitlines() == ["朝 の話", "昼の話"]
