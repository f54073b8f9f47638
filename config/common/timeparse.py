"""Times of day as staff type them: 930, 0930, 9:30, ９：３０, 9時半, いま."""

import re
import unicodedata
from datetime import time

from django.utils.translation import gettext as _

__all__ = ["TimeTextError", "parse_time"]

NOW_WORDS = frozenset({"いま", "今", "現在"})
CLOCK = re.compile(r"(\d{1,2})[:.](\d{1,2})|(\d{1,2})(\d{2})|(\d{1,2})(?:時(半|\d{1,2}分?)?)?")


class TimeTextError(ValueError):
    """The text is not a time; `message` tells the reader what to type instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def parse_time(text: str, *, now: time | None = None) -> time:
    """Read a typed time on the 24-hour clock, cut to minutes; raise TimeTextError.

    いま is `now`; without it the word is refused.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split()).replace("。", ".")
    if folded in NOW_WORDS and now is not None:
        return now.replace(second=0, microsecond=0, tzinfo=None)
    found = CLOCK.fullmatch(folded)
    if not found:
        raise _unreadable()
    hour = int(found[1] or found[3] or found[5])
    minute = _minute(found[2] or found[4] or found[6])
    if hour > 23 or minute > 59:
        raise TimeTextError(
            "range", _("Hours go from 0 to 23 and minutes from 0 to 59. Type a time like 9:30.")
        )
    return time(hour, minute)


def _minute(text: str | None) -> int:
    if text == "半":
        return 30
    return int((text or "0").rstrip("分"))


def _unreadable() -> TimeTextError:
    return TimeTextError("unreadable", _("Type a time like 9:30 or 0930."))
