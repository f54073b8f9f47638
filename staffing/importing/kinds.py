"""What can be brought along: the columns of a kind of list, and who judges and writes its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from staffing.models import Office, User
from staffing.permissions import Permission

#: The column in which a person says of a row that it only looks like another one.
ANOTHER = "is_other"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    LOOK = "look"
    WRONG = "wrong"


CHECKED_LABELS = {
    Outcome.NEW: _("Can be taken over"),
    Outcome.SAME: _("Is here already"),
    Outcome.LOOK: _("Please look"),
    Outcome.WRONG: _("Please correct"),
}
WRITTEN_LABELS = CHECKED_LABELS | {Outcome.NEW: _("Taken over")}


@dataclass(frozen=True)
class ImportColumn:
    """A column: its head in the template, the field that reads it, other heads offices use.

    `restore` gives a number back the zeros that Excel took away.
    """

    key: str
    label: str
    make_field: Callable[[], forms.Field]
    aliases: tuple[str, ...] = ()
    example: str = ""
    note: str = ""
    restore: Callable[[str], str] | None = None

    @property
    def is_required(self) -> bool:
        """Whether every row must fill it."""
        return self.make_field().required


@dataclass
class ImportRow:
    """A row of the file: its cells as they came, its values once read, what becomes of it."""

    number: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome = Outcome.NEW
    reasons: list[str] = field(default_factory=list)

    def turn(self, outcome: Outcome, reason: str) -> None:
        """Judge the row; the reason stands in the result."""
        self.outcome = outcome
        self.reasons.append(str(reason))


@dataclass(frozen=True)
class Scope:
    """For whom a list is taken over, by whom, when."""

    office: Office
    user: User
    today: date
    now: datetime


class Importer(Protocol):
    """Judges and writes rows, some hundred at a time; it may remember earlier ones."""

    def judge(self, rows: Sequence[ImportRow]) -> None:
        """Turn the rows that are not new, in a few questions for all of them."""

    def write(self, rows: Sequence[ImportRow]) -> None:
        """Write rows that are new, inside the caller's transaction."""


@dataclass(frozen=True)
class ImportKind:
    """A kind of list, open to who holds the permission at the office."""

    key: str
    label: str
    hint: str
    permission: Permission
    columns: tuple[ImportColumn, ...]
    make_importer: Callable[[Scope], Importer]
    order: int = 100


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Add a kind of list; called from AppConfig.ready()."""
    _kinds[kind.key] = kind


def kinds() -> list[ImportKind]:
    """All kinds in their order."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_of(key: str) -> ImportKind | None:
    """The kind of this key."""
    return _kinds.get(key)
