"""Print a template as a tagged A4 PDF with WeasyPrint.

WeasyPrint needs Pango and two Japanese fonts from the system. Without them everything but PDF
works; `pdf_problems()` says what is missing. The stylesheet and the font set are made once in a
process, and nothing outside our own static files is ever read.
"""

import ctypes
import gc
import importlib
import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

__all__ = ["FONT_FAMILIES", "PdfUnavailable", "Running", "pdf_problems", "render_pdf"]

FONT_FAMILIES = ("BIZ UDPGothic", "Noto Sans CJK JP")
STYLESHEET = "css/print.css"
#: What elements are by themselves, in place of WeasyPrint's sheet for any page of the web.
ELEMENTS = "css/elements.css"
STATIC_SCHEME = "static://"
#: Images that stand in the page itself: a logo, whose kind was read from its content.
INLINE_IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,")
_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz-subset.so.0", "libharfbuzz-subset-0", "libharfbuzz-subset.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig-1", "libfontconfig.1.dylib"),
}
DEFINED, USED = re.compile(r"(--[\w-]+):\s*([^;]+);"), re.compile(r"var\((--[\w-]+)\)")
COMMENT, NEGATED = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r":not\([^)]*\)")
AT_RULE = r"@[^{]*\{(?:[^{}]*\{[^{}]*\}|[^{}])*\}"
RULE = re.compile(rf"({AT_RULE})|([^{{}}]+)(\{{[^{{}}]*\}})")
BREAK, SPACES = re.compile(r"<br\b[^>]*>"), re.compile(r"[ \t\r\n]+")
CLASSES, CLASS = re.compile(r'class="([^"]*)"'), re.compile(r"\.([a-zA-Z][\w-]*)")
SELDOM = (20_000, 20, 20)
#: So many stylesheets are kept: each paper has one or a few of its own.
SHEETS = 64
# One rendering at a time in a process: the shared font set is not made for threads.
_press = Lock()


@dataclass(frozen=True, slots=True)
class Running:
    """What stands in the margins of every page; never a person's name, except who printed it."""

    office: str
    document: str
    ident: str
    stamp: str


class PdfUnavailable(RuntimeError):
    """This machine cannot make PDFs; the message says in words what is missing."""


def render_pdf(
    template_name: str,
    context: Mapping[str, Any],
    *,
    stylesheets: tuple[str, ...] = (STYLESHEET,),
    is_tagged: bool = True,
) -> bytes:
    """Return the template printed as PDF/UA-1, always in Japanese.

    What is joined with others loses its tags there; without them it is read in a tenth of the time.
    Raises PdfUnavailable when Pango or a font is missing.
    """
    if problems := pdf_problems():
        raise PdfUnavailable(" ".join(problems))
    with translation.override("ja"):
        page = with_lines(render_to_string(template_name, dict(context)))
    with _press, _collecting_seldom():
        fonts = _font_configuration()
        sheets = [_stylesheet(name, classes_in(page)) for name in stylesheets]
        source = _paper()(string=page, base_url=STATIC_SCHEME, url_fetcher=_static_files_only())
        variant = "pdf/ua-1" if is_tagged else None
        return source.write_pdf(
            stylesheets=sheets, font_config=fonts, pdf_variant=variant, finisher=_pack_fonts
        )


def _pack_fonts(_document: Any, pdf: Any) -> None:
    """Compress the fonts of a paper at the usual level.

    WeasyPrint takes the highest one: thrice the time for a hundredth of their size.
    """
    for part in pdf.objects:
        if "Length1" in getattr(part, "extra", ()) and part.compress:
            part.stream = [zlib.compress(b"".join(part.stream))]
            part.extra["Filter"], part.compress = "/FlateDecode", False


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Let the collector of garbage pass less often over a paper that is all still needed.

    A sixth of the time of a long one went there, for a tenth of its memory.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def pdf_problems() -> list[str]:
    """Return what keeps this machine from making PDFs, in words; empty when all is there."""
    missing = [name for name, files in _LIBRARIES.items() if _library(files) is None]
    if missing:
        return [
            _("PDFs cannot be made: the system lacks %(names)s.") % {"names": ", ".join(missing)}
        ]
    fonts = [family for family in FONT_FAMILIES if not _has_font(family)]
    if fonts:
        return [
            _("PDFs cannot be made: the font %(names)s is missing.") % {"names": ", ".join(fonts)}
        ]
    return []


