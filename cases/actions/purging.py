"""Delete a file for good: one person asks, a second one confirms, and nothing of it stays."""

from collections import Counter
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import models, router, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.filetables import file_tables, outliving_links, rows_of
from cases.models import Client, Purge
from cases.retention import is_of_age
from config.common.problems import Problem
from staffing import audit
from staffing.actions import notify
from staffing.models import Draft, Notice, User
from staffing.permissions import Permission, holders
from staffing.saving import Refused, StaleState

#: Rows per statement: SQLite takes some hundred values.
AT_ONCE = 500


def file_counts(client: Client) -> dict[str, int]:
    """Return how many rows of each table belong to a person's file, those without none."""
    counts = {model._meta.label: rows_of(model, client.pk).count() for model in file_tables()}
    return {label: number for label, number in counts.items() if number}


@transaction.atomic
def ask_purge(client: Client, *, by: User, reason: str, now: datetime) -> Purge:
    """Ask that a file be deleted for good, and tell those who may confirm it."""
    if Purge.objects.waiting().filter(client_id=client.pk).exists():
        raise Refused(Problem("asked", _("Somebody has asked for this already.")))
    purge = Purge.objects.create(
        office_id=client.office_id, client_id=client.pk, reason=reason, asked_by=by
    )
    audit.record(by, "purge.asked", client, reason=reason)
    for person in holders(Permission.RECORD_APPROVE, client.office_id, on=now.date()):
        if person != by:
            notify(
                person,
                key=f"purge:{purge.pk}",
                kind="purge",
                text=_("A file is to be deleted for good. It needs your confirmation."),
                url=purge.get_absolute_url(),
                client_id=client.pk,
            )
    return purge


@transaction.atomic
def withdraw_purge(purge: Purge, *, by: User, now: datetime) -> None:
    """Take the wish back; the file stays."""
    if not Purge.objects.waiting().filter(pk=purge.pk).update(withdrawn_at=now):
        raise StaleState(purge)
    Notice.objects.filter(key=f"purge:{purge.pk}").delete()
    audit.record(by, "purge.withdrawn", purge)


@transaction.atomic
def confirm_purge(purge: Purge, client: Client, *, by: User, now: datetime) -> Purge:
    """Delete every row and file of a person. Only the trail and this decision stay.

    Raises Refused when the one who asked confirms or the file has come into use again, StaleState
    when it is done or withdrawn.
    """
    if by.pk == purge.asked_by_id:
        message = _("You asked for it yourself; a second person has to confirm it.")
        raise Refused(Problem("second-person", message))
    waiting = Purge.objects.select_for_update().waiting().filter(pk=purge.pk).first()
    if waiting is None:
        raise StaleState(purge)
    if not is_of_age(client, today=timezone.localtime(now).date()):
        # Opened again, talked to, or merged with a younger file while it waited.
        raise Refused(Problem("kept", _("This file still has to be kept.")))
    audit.record(by, "purge.done", client, asked_by=purge.asked_by_id, reason=purge.reason)
    counts, names = _delete_rows(client)
    waiting.counts = counts | {"files": len(names)}
    waiting.confirmed_by, waiting.done_at = by, now
    waiting.save()
    _forget_texts(client, waiting)
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    return waiting


def _delete_rows(client: Client) -> tuple[dict[str, int], list[str]]:
    """Delete the rows of all tables; return how many of each, and the files they named."""
    keys = {
        model: list(rows_of(model, client.pk).values_list("pk", flat=True))
        for model in file_tables()
    }
    names = [name for model, held in keys.items() for name in _files(model, held)]
    for model, field in outliving_links():
        for part in _parts(keys[field.related_model]):
            model._base_manager.filter(**{f"{field.name}__in": part}).update(**{field.name: None})
    counts: Counter = Counter()
    for model, held in keys.items():
        for part in _parts(held):
            # In one transaction the links between these rows are looked at when all are gone.
            rows = model._base_manager.filter(pk__in=part)
            rows._raw_delete(using=router.db_for_write(model))
        counts[model._meta.label] += len(held)
    return {label: number for label, number in counts.items() if number}, names


def _files(model: type[models.Model], keys: list[int]) -> list[str]:
    columns = [f.name for f in model._meta.concrete_fields if isinstance(f, models.FileField)]
    return [
        name
        for column in columns
        for part in _parts(keys)
        for name in model._base_manager.filter(pk__in=part).values_list(column, flat=True)
        if name
    ]


def _parts(keys: list[int]) -> list[list[int]]:
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def _forget_texts(client: Client, purge: Purge) -> None:
    """Delete drafts and notices about the person, or that lead to the person's pages."""
    page = reverse("cases:client-detail", args=[client.pk])
    Draft.objects.filter(Q(path__startswith=page) | Q(client_id=client.pk)).delete()
    Notice.objects.filter(Q(url__startswith=page) | Q(client_id=client.pk)).delete()
    Notice.objects.filter(key=f"purge:{purge.pk}").delete()
