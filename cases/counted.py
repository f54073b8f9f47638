"""What a new contact takes over for the counts: the person's disabilities, age and history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from cases.choices import DisabilityKind
from cases.models import Client, ClientDisability, Consultation
from cases.rules import is_child, is_new_contact
from config.common.sql import Joined
from staffing.choices import NewRule

__all__ = ["FACTS", "counted", "counted_many", "with_counted"]

#: What is taken over where the writer said nothing.
FACTS = ("disabilities", "is_child", "is_new")


def with_counted(clients: QuerySet) -> QuerySet:
    """Read with each person what `counted` needs: no further question when a contact is saved."""
    kinds = ClientDisability.objects.filter(client=OuterRef("pk")).order_by()
    kinds = kinds.values("client").annotate(codes=Joined("kind")).values("codes")
    newest = Consultation.objects.alive().filter(client=OuterRef("pk")).newest()
    return clients.annotate(
        kind_codes=Subquery(kinds),
        newest_contact_at=Subquery(newest.values("occurred_at")[:1]),
        new_rule=F("office__new_rule"),
    )


def counted(client: Client | None, at: datetime, *, but: int | None = None) -> dict[str, Any]:
    """Return the facts of a contact at a moment; `but` is the record itself when it exists."""
    if client is None:
        return {"disabilities": (), "is_child": None, "is_new": True}
    if but is not None or not hasattr(client, "kind_codes"):
        client = with_counted(Client.objects.filter(pk=client.pk)).get()
    previous = client.newest_contact_at
    # Another contact of the same day tells as much; only a day written in afterwards is asked for.
    if previous is not None and (but is not None or _day(previous) > _day(at)):
        previous = _before(client.pk, at, but)
    return _facts(client, at, previous)


def counted_many(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the facts of each contact to be written, in two questions for ordinary batches."""
    keys = {row["client"].pk for row in rows if row.get("client")}
    people = {client.pk: client for client in with_counted(Client.objects.filter(pk__in=keys))}
    last = {key: client.newest_contact_at for key, client in people.items()}
    for row in rows:
        client, at = row.get("client"), row["occurred_at"]
        if client is None:
            yield counted(None, at)
            continue
        previous = last[client.pk]
        if previous is not None and _day(previous) > _day(at):
            previous = _before(client.pk, at, None)
        last[client.pk] = max(last[client.pk] or at, at)
        yield _facts(people[client.pk], at, previous)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _before(client_id: int, at: datetime, but: int | None) -> datetime | None:
    rows = Consultation.objects.alive().filter(client=client_id, occurred_at__lt=at)
    return rows.exclude(pk=but).newest().values_list("occurred_at", flat=True).first()


def _facts(client: Client, at: datetime, previous: datetime | None) -> dict[str, Any]:
    day, before = _day(at), _day(previous) if previous else None
    held = set((client.kind_codes or "").split(","))
    return {
        "disabilities": tuple(kind for kind in DisabilityKind.values if kind in held),
        "is_child": is_child(client.birth_on, day),
        "is_new": is_new_contact(day, before, each_year=client.new_rule == NewRule.YEAR),
    }
