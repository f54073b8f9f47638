"""People whom a reader may not know of: for him they and all that hangs on them do not exist.

The app that keeps the people says which of them are hidden from whom; the scope of every table
leaves them out by itself, wherever its rows lead to a person.
"""

from collections.abc import Callable
from functools import cache

from django.db.models import Model, QuerySet

PERSON = "cases.Client"
_sources: list[Callable] = []


def on_hidden_people(source: Callable[..., QuerySet]) -> None:
    """Register the keys of the people who are hidden from a reader (once, when an app is ready)."""
    if source not in _sources:
        _sources.append(source)


def without_hidden(rows: QuerySet, user, *paths: str) -> QuerySet:
    """Leave out the rows whose `paths` lead to a person who is hidden from this reader."""
    for source in _sources:
        for path in paths:
            rows = rows.exclude(**{f"{path}__in": source(user)})
    return rows


def person_of(record: Model | None) -> int | None:
    """Return the key of the person whom a record is about."""
    if record is None:
        return None
    is_person = record._meta.label == PERSON
    return record.pk if is_person else getattr(record, "client_id", None)


@cache
def person_paths(model: type[Model], office_path: str) -> tuple[str, ...]:
    """Return the paths from a table to the person's key, along the way to its office.

    A row that names several people is hidden when one of them is.
    """
    way = ""
    for step in office_path.split("__"):
        if model._meta.label == PERSON:
            return (f"{way}pk",)
        links = [field for field in model._meta.fields if field.is_relation]
        found = [f for f in links if f.related_model._meta.label == PERSON]
        if found:
            return tuple(f"{way}{field.attname}" for field in found)
        way, model = f"{way}{step}__", model._meta.get_field(step).related_model
    return ()
