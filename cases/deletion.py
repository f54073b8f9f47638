"""What was deleted and can be restored, of all tables that have a page for it.

An app adds its own: `add_deleted(DeletedKind("contact", _("Contact records"), …))`. What is not
registered here cannot be deleted by a person, or is put back where it was taken away.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from staffing.models import User


@dataclass(frozen=True)
class DeletedKind:
    """A kind of record in the list of deleted ones.

    `rows(user)` are the deleted ones in the user's scope; `when`, `who` and `what` say in words
    which one it was; `restore_url` is posted to with its key.
    """

    key: str
    label: str
    rows: Callable[[User], QuerySet]
    when: Callable[[models.Model], object]
    who: Callable[[models.Model], str]
    what: Callable[[models.Model], str]
    may_restore: Callable[[User, models.Model], bool]
    restore_url: str
    order: int = 100


_kinds: dict[str, DeletedKind] = {}


def add_deleted(kind: DeletedKind) -> None:
    """Register a kind of record that can be deleted and restored."""
    _kinds[kind.key] = kind


def deleted_kinds() -> list[DeletedKind]:
    """All kinds in their order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def deleted_kind(key: str) -> DeletedKind | None:
    """The kind with this key; the first one for no key, none for an unknown one."""
    kinds = deleted_kinds()
    return next((kind for kind in kinds if kind.key == key), None) if key else kinds[0]


def client_name(record: models.Model) -> str:
    """The person a deleted record was about."""
    return record.client.name if record.client else ""
