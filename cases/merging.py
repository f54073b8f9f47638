"""How the rows of two files of one person come together (利用者の統合).

Every table with a link to the person takes part by itself: its rows get the file that stays.
Where a person may have only one such row, or a numbered one, the table says here what becomes of
two: `on_merge("app.Model", move)`; a test fails for a table that should and does not.
"""

from collections.abc import Callable, Iterator
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import F, Max
from django.db.models.functions import Now

from cases.choices_access import TransferState
from cases.models import (
    EMPTIED,
    Attachment,
    Case,
    Client,
    ClientDisability,
    FamilyMember,
    RecentClient,
    Restriction,
    Transfer,
)
from staffing.models import Question

#: `move(kept, given_up)` puts the rows of one table into the file that stays.
Move = Callable[[Client, Client], None]
_moves: dict[str, Move] = {}


def on_merge(label: str, move: Move) -> None:
    """Register how the rows of a table come together."""
    _moves[label] = move


def moves() -> dict[str, Move]:
    """The tables that need more than another person's key."""
    return dict(_moves)


def linked_tables() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Yield every table with each of its own links to a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Client:
                yield model, field


def bring_together(kept: Client, given_up: Client) -> None:
    """Put every row of the one file into the other."""
    for move in _moves.values():
        move(kept, given_up)
    for model, field in linked_tables():
        rows = model._base_manager.filter(**{field.name: given_up})
        if model._meta.label not in _moves:
            rows.update(**{field.name: kept})


def number_on(model: type[models.Model], column: str) -> Move:
    """Return a move for numbered rows: those of the other file are counted on after one's own."""

    def move(kept: Client, given_up: Client) -> None:
        last = model._base_manager.filter(client=kept).aggregate(last=Max(column))["last"] or 0
        rows = model._base_manager.filter(client=given_up)
        rows.update(client=kept, **{column: F(column) + last})

    return move


def connect() -> None:
    """Register the tables of this app; called once when the app is ready."""
    on_merge("cases.Case", _move_cases)
    on_merge("cases.ClientDisability", _move_disabilities)
    on_merge("cases.RecentClient", _forget_openings)
    on_merge("cases.Attachment", _move_attachments)
    on_merge("cases.FamilyMember", _move_family)
    on_merge("cases.Restriction", _move_restrictions)
    on_merge("cases.Transfer", _move_transfers)
    on_merge("staffing.Question", _move_questions)


def _move_cases(kept: Client, given_up: Client) -> None:
    """Two open cases become one; what hangs on the second goes over to the first."""
    alive = Case._base_manager.filter(deleted_at=None, closed_on=None)
    first, second = (alive.filter(client=client).first() for client in (kept, given_up))
    if first and second:
        for link in Case._meta.get_fields(include_hidden=True):
            if not (link.auto_created and not link.concrete):
                continue
            link.related_model._base_manager.filter(**{link.field.name: second}).update(
                **{link.field.name: first}
            )
        if second.opened_on < first.opened_on:
            Case._base_manager.filter(pk=first.pk).update(opened_on=second.opened_on)
        Case._base_manager.filter(pk=second.pk).delete()
    Case._base_manager.filter(client=given_up).update(client=kept)


def _move_disabilities(kept: Client, given_up: Client) -> None:
    held = ClientDisability.objects.filter(client=kept).values("kind")
    rows = ClientDisability.objects.filter(client=given_up)
    rows.filter(kind__in=held).delete()
    rows.update(client=kept)


def _forget_openings(kept: Client, given_up: Client) -> None:
    RecentClient.objects.filter(client=given_up).delete()


def _move_attachments(kept: Client, given_up: Client) -> None:
    """The same file in both stays once; the other one stays where it was, out of sight."""
    rows = Attachment._base_manager.filter(client=given_up)
    held = Attachment._base_manager.filter(client=kept, deleted_at=None).values("sha256")
    rows.exclude(sha256__in=held).update(client=kept)


def _move_family(kept: Client, given_up: Client) -> None:
    """Two entries of one person become one, and its families one household."""
    entries = FamilyMember._base_manager.filter(deleted_at=None)
    first, second = (entries.filter(registered_as=each).first() for each in (kept, given_up))
    if first and second:
        for column in ("relation_of", "father", "mother", "partner"):
            rows = FamilyMember._base_manager.filter(**{column: second})
            rows.update(**{column: first})
        FamilyMember._base_manager.filter(pk=second.pk).delete()
        family = FamilyMember._base_manager.filter(household=second.household_id)
        if not family.filter(registered_as__isnull=False, deleted_at=None).exists():
            family.update(household=first.household_id)
    FamilyMember._base_manager.filter(registered_as=given_up).update(registered_as=kept)


def _move_restrictions(kept: Client, given_up: Client) -> None:
    """A file that was restricted stays so; where both were, that which ends later holds."""
    held = Restriction._base_manager.filter(lifted_at=None, deleted_at=None)
    first, second = (held.filter(client=each).first() for each in (kept, given_up))
    rows = Restriction._base_manager.filter(client=given_up)
    if first and second:
        is_later = (second.ends_on or date.max) > (first.ends_on or date.max)
        if is_later:
            held.filter(pk=first.pk).update(lifted_at=Now())
        else:
            rows = rows.exclude(pk=second.pk)
    rows.update(client=kept)


def _move_transfers(kept: Client, given_up: Client) -> None:
    """One person is offered to one other office: a second offer is taken back."""
    offers = Transfer._base_manager.filter(state=TransferState.OFFERED, deleted_at=None)
    if offers.filter(client=kept).exists():
        offers.filter(client=given_up).update(state=TransferState.REVOKED, **EMPTIED)
    Transfer._base_manager.filter(client=given_up).update(client=kept)
    Transfer._base_manager.filter(received_client=given_up).update(received_client=kept)


def _move_questions(kept: Client, given_up: Client) -> None:
    """Questions know the person by the number only."""
    Question._base_manager.filter(client_id=given_up.pk).update(client_id=kept.pk)
