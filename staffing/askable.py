"""On which records a colleague may be asked (確認依頼): each app names its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class AskKind:
    """One table whose records may be asked about.

    `rows(user)` are those a person sees, `url_name` the page of one. `confirm(pk, by=, now=)`
    marks the record itself when the lead confirms it, where it has such a mark.
    """

    object_type: str
    label: str
    url_name: str
    rows: Callable[[Any], QuerySet]
    permission: str
    confirm: Callable[..., Any] | None = None

    def seen_by(self, user: Any) -> QuerySet:
        """Return the records of this kind that a person sees and may open."""
        offices = user.access.offices_with(self.permission)
        return self.rows(user).filter(office_id__in=offices)


_kinds: dict[str, AskKind] = {}


def add_ask_kind(kind: AskKind) -> None:
    """Register a table; a second one of the same name replaces it."""
    _kinds[kind.object_type] = kind


def ask_kind(object_type: str) -> AskKind | None:
    """Return the kind of a table; None where nobody can ask about its records."""
    return _kinds.get(object_type)


def ask_kinds() -> list[AskKind]:
    """Return all kinds."""
    return list(_kinds.values())
