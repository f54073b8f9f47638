"""How much text fits into a box of a paper: what does not goes on another sheet, uncut.

Widths are those of the paper's face, BIZ UDPGothic, rounded up; a character of another face is as
wide as its size.
"""

import math
import unicodedata

from config.common.marks import hang_ems

KANA = 0.96
MARKS = frozenset("（）「」『』【】・、。，．：；？！()[]")
HALF = 0.55
LATIN = 0.8
BLANK = 0.5


def text_width(text: str) -> float:
    """Return the width of a line in ems."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if letter in MARKS:
        return HALF
    if letter.isspace():
        return 1.0 if letter == "\u3000" else BLANK
    if "\u3041" <= letter <= "\u30ff":
        return KANA
    if "NARROW" in unicodedata.name(letter, "") or unicodedata.east_asian_width(letter) in "NH":
        return LATIN
    return LATIN if unicodedata.normalize("NFKC", letter).isascii() else 1.0


def line_count(text: str, ems: float) -> int:
    """Return how many lines a text needs where a line has `ems`; an empty text needs none."""
    if not text:
        return 0
    # A line breaks before the letter that would cross its end: a little of it stays free.
    room = max(1.0, ems - 0.25)
    return sum(_lines_of(line, room) for line in text.splitlines())


def _lines_of(line: str, room: float) -> int:
    """Count the lines of one that people typed; below a mark the further ones are shorter."""
    further = text_width(line) - room
    return 1 + max(0, math.ceil(further / max(1.0, room - hang_ems(line))))


def head_of_text(text: str, ems: float, lines: int) -> str:
    """Return the beginning of a text that fits into so many lines, with … for what is cut off."""
    if line_count(text, ems) <= lines:
        return text
    kept = ""
    for letter in text:
        if line_count(f"{kept}{letter}…", ems) > lines:
            break
        kept += letter
    return f"{kept.rstrip()}…"
