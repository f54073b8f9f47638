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
#: Numbers as the lists and files of this system write them: No.12.
OWN_NUMBER = re.compile(r"no\.?(\d{1,9})")
# 1124 and 24 are days for a diary, not a date of birth.
YEARLESS = re.compile(r"\d{1,4}|\d{1,2}[./-]\d{1,2}")
SPACED_DAY = re.compile(r"[a-z]?\d+ \d+ \d+")
#: How people are spoken of; it stands behind no name in the files.
POLITE = re.compile(r"(?<=.)(?:さん|さま|様|氏)$")
#: More words than this are a sentence, not a person.
MOST_WORDS = 4


@dataclass(frozen=True)
class ClientQuery:
    """A search text taken apart; empty parts were not typed.

    `parts` are its single words: 「花子 山田」 and 「やまだ S60.4.2」 are one person's, too.
    """

    kana_key: str = ""
    name_key: str = ""
    digits: str = ""
    birth_on: date | None = None
    number: int | None = None
    parts: tuple["ClientQuery", ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for as a part of a key or number, each once."""
        found = (self.kana_key, self.name_key, self.digits)
        return tuple(dict.fromkeys(word for word in found if word))

    def __bool__(self) -> bool:
        return bool(self.kana_key or self.name_key or self.digits or self.birth_on or self.number)


def read_query(text: str, *, today: date) -> ClientQuery:
    """Take a search text apart; a text of digits is a number, anything else also a name."""
    words = [POLITE.sub("", word) for word in unicodedata.normalize("NFKC", text).split()]
    spaced = " ".join(words)
    parts = ()
    if 1 < len(words) <= MOST_WORDS:
        parts = tuple(_read(word, word, today) for word in words)
    # A text that is all one number or one day is not several words.
    day = spaced.replace(" ", ".") if SPACED_DAY.fullmatch(spaced.casefold()) else "".join(words)
    whole = _read("".join(words), day, today)
    if whole.digits or whole.birth_on or not all(parts):
        return whole
    return ClientQuery(whole.kana_key, whole.name_key, number=whole.number, parts=parts)


def _read(folded: str, day: str, today: date) -> ClientQuery:
    digits = re.sub(r"[-‐‑–—―−ー()]", "", folded)
    is_number = bool(DIGITS.fullmatch(digits))
    own = OWN_NUMBER.fullmatch(folded.casefold())
    kana = search_key(folded)
    return ClientQuery(
        kana_key=kana if KANA.fullmatch(kana) else "",
        name_key="" if is_number else name_key(folded),
        digits=digits if is_number else "",
        birth_on=_birth(day, today),
        number=int(own[1]) if own else None,
    )


def _birth(text: str, today: date) -> date | None:
    if YEARLESS.fullmatch(text) or not any(letter.isdigit() for letter in text):
        return None
    try:
        found = parse_day(text, today=today, two_digit_era=None)
    except DayTextError:
        return None
    return None if found.is_relative or found.day > today else found.day
