"""Register and change bodies with their members."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from councils.models import Body, Council, Membership
from councils.people import staff_by_name
from staffing.models import Office, User
from staffing.saving import change, insert


@transaction.atomic
def create_body(
    *,
    by: User | None,
    office: Office,
    council_name: str = "",
    members: Iterable[Mapping[str, Any]] = (),
    **values: Any,
) -> Body:
    """Register a body of an office; a council not known by this name is registered with it."""
    values.setdefault("position", next_position(Body.objects.filter(office=office)))
    council = _council(office, council_name, by=by)
    body = insert(Body(office=office, council=council, **values), by=by, verb="body.created")
    _seat(body, members)
    return body


@transaction.atomic
def change_body(
    body: Body,
    *,
    by: User,
    version: int | None,
    council_name: str = "",
    members: Iterable[Mapping[str, Any]] = (),
    **values: Any,
) -> Body:
    """Change a body; its seats become exactly `members`."""
    values["council"] = _council(body.office, council_name, by=by)
    members = list(members)
    body = change(body, values, by=by, version=version, verb="body.changed", members=len(members))
    body.memberships.all().delete()
    _seat(body, members)
    return body


def next_position(rows) -> int:
    """Return the place behind the last row of a list."""
    return (rows.filter(deleted_at=None).aggregate(last=Max("position"))["last"] or 0) + 1


def _council(office: Office, name: str, *, by: User | None) -> Council | None:
    if not name:
        return None
    known = Council.objects.alive().filter(office=office, name=name).first()
    return known or insert(Council(office=office, name=name), by=by, verb="body.created")


def _seat(body: Body, members: Iterable[Mapping[str, Any]]) -> None:
    staff = staff_by_name(body.office_id)
    Membership.objects.bulk_create(
        Membership(body=body, user_id=staff(row["name"]), position=position, **row)
        for position, row in enumerate(members, start=1)
    )
