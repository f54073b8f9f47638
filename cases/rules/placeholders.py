"""Texts with gaps in braces, as {利用者名}: which gaps there are, and what a text gets wrong."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from config.common.problems import Problem

__all__ = ["GAP", "filled_text", "gap_problems"]

GAP = re.compile(r"\{([^{}]*)\}")
#: Braces of the full width look the same and are none.
WIDE = re.compile(r"[｛｝]")


def gap_problems(text: str, allowed: Iterable[str], *, field: str) -> list[Problem]:
    """Return what is wrong with the gaps of a text: each unknown one is named."""
    known = [f"{{{name}}}" for name in allowed]
    problems = []
    for name in dict.fromkeys(GAP.findall(text)):
        if f"{{{name}}}" not in known:
            message = _("There is no {%(name)s}. Use one of these: %(known)s.")
            told = {"name": name, "known": "、".join(known)}
            problems.append(Problem("unknown-gap", message % told, field))
    if WIDE.search(text):
        message = _("Write the braces in half width, as in %(known)s.")
        problems.append(Problem("wide-brace", message % {"known": known[0]}, field))
    elif set("{}") & set(GAP.sub("", text)):
        message = _("A brace is open or stands alone. Write the whole name, as in %(known)s.")
        problems.append(Problem("open-gap", message % {"known": known[0]}, field))
    return problems


def filled_text(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its gaps filled; a gap without a value stays a blank to write in."""
    return GAP.sub(lambda found: values.get(found[1]) or "　　　　　　", text)
