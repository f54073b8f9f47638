"""Verbs on the people and bodies around a client."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Client, SupportContact
from staffing.models import User
from staffing.saving import change, insert, remove, restore


def add_supporter(client: Client, *, by: User | None, **fields: Any) -> SupportContact:
    """Write a supporter into a client's table."""
    return insert(SupportContact(client=client, **fields), by=by, verb="supporter.added")


def change_supporter(
    contact: SupportContact, *, by: User, version: int | None, **values: Any
) -> SupportContact:
    """Correct an entry."""
    return change(contact, values, by=by, version=version, verb="supporter.changed")


@transaction.atomic
def remove_supporter(contact: SupportContact, *, by: User) -> None:
    """Take an entry out of the table; it can be brought back."""
    remove(contact, by=by, reason=_("Taken out of the table"))


@transaction.atomic
def restore_supporter(contact: SupportContact, *, by: User) -> None:
    """Bring an entry back."""
    restore(contact, by=by)
