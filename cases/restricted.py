"""Restricted files: whom they are hidden from, and how their pages say so."""

from datetime import date
from typing import Any

from django.db.models import Expression, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from cases.models import Client, Restriction
from config.common.prepared import prepared_part
from config.common.sql import read_day
from staffing.models import User
from staffing.permissions import Permission, can


@prepared_part(may_lack=("user_key",))
def _hidden_people(*, user_key: int, office_keys: tuple[int, ...], day: date) -> QuerySet:
    hidden = Restriction.objects.hidden_from(user_key, office_ids=office_keys, day=day)
    return hidden.order_by().values("client_id")


def hidden_people(user: User) -> Expression:
    """The keys of the people whose files are restricted to others."""
    offices = user.access.offices_with(Permission.FILE_RESTRICTED)
    return _hidden_people(user_key=user.pk, office_keys=offices, day=user.access.on)


def restriction_fact() -> Subquery:
    """The restriction of a person that was not lifted; the page looks whether it is over."""
    row = JSONObject(ends_on="ends_on")
    held = Restriction.objects.alive().filter(client=OuterRef("pk"), lifted_at=None)
    return Subquery(held.values(row=row)[:1])


def restriction_panel(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Say on every page of a restricted file that it is one."""
    found = client.facts.get("restriction")
    ends_on = found and read_day(found["ends_on"])
    if not found or (ends_on and ends_on < today):
        return None
    return {
        "ends_on": ends_on,
        "may_change": can(user, Permission.FILE_RESTRICT, client.office_id),
        "client": client,
    }
