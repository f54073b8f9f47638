"""Every table that holds something of a person's file, found by its foreign keys.

Whoever adds a table that leads to a person need not think of purge and merge: it takes part. A
link that is set to NULL on deletion (`SET_NULL`) belongs to a record that outlives the file.
"""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Q

from cases.models import Client, Consultation, FamilyMember, Household, Visit
from config.common.sql import NOTHING
from staffing.models import Answer, Question

#: A row of a row of a row …: deeper a file does not go.
DEEPEST = 6


def _links(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """The foreign keys of a table that bind its rows to another row."""
    for field in model._meta.concrete_fields:
        binds = isinstance(field, models.ForeignKey) and field.related_model is not model
        if binds and field.remote_field.on_delete is not models.SET_NULL:
            yield field


@cache
def paths(model: type[models.Model], depth: int = DEEPEST) -> tuple[str, ...]:
    """Return the ways from a table to the person; () where none leads there."""
    links = list(_links(model))
    own = [field for field in links if field.related_model is Client]
    if any(not field.null for field in own):
        return tuple(field.name for field in own if not field.null)
    found = [field.name for field in own]
    if depth:
        for field in links:
            if field.related_model is not Client:
                further = paths(field.related_model, depth - 1)
                found += [f"{field.name}__{path}" for path in further]
    return tuple(found)


def _households(client_id: int) -> models.QuerySet:
    """Households in which nobody else is registered."""
    entries = FamilyMember._base_manager.filter(registered_as__isnull=False)
    others = entries.exclude(registered_as=client_id).filter(registered_as__deleted_at=None)
    mine = entries.filter(registered_as=client_id).values("household")
    return Household._base_manager.filter(pk__in=mine).exclude(pk__in=others.values("household"))


def _members(client_id: int) -> models.QuerySet:
    """The person's own entries, and the families of whom nobody else is registered."""
    alone = _households(client_id).values("pk")
    return FamilyMember._base_manager.filter(Q(registered_as=client_id) | Q(household__in=alone))


def _visits(client_id: int) -> models.QuerySet:
    """Visits that took place for nobody else."""
    others = Consultation._base_manager.exclude(client=client_id).filter(visit__isnull=False)
    mine = Consultation._base_manager.filter(client=client_id, visit__isnull=False)
    return Visit._base_manager.filter(pk__in=mine.values("visit")).exclude(
        pk__in=others.values("visit")
    )


def _questions(client_id: int) -> models.QuerySet:
    return Question._base_manager.filter(client_id=client_id)


def _answers(client_id: int) -> models.QuerySet:
    return Answer._base_manager.filter(question__client_id=client_id)


#: Tables that no key leads from to the person. What several people share belongs to a file as
#: long as it is nobody else's; the lowest layer knows people by their number only.
SHARED = {
    Household: _households,
    FamilyMember: _members,
    Visit: _visits,
    Question: _questions,
    Answer: _answers,
}


@cache
def file_tables() -> tuple[type[models.Model], ...]:
    """Return all tables with a way to the person, the person's own table first."""
    every = apps.get_models(include_auto_created=True)
    led_to = (model for model in every if model is not Client and paths(model))
    return tuple(dict.fromkeys((Client, *SHARED, *led_to)))


def rows_of(model: type[models.Model], client_id: int) -> models.QuerySet:
    """Return the rows of a table that belong to a person's file, deleted ones too."""
    if model is Client:
        return Client._base_manager.filter(pk=client_id)
    if model in SHARED:
        return SHARED[model](client_id)
    mine = NOTHING
    for path in paths(model):
        mine |= Q(**{path: client_id})
    keys = model._base_manager.filter(mine).order_by().values("pk")
    return model._base_manager.filter(pk__in=keys)


def outliving_links() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Yield the links of other tables into a file that are emptied with it."""
    tables = set(file_tables())
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            is_link = isinstance(field, models.ForeignKey) and field.related_model in tables
            if is_link and field.remote_field.on_delete is models.SET_NULL:
                yield model, field
