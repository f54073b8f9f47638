"""Meetings and trainings of a plan's year: written where the calendar reads them too."""

from django.db import transaction
from django.utils.translation import gettext as _

from councils.choices import BodyKind, RecurrenceKind, TrainingScope
from councils.models import Body, Council, Recurrence, TrainingEvent
from councils.rules import RecurrenceRule, label
from reports import plan_document as paper
from staffing.models import Office, User
from staffing.saving import change, insert, remove

_INTERVAL_KINDS = {
    1: RecurrenceKind.MONTHLY,
    2: RecurrenceKind.BIMONTHLY,
    3: RecurrenceKind.QUARTERLY,
}
_COUNT_KINDS = {1: RecurrenceKind.YEARLY, 2: RecurrenceKind.TWICE}
_KIND_WORDS = (
    ("全体会", BodyKind.PLENARY),
    ("幹事会", BodyKind.STEERING),
    ("運営会議", BodyKind.STEERING),
    ("部会", BodyKind.WORKING_GROUP),
    ("定例会", BodyKind.REGULAR),
    ("連絡", BodyKind.LIAISON),
)


@transaction.atomic
def write_meetings(
    office: Office, year: int, rows: tuple[paper.MeetingRow, ...], *, by: User | None
) -> None:
    """Make the year's recurrences those of the rows; other bodies of the year are removed."""
    wanted = [_body(office, row, position, by=by) for position, row in enumerate(rows, start=1)]
    existing = {
        recurrence.body_id: recurrence
        for recurrence in Recurrence.objects.alive().filter(body__office=office, fiscal_year=year)
    }
    for position, (body, row) in enumerate(zip(wanted, rows, strict=True), start=1):
        values = _recurrence_values(row, position)
        if current := existing.pop(body.pk, None):
            change(current, values, by=by, version=None, verb="recurrence.changed")
        else:
            recurrence = Recurrence(body=body, fiscal_year=year, **values)
            insert(recurrence, by=by, verb="recurrence.created")
    for recurrence in existing.values():
        remove(recurrence, by=by, reason=_("Not in the annual plan that was read in"))


def _body(office: Office, row: paper.MeetingRow, position: int, *, by: User | None) -> Body:
    council = _council(office, row.council, by=by) if row.council else None
    body = Body.objects.alive().filter(office=office, name=row.name).first()
    if body is None:
        kind = next((kind for word, kind in _KIND_WORDS if word in row.name), BodyKind.OTHER)
        new = Body(office=office, council=council, name=row.name, kind=kind, position=position)
        return insert(new, by=by, verb="body.created")
    if body.council_id != (council and council.pk):
        return change(body, {"council": council}, by=by, version=None, verb="body.changed")
    return body


def _council(office: Office, name: str, *, by: User | None) -> Council:
    council = Council.objects.alive().filter(office=office, name=name).first()
    return council or insert(Council(office=office, name=name), by=by, verb="body.created")


def _recurrence_values(row: paper.MeetingRow, position: int) -> dict[str, object]:
    rule = row.recurrence
    if rule is None:
        kind, count = RecurrenceKind.TEXT, None
    elif rule.interval is not None:
        kind, count = _INTERVAL_KINDS[rule.interval], None
    else:
        kind = _COUNT_KINDS.get(rule.count, RecurrenceKind.TIMES)
        count = rule.count if kind == RecurrenceKind.TIMES else None
    months = list(rule.months) if rule else []
    bare = RecurrenceRule(kind.value, tuple(months), "", count or 0)
    return {
        "kind": kind,
        "months": months,
        "count": count,
        # Words are kept only where the rule alone would print others.
        "text": row.when if kind == RecurrenceKind.TEXT or label(bare) != row.when else "",
        "note": row.note,
        "position": position,
    }


@transaction.atomic
def write_trainings(
    office: Office,
    year: int,
    scope: TrainingScope,
    rows: tuple[paper.TrainingRow, ...],
    *,
    by: User | None,
) -> None:
    """Make the year's trainings of one scope those of the rows; others are removed."""
    existing = list(
        TrainingEvent.objects.alive().filter(office=office, fiscal_year=year, scope=scope)
    )
    for position, row in enumerate(rows, start=1):
        values = {
            "when_text": row.when,
            "note": row.note,
            "sittings": [paper.occurrence_as_data(sitting) for sitting in row.occurrences],
            "position": position,
        }
        current = next((event for event in existing if event.name == row.name), None)
        if current:
            existing.remove(current)
            change(current, values, by=by, version=None, verb="training.changed")
        else:
            event = TrainingEvent(
                office=office, fiscal_year=year, scope=scope, name=row.name, **values
            )
            insert(event, by=by, verb="training.created")
    for event in existing:
        remove(event, by=by, reason=_("Not in the annual plan that was read in"))


@transaction.atomic
def write_year(office: Office, document: paper.PlanDocument, *, by: User | None) -> None:
    """Write the meetings and trainings of a document into the office's year."""
    year = document.fiscal_year
    write_meetings(office, year, document.meetings.rows, by=by)
    write_trainings(office, year, TrainingScope.INTERNAL, document.internal_trainings.rows, by=by)
    write_trainings(office, year, TrainingScope.EXTERNAL, document.external_trainings.rows, by=by)


def start_year(office: Office, document: paper.PlanDocument, *, by: User | None) -> None:
    """Copy meetings and trainings into a year that has none yet."""
    year = document.fiscal_year
    if not Recurrence.objects.alive().filter(body__office=office, fiscal_year=year).exists():
        write_meetings(office, year, document.meetings.rows, by=by)
    for scope, table in (
        (TrainingScope.INTERNAL, document.internal_trainings),
        (TrainingScope.EXTERNAL, document.external_trainings),
    ):
        planned = TrainingEvent.objects.alive().filter(office=office, fiscal_year=year, scope=scope)
        if not planned.exists():
            write_trainings(office, year, scope, table.rows, by=by)
