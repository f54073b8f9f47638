"""Which characters of a name the paper's fonts can print.

A name is never changed for the sake of a font; the page says what would come out as a box.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

__all__ = ["fonts_missing", "missing_glyphs", "unprintable"]

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
# The families of the papers' style sheet, in its order.
FONT_FILES = ("BIZUDPGothic*", "BIZ-UDGothic*", "BIZ-UDPGothic*", "NotoSansCJK*-Regular.*")
FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


def unprintable(text: str) -> list[str]:
    """Return the characters no font of the papers has, each once, in order of appearance.

    Empty when the fonts are not installed: `fonts_missing` says so.
    """
    covered = _covered()
    return missing_glyphs(text, covered) if covered else []


def missing_glyphs(text: str, covered: frozenset[int]) -> list[str]:
    """Return the visible characters outside `covered`, each once, in order of appearance."""
    return [
        letter
        for letter in dict.fromkeys(text)
        if ord(letter) not in covered and not _is_invisible(letter)
    ]


def fonts_missing() -> bool:
    """Say whether none of the papers' fonts is installed."""
    return not _covered()


def _is_invisible(letter: str) -> bool:
    """Blanks, joiners and variation selectors print nothing of their own."""
    return letter.isspace() or unicodedata.category(letter) in {"Cf", "Mn", "Me", "Cc"}


@cache
def _covered() -> frozenset[int]:
    return frozenset(code for path in _font_files() for code in _codes(path))


def _font_files() -> Iterable[Path]:
    for folder in FONT_FOLDERS:
        if not folder.is_dir():
            continue
        for pattern in FONT_FILES:
            yield from (p for p in folder.rglob(pattern) if p.suffix.lower() in FONT_SUFFIXES)


def _codes(path: Path) -> set[int]:
    """Return the characters of a font file; an unreadable file counts for nothing."""
    try:
        if path.suffix.lower() in {".ttc", ".otc"}:
            with TTCollection(path, lazy=True) as collection:
                # All faces of one collection share their characters but for a few variants.
                return set(collection.fonts[0].getBestCmap() or ())
        with TTFont(path, lazy=True) as font:
            return set(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return set()
