"""A person with the facts of the upper apps, in one query; pages and lists read the same ones."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from cases.endings import bar_rows, overview_rows
from cases.family_figures import family_rows
from cases.models import Client, Consultation, Promise
from cases.panels import facts
from config.common.sql import JsonRows, read_day
from staffing.asking import prepared_for_user
from staffing.models import User

PREFIX = "fact_"
#: More things to do are on their own list.
PROMISES = 20


def with_facts(clients: QuerySet, user: User) -> QuerySet:
    """Add the facts that this user may see anywhere, each under its prefixed key."""
    held = [fact for fact in facts() if user.access.holds(fact.permission)]
    return clients.annotate(**{f"{PREFIX}{fact.key}": fact.expression() for fact in held})


def for_page(clients: QuerySet, user: User) -> QuerySet:
    """Add what every page about a person shows: the facts, the contacts' number, the file."""
    contacts = Consultation.objects.alive().filter(client=OuterRef("pk")).order_by()
    number = contacts.values("client").annotate(number=Count("*")).values("number")
    counted = Coalesce(Subquery(number), 0)
    return with_facts(clients, user).annotate(contacts_number=counted, **bar_rows())


def for_overview(clients: QuerySet, user: User) -> QuerySet:
    """Add what the overview shows besides: what is to be done, what ends, the family."""
    promise = JSONObject(pk="pk", text="text", due_on="due_on")
    promises = Promise.objects.alive().open().filter(client=OuterRef("pk")).order_by()
    promises = promises.values("client").annotate(rows=JsonRows(promise)).values("rows")
    return for_page(clients, user).annotate(
        promise_rows=Subquery(promises), family_rows=family_rows(user), **overview_rows()
    )


def open_promises(client: Client) -> list[Promise]:
    """What is to be done about a person of `for_overview`, the earliest day first."""
    found = [
        Promise(pk=row["pk"], text=row["text"], due_on=read_day(row["due_on"]))
        for row in client.promise_rows or ()
    ]
    return sorted(found, key=lambda promise: (promise.due_on or date.max, promise.pk))[:PROMISES]


@prepared_for_user
def _added(user: User, *, key: int) -> QuerySet:
    found = for_page(Client.objects.visible_to(user).filter(pk=key), user)
    return found.values(*found.query.annotations)


def complete(client: Client, user: User) -> Client:
    """Return the person with all that `for_page` adds, loaded now where it is not yet there.

    Raises Client.DoesNotExist when the person is not in the user's sight.
    """
    if not hasattr(client, "contacts_number"):
        found = next(iter(_added(user, key=client.pk)), None)
        if found is None:
            raise Client.DoesNotExist
        vars(client).update(found)
    client.facts = facts_in(vars(client))
    return client


def facts_in(values: dict[str, Any]) -> dict[str, Any]:
    """Return the facts among the values of a person, by their keys."""
    return {
        name.removeprefix(PREFIX): value
        for name, value in values.items()
        if name.startswith(PREFIX)
    }