@cache
def _static_files_only() -> Any:
    """Return the only reader WeasyPrint gets: no file, no network, just our static files.

    An image that the page brings along is read from the page.
    """
    urls = importlib.import_module("weasyprint.urls")

    class StaticFilesOnly(urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(INLINE_IMAGES):
                return super().fetch(url, headers)
            name = url.removeprefix(STATIC_SCHEME).lstrip("/")
            if not url.startswith(STATIC_SCHEME) or ".." in name:
                raise ValueError("only static files are printed")
            path = finders.find(name)
            if path is None:
                raise ValueError("there is no such static file")
            return urls.URLFetcherResponse(url, Path(path).read_bytes())

    return StaticFilesOnly()


@cache
def _weasyprint() -> Any:
    # Imported at the first PDF: it takes half a second and needs libraries of the system.
    for name in ("fontTools", "weasyprint"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:
        raise PdfUnavailable(
            _("PDFs cannot be made: the system lacks %(names)s.") % {"names": "Pango"}
        ) from error


@cache
def _paper() -> Any:
    """Return WeasyPrint's page, its elements being what our own sheet says.

    There is no public way to leave out its sheet. Were the method renamed, papers would only be
    slower.
    """

    class Paper(_weasyprint().HTML):
        def _ua_stylesheets(self, *_forms: bool) -> list[Any]:
            return [_stylesheet(ELEMENTS, frozenset())]

    return Paper


@cache
def _font_configuration() -> Any:
    return importlib.import_module("weasyprint.text.fonts").FontConfiguration()


@lru_cache(SHEETS)
def _stylesheet(name: str, used: frozenset[str]) -> Any:
    return _weasyprint().CSS(
        string=for_classes(with_variables(Path(finders.find(name)).read_text()), used),
        base_url=STATIC_SCHEME,
        font_config=_font_configuration(),
        url_fetcher=_static_files_only(),
    )


def with_variables(css: str) -> str:
    """Return a stylesheet with the values of `:root` in place of its variables.

    WeasyPrint reads what stands in a variable anew for each cell: a tenth of the time of a paper.
    """
    values = dict(DEFINED.findall(css))
    return USED.sub(lambda use: values[use[1]], css)


def with_lines(page: str) -> str:
    """Return a page with the end of a line in place of each <br>, and no other ends of lines.

    WeasyPrint makes four boxes of a <br>: they take as long as two lines of text.
    """
    return BREAK.sub("\n", SPACES.sub(" ", page))


def classes_in(page: str) -> frozenset[str]:
    """Return the classes that elements of a page have."""
    return frozenset(" ".join(CLASSES.findall(page)).split())


def for_classes(css: str, used: frozenset[str]) -> str:
    """Return a stylesheet without the selectors that need a class no element of a page has.

    WeasyPrint asks each element about each selector: a twentieth of the time of a paper.
    """

    def written(rule: re.Match) -> str:
        if rule[1]:
            return rule[1]
        selectors = rule[2].split(",")
        kept = [each for each in selectors if used.issuperset(CLASS.findall(NEGATED.sub("", each)))]
        return f"{','.join(kept)}{rule[3]}" if kept else ""

    return RULE.sub(written, COMMENT.sub("", css))


def _library(files: tuple[str, ...]) -> ctypes.CDLL | None:
    for file in files:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


@cache
def _has_font(family: str) -> bool:
    """Ask Fontconfig for the family; it answers with the nearest one it has."""
    fontconfig = _library(_LIBRARIES["Fontconfig"])
    fontconfig.FcNameParse.restype = ctypes.c_void_p
    fontconfig.FcFontMatch.restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(family.encode()))
    fontconfig.FcConfigSubstitute(None, pattern, 0)
    fontconfig.FcDefaultSubstitute(pattern)
    result = ctypes.c_int()
    match = ctypes.c_void_p(fontconfig.FcFontMatch(None, pattern, ctypes.byref(result)))
    found = ctypes.c_char_p()
    place = 0
    try:
        while not fontconfig.FcPatternGetString(match, b"family", place, ctypes.byref(found)):
            if found.value == family.encode():
                return True
            place += 1
        return False
    finally:
        fontconfig.FcPatternDestroy(match)
        fontconfig.FcPatternDestroy(pattern)
