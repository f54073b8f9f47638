"""Plan the meetings and trainings of a fiscal year: the rows of the annual plan (O-05, O-06)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from councils.actions.bodies import next_position
from councils.models import Body, Recurrence, TrainingEvent
from councils.rules import undated_words
from staffing import audit
from staffing.models import Office, User
from staffing.saving import Refused, change, insert, remove


@transaction.atomic
def plan_recurrence(*, by: User | None, body: Body, fiscal_year: int, **values: Any) -> Recurrence:
    """Say how often a body meets in a year; raises Refused when that is already said."""
    # The body's row is locked so that two people cannot plan the same year at once.
    Body.objects.select_for_update().get(pk=body.pk)
    if Recurrence.objects.alive().filter(body=body, fiscal_year=fiscal_year).exists():
        sentence = _("This body already has a plan for the year.")
        raise Refused(Problem("planned", sentence, "body"))
    year = Recurrence.objects.filter(body__office_id=body.office_id, fiscal_year=fiscal_year)
    values.setdefault("position", next_position(year))
    recurrence = Recurrence(body=body, fiscal_year=fiscal_year, **values)
    return insert(recurrence, by=by, verb="recurrence.created")


def change_recurrence(
    recurrence: Recurrence, *, by: User, version: int | None, **values: Any
) -> Recurrence:
    """Change how often a body meets in a year; meetings already set up stay."""
    return change(recurrence, values, by=by, version=version, verb="recurrence.changed")


def remove_recurrence(recurrence: Recurrence, *, by: User, reason: str) -> None:
    """Take a body out of the plan of a year; its meetings stay."""
    remove(recurrence, by=by, reason=reason)


@transaction.atomic
def plan_training(
    *, by: User | None, office: Office, fiscal_year: int, **values: Any
) -> TrainingEvent:
    """Plan a training of a year."""
    year = TrainingEvent.objects.filter(office=office, fiscal_year=fiscal_year)
    values.setdefault("position", next_position(year.filter(scope=values["scope"])))
    training = TrainingEvent(office=office, fiscal_year=fiscal_year, **values)
    return insert(training, by=by, verb="training.created")


def change_training(
    training: TrainingEvent, *, by: User, version: int | None, **values: Any
) -> TrainingEvent:
    """Change a planned training; days read in from a file end when other words are typed."""
    if values.get("when_text", training.when_text) != training.when_text:
        values["sittings"] = []
    return change(training, values, by=by, version=version, verb="training.changed")


def remove_training(training: TrainingEvent, *, by: User, reason: str) -> None:
    """Take a training out of the plan of a year."""
    remove(training, by=by, reason=reason)


@transaction.atomic
def copy_year(
    office: Office, *, source: int, target: int, by: User, meetings: bool, trainings: bool
) -> int:
    """Copy what the plan of `target` lacks from that of `source`; return how many rows.

    Words that name a day or a year belong to that year and are left out.
    """
    copied = 0
    if meetings:
        copied += _copy_recurrences(office, source, target, by=by)
    if trainings:
        copied += _copy_trainings(office, source, target, by=by)
    audit.record(by, "year.copied", office, source=source, target=target, rows=copied)
    return copied


def _copy_recurrences(office: Office, source: int, target: int, *, by: User) -> int:
    rows = Recurrence.objects.alive().filter(body__office=office, body__deleted_at=None)
    planned = set(rows.of_year(target).values_list("body_id", flat=True))
    missing = [row for row in rows.of_year(source) if row.body_id not in planned]
    for row in missing:
        values = {
            name: getattr(row, name)
            for name in ("body_id", "kind", "months", "count", "note", "position")
        }
        new = Recurrence(fiscal_year=target, text=undated_words(row.text), **values)
        insert(new, by=by, verb="recurrence.created")
    return len(missing)


def _copy_trainings(office: Office, source: int, target: int, *, by: User) -> int:
    rows = TrainingEvent.objects.alive().filter(office=office)
    planned = set(rows.of_year(target).values_list("scope", "name"))
    missing = [row for row in rows.of_year(source) if (row.scope, row.name) not in planned]
    for row in missing:
        new = TrainingEvent(
            office=office,
            fiscal_year=target,
            scope=row.scope,
            name=row.name,
            when_text=undated_words(row.when_text),
            note=row.note,
            position=row.position,
        )
        insert(new, by=by, verb="training.created")
    return len(missing)
