"""Nested text as people type it: one item a line, full-width spaces for the level, then the mark.

    ○支援姿勢
    ■まず話を聴く
    ・評価を急がない

The 2019 plan nests five deep; six levels are allowed (O-03).
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from config.common.marks import MARK
from config.common.problems import Problem

__all__ = ["MAX_LEVEL", "MAX_LINE", "Line", "outline_problems", "outline_text", "read_outline"]

MAX_LEVEL = 6
MAX_LINE = 4000
INDENT = "　"
#: Level 1 to 6, mark, text.
Line = tuple[int, str, str]

#: A tab, a full-width space or two half-width ones are one level.
_STEP = re.compile(r"\t|　|  ")


def outline_text(lines: Iterable[Line]) -> str:
    """Write the items as lines of text."""
    return "\n".join(f"{INDENT * (level - 1)}{mark}{text}" for level, mark, text in lines)


def read_outline(text: str, known: Iterable[Line] = ()) -> list[Line]:
    """Read lines of text as items; blank lines are left out.

    `known` are the items as they were: a line that did not change keeps its own mark, also
    where the text itself begins like one.
    """
    before = {outline_text([(1, mark, words)]): (mark, words) for _level, mark, words in known}
    lines: list[Line] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        level, rest = _level(raw.rstrip())
        if not rest:
            continue
        if rest in before:
            mark, words = before[rest]
        else:
            found = MARK.match(rest)
            mark = found.group() if found else ""
            words = rest[len(mark) :].strip("　 ")
        lines.append((level, mark, words))
    return lines


def _level(line: str) -> tuple[int, str]:
    level, place = 1, 0
    while step := _STEP.match(line, place):
        level, place = level + 1, step.end()
    return level, line[place:].strip("　 ")


def outline_problems(lines: Iterable[Line]) -> list[Problem]:
    """Return what is wrong with the nesting, each with the words of its line."""
    problems, previous = [], 0
    for level, mark, words in lines:
        line = {"line": f"{mark}{words}"[:20], "limit": MAX_LEVEL, "length": MAX_LINE}
        if level > MAX_LEVEL:
            message = _("“%(line)s” is nested too deeply: %(limit)s levels are possible.")
            problems.append(Problem("too-deep", message % line, "text"))
        elif level > previous + 1:
            message = _("“%(line)s” is more than one level below the line above.")
            problems.append(Problem("jump", message % line, "text"))
        if not words:
            message = _("A line holds only the mark “%(line)s”. Write the text after it.")
            problems.append(Problem("empty", message % line, "text"))
        if len(words) > MAX_LINE:
            message = _("“%(line)s” is longer than %(length)s characters. Divide it.")
            problems.append(Problem("long", message % line, "text"))
        previous = min(level, MAX_LEVEL)
    return problems
