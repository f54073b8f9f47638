"""What upper apps add to the one search box: groups of findings beside people and records.

An upper app registers a group in its AppConfig.ready(). `rows(user, wanted)` are the rows that hold
the text, the newest or first on top; `shown(wanted)` are the expressions of a day (or nothing), a
title, and the text to look into. All groups are read in one query that is prepared: what is wanted
is only handed on to the database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import chain, islice
from operator import and_, or_
from typing import Any, NamedTuple

from django.db.models import CharField, Expression, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from cases.excerpts import around
from cases.rules import note_words
from config.common.kana import search_key
from config.common.wordindex import fold
from staffing.asking import prepared_for_user
from staffing.models import User

#: From so many digits on a text may be a telephone number.
MANY_DIGITS = 4


class Wanted(NamedTuple):
    """A search text: each word in the ways it may be written; its reading; its digits, if many."""

    words: tuple[tuple[str, ...], ...]
    kana: str
    digits: str


@dataclass(frozen=True)
class Group:
    """One kind of findings: its label, who may see it, and where a finding is read."""

    key: str
    label: str
    permission: str
    rows: Callable[[User, Wanted], QuerySet]
    shown: Callable[[Wanted], tuple[Any, Any, Any]]
    url: Callable[[int, str], str]
    order: int = 100


@dataclass(frozen=True)
class Found:
    """One finding as the page shows it."""

    url: str
    on: date | None
    title: str
    excerpt: str


_groups: dict[str, Group] = {}


def add_group(group: Group) -> None:
    """Register a group of findings."""
    _groups[group.key] = group


def groups(user: User) -> list[Group]:
    """The groups a person may look into, in the order of the page."""
    held = [group for group in _groups.values() if user.access.holds(group.permission)]
    return sorted(held, key=lambda group: group.order)


def told_together(*parts: str | Expression) -> Concat:
    """Return texts of a row as one, a wide space between them.

    PostgreSQL joins only texts of one kind, so each is called a long text.
    """
    texts = [Cast(part, TextField()) for part in parts]
    spaces = [Value("　", TextField())] * len(texts)
    mixed = [part for pair in zip(texts, spaces, strict=True) for part in pair]
    return Concat(*mixed[:-1], output_field=TextField())


def holding(wanted: Wanted, *fields: str) -> Q:
    """Return the condition that each word of the text stands in one of the fields."""
    return reduce(
        and_,
        (
            reduce(or_, (Q(**{f"{field}__holds": way}) for way in ways for field in fields))
            for ways in wanted.words
        ),
    )


def find(
    asked: Sequence[Group], user: User, text: str, *, most: int
) -> dict[str, tuple[list[Found], bool]]:
    """Return the first findings of each group, and whether there are more, in one query."""
    found: dict[str, list[tuple[Any, ...]]] = {group.key: [] for group in asked}
    if not asked or not text:
        return {}
    # Folded, A and a are one way.
    words = [tuple(dict.fromkeys(map(fold, ways))) for ways in note_words(text)]
    digits = "".join(letter for letter in text if letter.isdecimal())
    typed = (search_key(text), digits if len(digits) >= MANY_DIGITS else "")
    shape = (tuple(found), most, tuple(map(len, words)), bool(typed[1]))
    for key, *values in _rows(user, *shape, typed=(*chain(*words), *typed)):
        found[key].append(values)
    return {
        group.key: (
            [
                Found(group.url(pk, title), on, title, around(words or "", text))
                for pk, on, title, words in sorted(
                    found[group.key], key=lambda row: (row[1] or date.min, row[0]), reverse=True
                )[:most]
            ],
            len(found[group.key]) > most,
        )
        for group in asked
        if found[group.key]
    }


@prepared_for_user
def _rows(
    user: User,
    keys: tuple[str, ...],
    most: int,
    lengths: tuple[int, ...],
    has_digits: bool,  # noqa: FBT001
    *,
    typed: tuple[str, ...],
) -> QuerySet:
    """The first rows of some groups; `lengths` are in how many ways each word is typed."""
    *ways, kana, digits = typed
    each = iter(ways)
    words = tuple(tuple(islice(each, length)) for length in lengths)
    wanted = Wanted(words, kana, digits if has_digits else "")
    parts = [_part(_groups[key], user, wanted, most) for key in keys]
    return parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]


def _part(group: Group, user: User, wanted: Wanted, most: int) -> QuerySet:
    """The first rows of a group, ready to stand in one query with those of the others."""
    rows = group.rows(user, wanted)
    on, title, words = group.shown(wanted)
    columns = {"found_on": on, "found_title": title, "found_text": Cast(words, TextField())}
    shown = rows.model._base_manager.filter(pk__in=rows.values("pk")[: most + 1])
    key = Value(group.key, CharField())
    return shown.annotate(**columns).order_by().values_list(key, "pk", *columns)
