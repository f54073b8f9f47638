"""The reasons of months as the reader reads them: stored as the office reads them, told in English.

A reason is a sentence of a rule with days in it. What somebody wrote stays as it was written.
"""

import re
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from config.common.wareki import ERAS
from monitoring.choices import PauseKind

__all__ = ["in_words"]

#: The sentences of `rules/months.py`, `rules/decisions.py` and of moving a month.
SENTENCES = (
    gettext_noop("The last month of the period is always monitored."),
    gettext_noop("Counted back every %(interval)s month(s) from the last month, %(end)s."),
    gettext_noop("The certificate says every %(interval)s month(s), from %(start)s to %(end)s."),
    gettext_noop(
        "The first month of the period, monitored because the certificate names it "
        "or the plan was made in an earlier month."
    ),
    gettext_noop(
        "Left out: the count reaches the first month of the period, "
        "in which the plan itself is made."
    ),
    gettext_noop("Month %(number)s of the first %(count)s months of a new user."),
    gettext_noop("Left out: counted in the later decision from %(day)s."),
    gettext_noop("Left out: the person has a self-made plan since %(day)s."),
    gettext_noop("Left out: the person had no case at this office then."),
    gettext_noop("Left out: %(why)s since %(day)s."),
    gettext_noop("Moved from %(from)s: %(why)s"),
    gettext_noop("Moved to %(to)s: %(why)s"),
)
#: The language of the settings, in which whoever computes months writes.
STORED_IN = "ja"
PLACE = re.compile(r"%\((\w+)\)s")
#: 令和8年11月, 令和8年11月24日; the first year is 元年.
ERA_DAY = re.compile(rf"({'|'.join(era.name for era in ERAS)})(元|\d+)年(\d+)月(?:(\d+)日)?")


def in_words(stored: str) -> str:
    """Return a stored reason in the reader's language, as far as it is a rule's."""
    if translation.get_language() == STORED_IN:
        return stored
    told, rest = [], stored
    while rest:
        found = next(filter(None, (_told(rest, *known) for known in _patterns())), None)
        if found is None:
            return " ".join([*told, rest])
        sentence, rest = found
        told.append(sentence)
    return " ".join(told)


def _told(text: str, sentence: str, pattern: re.Pattern) -> tuple[str, str] | None:
    match = pattern.match(text)
    if match is None:
        return None
    words = {name: _word(value) for name, value in match.groupdict().items()}
    return gettext(sentence) % words, text[match.end() :].strip()


def _word(value: str) -> str:
    """Write a day or month of an era in figures, and a kind of pause in words."""
    with translation.override(STORED_IN):
        kinds = {str(kind.label): kind for kind in PauseKind}
    if value in kinds:
        return str(kinds[value].label)
    day = ERA_DAY.fullmatch(value)
    return _in_figures(day) if day else value


def _in_figures(match: re.Match) -> str:
    name, year, *rest = match.groups()
    era = next(era for era in ERAS if era.name == name)
    parts = [era.western(1 if year == "元" else int(year)), *map(int, filter(None, rest))]
    return "-".join(f"{part:02}" for part in parts)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern]]:
    with translation.override(STORED_IN):
        return [(sentence, _pattern(gettext(sentence))) for sentence in SENTENCES]


def _pattern(template: str) -> re.Pattern:
    """Every place of the sentence takes as little as it can; one at the end takes the rest."""
    parts = PLACE.split(template)
    texts, names = parts[::2], parts[1::2]
    made = re.escape(texts[0])
    for number, name in enumerate(names, start=1):
        is_last = number == len(names) and not texts[number]
        made += f"(?P<{name}>.+{'' if is_last else '?'}){re.escape(texts[number])}"
    return re.compile(made)
