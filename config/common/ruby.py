"""Readings above words as HTML: <ruby> on the screen, a box of its own on paper.

WeasyPrint lays out no <ruby> (ux 6.0): there the reading stands in half size above its word, in a
box that no line divides. Brackets and full stops stay beside their word.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from config.common.furigana import read

CLOSING = "、。，．・：；？！）」』】〕〉》”’ー〜～…"
OPENING = "（「『【〔〈《“‘"


def ruby(context: Mapping[str, Any], lines: Sequence[Sequence[Sequence[str]]]) -> SafeString:
    """Return lines of segments (`furigana.Segment`) as HTML, one after the other.

    A page that is not a paper, or a paper shown on the screen (`is_screen`), gets <ruby>.
    """
    on_paper = "running" in context and not context.get("is_screen")
    written = ((_line(segments, on_paper=on_paper),) for segments in lines)
    if len(lines) < 2:
        return format_html_join("", "{}", written)
    return format_html_join("", '<span class="ln">{}</span>', written)


def furigana(context: Mapping[str, Any], text: str) -> SafeString:
    """Return a text with the readings of the page (`readings`); None: the text as it is."""
    known = context.get("readings")
    if known is None:
        return format_html("{}", text)
    lines = str(text).splitlines()
    written = ((_line(read(line, known), on_paper=False),) for line in lines)
    return format_html_join("\n", "{}", written)


def _line(segments: Sequence[Sequence[str]], *, on_paper: bool) -> SafeString:
    glued = _glued(segments)
    return format_html_join("", "{}", ((_piece(*each, on_paper=on_paper),) for each in glued))


def _glued(segments: Sequence[Sequence[str]]) -> list[tuple[str, str, str, str]]:
    """Return (opening, text, reading, closing): marks go to the word that they touch."""
    pieces: list[list[str]] = []
    for text, reading in segments:
        opening = closing = ""
        if not reading and pieces and pieces[-1][2]:
            rest = text.lstrip(CLOSING)
            pieces[-1][3], text = text[: len(text) - len(rest)], rest
        if reading and pieces and not pieces[-1][2]:
            before = pieces[-1][1].rstrip(OPENING)
            opening, pieces[-1][1] = pieces[-1][1][len(before) :], before
        pieces.append([opening, text, reading, closing])
    return [tuple(piece) for piece in pieces if piece[1]]


def _piece(opening: str, text: str, reading: str, closing: str, *, on_paper: bool) -> SafeString:
    if not reading:
        return format_html("{}", text)
    if on_paper:
        box = format_html('<span class="rb"><span class="rt">{}</span>{}</span>', reading, text)
    else:
        box = format_html("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>", text, reading)
    if opening or closing:
        return format_html('<span class="nb">{}{}{}</span>', opening, box, closing)
    return box
