"""Corrections of contacts in words, for the page of a record and for the printed log (訂正)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases.choices import Content
from cases.choices_closing import CorrectionKind
from cases.models import Client, Consultation, Correction
from config.common.tags import clock, day


@dataclass(frozen=True)
class Change:
    """One field of a correction: its name, what stood there, what stands there now."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class CorrectionText:
    """One correction as it is shown and printed: when, by whom, why, and what changed."""

    pk: int
    consultation_id: int
    kind: str
    kind_label: str
    made_at: datetime
    made_by: str
    reason: str
    changes: tuple[Change, ...]


def corrections_of(consultation_ids: Collection[int]) -> dict[int, list[CorrectionText]]:
    """Return {contact: its corrections, oldest first}: what screens, papers and files show."""
    found = Correction.objects.filter(consultation_id__in=consultation_ids)
    return by_contact(list(found.select_related("made_by").order_by("pk")))


def by_contact(corrections: Collection[Correction]) -> dict[int, list[CorrectionText]]:
    """Return loaded corrections in words, by the contact."""
    keys = {
        key for each in corrections for key in each.texts.get("client", ()) if isinstance(key, int)
    }
    # No scope is passed by: whoever reads the record read who it was about before.
    names = dict(Client.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
    texts: dict[int, list[CorrectionText]] = {}
    for each in corrections:
        texts.setdefault(each.consultation_id, []).append(_text(each, names))
    return texts


def _text(correction: Correction, names: dict[int, str]) -> CorrectionText:
    return CorrectionText(
        pk=correction.pk,
        consultation_id=correction.consultation_id,
        kind=correction.kind,
        kind_label=str(CorrectionKind(correction.kind).label),
        made_at=correction.made_at,
        made_by=correction.made_by.name if correction.made_by else "",
        reason=correction.reason,
        changes=tuple(
            _change(name, before, after, names)
            for name, (before, after) in correction.texts.items()
        ),
    )


def _change(name: str, before: Any, after: Any, names: dict[int, str]) -> Change:
    if name == "contents":
        labels = {str(code): str(code.label) for code in Content}
        words = [
            "、".join(labels.get(code, code) for code in held or ()) for held in (before, after)
        ]
        return Change(name, _("Content of support"), *words)
    field = Consultation._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    return Change(name, label, _words(field, before, names), _words(field, after, names))


def _words(field: Field, value: Any, names: dict[int, str]) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.name == "client":
        return names.get(value, str(value))
    choices = {str(key): str(text) for key, text in field.flatchoices}
    if str(value) in choices:
        return choices[str(value)]
    moment = parse_datetime(str(value)) if field.get_internal_type() == "DateTimeField" else None
    return f"{day(timezone.localtime(moment))} {clock(moment)}" if moment else str(value)
