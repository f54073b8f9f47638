"""The place of a text where a search word stands, with the word marked."""

import re
from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cases.rules import note_words

BEFORE, AFTER = 30, 90


def around(text: str, searched: str) -> SafeString:
    """Return the surroundings of the first hit with <mark>; the beginning where there is none."""
    ways = {way for word in note_words(searched) for way in word if way.strip()}
    # The longest first, so that no hit is cut short by another way of writing it.
    any_way = "|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True))
    hits = list(re.finditer(any_way, text, re.IGNORECASE | re.ASCII)) if ways else []
    if not hits:
        return format_html("{}", text[: BEFORE + AFTER])
    start, end = max(0, hits[0].start() - BEFORE), hits[0].end() + AFTER
    shown = _marked(text, start, end, ((hit.start(), hit.end()) for hit in hits))
    return format_html("{}{}{}", "…" if start else "", shown, "…" if end < len(text) else "")


def marked(shown: str, fold: Callable[[str], str], keys: Iterable[str]) -> SafeString:
    """Return a name or reading with <mark> where one of the keys stands in its folded form."""
    pieces = [fold(letter) for letter in shown]
    places = [place for place, piece in enumerate(pieces) for _letter in piece]
    folded = "".join(pieces)
    for key in keys:
        at = folded.find(key) if key else -1
        if at >= 0:
            span = (places[at], places[at + len(key) - 1] + 1)
            return _marked(shown, 0, len(shown), [span])
    return format_html("{}", shown)


def _marked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> SafeString:
    """Return a part of a text, the spans within it marked; spans follow each other."""
    parts, at = [], start
    for first, last in spans:
        if last <= end:
            parts.append((text[at:first], text[first:last]))
            at = last
    marks = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", marks, text[at:end])
