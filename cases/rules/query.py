"""What a person means who types into the one search box: a reading, a name, a number, a day."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from config.common.dateparse import DayTextError, parse_day
from config.common.kana import name_key, search_key

__all__ = ["ClientQuery", "read_query"]

KANA = re.compile(r"[\u3041-\u3096\u309d\u309eー]+")
DIGITS = re.compile(r"\d{3,}")
# 1124 and 24 are days for a diary, not a date of birth.
YEARLESS = re.compile(r"\d{1,4}|\d{1,2}[./-]\d{1,2}")


@dataclass(frozen=True)
class ClientQuery:
    """A search text taken apart; empty parts were not typed."""

    kana_key: str = ""
    name_key: str = ""
    digits: str = ""
    birth_on: date | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for as a part of a key or number, each once."""
        found = (self.kana_key, self.name_key, self.digits)
        return tuple(dict.fromkeys(word for word in found if word))

    def __bool__(self) -> bool:
        return bool(self.kana_key or self.name_key or self.digits or self.birth_on)


def read_query(text: str, *, today: date) -> ClientQuery:
    """Take a search text apart; a text of digits is a number, anything else also a name."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    digits = re.sub(r"[-‐‑–—―−ー()]", "", folded)
    is_number = bool(DIGITS.fullmatch(digits))
    kana = search_key(text)
    return ClientQuery(
        kana_key=kana if KANA.fullmatch(kana) else "",
        name_key="" if is_number else name_key(text),
        digits=digits if is_number else "",
        birth_on=_birth(folded, today),
    )


def _birth(text: str, today: date) -> date | None:
    if YEARLESS.fullmatch(text) or not any(letter.isdigit() for letter in text):
        return None
    try:
        found = parse_day(text, today=today, two_digit_era=None)
    except DayTextError:
        return None
    return None if found.is_relative or found.day > today else found.day
