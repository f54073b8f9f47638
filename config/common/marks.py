"""The marks people type before a line (・ ◆ 1. ⑵), and how far its further lines are indented."""

import re

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

__all__ = ["MARK", "hang_ems", "hung", "mark_ems"]

#: What people type before an item: signs, and letters that hold a number of their own (⑵ ❶ Ⅲ).
_SIGNS = "○〇◯■□●◎・･※◆◇▲△▼▽★☆▶▷►♦✓➢→⇒＊"
_NUMBERS = "①-⑳⑴-⒇⒈-⒛❶-❿➀-➉Ⅰ-Ⅻⅰ-ⅹⓐ-ⓩ㋐-㋾㈠-㈩"
MARK = re.compile(
    rf"(?:[{_SIGNS}]|[{_NUMBERS}][.．)）]?|例[）)]|\d{{1,2}}[.．)）](?!\d)"
    r"|[(（](?:\d{1,2}|[ア-ン])[)）]|[ア-ン][.．)）])"
)
_HEAD = re.compile(rf"[　 ]*{MARK.pattern}[　 ]*")
#: How wide letters are in the font of the papers, in ems; another one fills its square.
_WIDTHS = dict.fromkeys("0123456789０１２３４５６７８９", 0.65) | dict.fromkeys("()（）・･", 0.5)
_WIDTHS |= {".": 0.31, "．": 0.55, "　": 0.667, " ": 0.333}
#: The stylesheet has an indent for each quarter of an em up to so many.
_QUARTERS = 16
#: Shorter lines fit into every box of a paper.
_SHORT = 9
#: Keeps an empty line open.
EMPTY = "\u200b"


def mark_ems(text: str) -> float:
    """Return how wide a mark is printed."""
    return sum(_WIDTHS.get(letter, 1.0) for letter in text)


def hang_ems(line: str) -> float:
    """Return how far the further lines of a line that begins with a mark are indented."""
    found = _HEAD.match(line)
    return min(round(mark_ems(found.group()) * 4), _QUARTERS) / 4 if found else 0.0


def hung(text: str, place: str = "") -> SafeString:
    """Return lines of a paper; the further lines of an item stand below its words.

    With "in" something stands before the text on its line: the first line then goes on there.
    """
    lines = str(text or "").splitlines()
    ems = [hang_ems(line) if len(line) > _SHORT else 0.0 for line in lines]
    if place:
        ems[:1] = [0.0] * len(ems[:1])
    if not any(ems):
        return linebreaksbr(text, autoescape=True)
    written, before = [], 1.0
    for number, (each, line) in enumerate(zip(ems, lines, strict=True)):
        # What stands before the first line may have given an indent to all that follows.
        if each or (place and number):
            before = 1.0
            css = f"hang g{round(each * 4)}"
            written.append(format_html('<span class="{}">{}</span>', css, line or EMPTY))
        else:
            written.append(format_html("{}" if before else "<br>{}", line or EMPTY))
            before = 0.0
    return format_html_join("", "{}", ((part,) for part in written))
