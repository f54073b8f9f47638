"""How the papers of two files of one person come together; nothing of them is lost."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.actions.papers import copy_numbers
from cases.merging import on_merge
from cases.models import Client, DisabilityHandbook, FaceSheet, RecipientCertificate


def connect() -> None:
    """Register the tables; called once when the app is ready."""
    on_merge("cases.FaceSheet", _move_sheet)
    on_merge("cases.DisabilityHandbook", _move_handbooks)
    on_merge("cases.RecipientCertificate", _move_certificates)


def _move_sheet(kept: Client, given_up: Client) -> None:
    """Two sheets become one: what the kept one lacks is filled in, long texts follow each other."""
    other = FaceSheet.objects.filter(client=given_up).first()
    if other is None:
        return
    sheet = FaceSheet.objects.filter(client=kept).first()
    if sheet is None:
        FaceSheet.objects.filter(client=given_up).update(client=kept)
        return
    for field in FaceSheet._meta.concrete_fields:
        mine, theirs = getattr(sheet, field.attname), getattr(other, field.attname)
        if not mine:
            setattr(sheet, field.attname, theirs)
        elif isinstance(field, models.TextField) and theirs and theirs not in mine:
            setattr(sheet, field.attname, f"{mine}\n{theirs}")
    sheet.save()
    other.delete()


def put_aside(rows: models.QuerySet) -> None:
    """Delete what the kept file has already, so that it can be looked at and restored."""
    with override("ja"):  # what is stored is read by everybody
        reason = _("The file it was brought together with has one already.")
    rows.update(deleted_at=Now(), delete_reason=reason)


def _move_handbooks(kept: Client, given_up: Client) -> None:
    """Of each kind one stays; the other is among the deleted ones."""
    alive = DisabilityHandbook.objects.alive()
    put_aside(alive.filter(client=given_up, kind__in=_kinds(alive.filter(client=kept))))
    DisabilityHandbook.objects.filter(client=given_up).update(client=kept)


def _kinds(rows: models.QuerySet) -> list[str]:
    return list(rows.values_list("kind", flat=True))


def _move_certificates(kept: Client, given_up: Client) -> None:
    """What overlaps one of the kept file is among the deleted ones; the numbers are found still."""
    alive = RecipientCertificate.objects.alive()
    for row in alive.filter(client=kept):
        same = alive.filter(client=given_up, kind=row.kind)
        if row.starts_on:
            same = same.filter(Q(ends_on=None) | Q(ends_on__gte=row.starts_on))
        if row.ends_on:
            same = same.filter(Q(starts_on=None) | Q(starts_on__lte=row.ends_on))
        put_aside(same)
    RecipientCertificate.objects.filter(client=given_up).update(client=kept)
    for client in (kept, given_up):
        copy_numbers(client)
