"""Verbs on offices."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from staffing.models import Designation, Office, User
from staffing.saving import change, insert


@transaction.atomic
def create_office(
    *, by: User | None, kinds: Iterable[str] = (), serves: Iterable = (), **fields: Any
) -> Office:
    """Register an office with what it is designated for and the municipalities it serves."""
    office = insert(Office(**fields), by=by, verb="office.created")
    set_kinds(office, kinds)
    office.serves.set(serves)
    return office


@transaction.atomic
def change_office(
    office: Office,
    *,
    by: User,
    version: int | None,
    kinds: Iterable[str] | None = None,
    serves: Iterable | None = None,
    **values: Any,
) -> Office:
    """Change an office's entry."""
    office = change(office, values, by=by, version=version, verb="office.changed")
    if kinds is not None:
        set_kinds(office, kinds)
    if serves is not None:
        office.serves.set(serves)
    return office


def set_kinds(office: Office, kinds: Iterable[str]) -> None:
    """Make the undated designations of an office exactly `kinds`."""
    wanted = set(kinds)
    held = set(office.designations.values_list("kind", flat=True))
    office.designations.filter(kind__in=held - wanted).delete()
    Designation.objects.bulk_create(
        Designation(office=office, kind=kind) for kind in sorted(wanted - held)
    )
