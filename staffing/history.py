"""An audit entry in words a manager understands."""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from config.common.tags import day
from staffing.models import AuditEntry, User
from staffing.outputs import title_of

#: Filled by the app that knows the people: keys → {key: (name, address)}.
_client_names: list[Callable] = []


def on_client_names(loader: Callable[[Iterable[int], User], dict[int, tuple[str, str]]]) -> None:
    """Register how to name the people whose files were touched (within the reader's scope)."""
    _client_names.append(loader)


def client_names(entries: Iterable[AuditEntry], user: User) -> dict[int, tuple[str, str]]:
    """Return {client key: (name, address)} of the files that this reader may open."""
    keys = {entry.client_id for entry in entries if entry.client_id}
    names: dict[int, tuple[str, str]] = {}
    for loader in _client_names if keys else ():
        names |= loader(keys, user)
    return names


def describe(entry: AuditEntry) -> list[str]:
    """Return one line per changed field: its name, and both values where they were kept."""
    changed = entry.details.get("changed") or {}
    lines = [line for name, values in changed.items() if (line := _line(entry, name, values))]
    if path := entry.details.get("path"):
        lines.append(_("Page: %(path)s") % {"path": path})
    if address := entry.details.get("address"):
        lines.append(_("Address in the network: %(address)s") % {"address": address})
    if (number := entry.details.get("rows")) is not None:
        with_names = entry.details.get("with_names")
        words = _("%(number)s rows with names") if with_names else _("%(number)s rows, no names")
        lines.append(f"{title_of(entry.details.get('list'))} {words % {'number': number}}")
    if reason := entry.details.get("reason"):
        lines.append(_("Reason: %(reason)s") % {"reason": reason})
    return lines


def _line(entry: AuditEntry, name: str, values: list | None) -> str:
    """Return a field in words; empty for what the system itself keeps beside the state."""
    try:
        field = apps.get_model(entry.object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    if not getattr(field, "editable", True):
        return ""
    label = str(getattr(field, "verbose_name", name))
    # Of another record only its number was kept, which says nothing to a person.
    if field.is_relation or not isinstance(values, list) or len(values) != 2:
        return label
    before, after = (_in_words(field, value) for value in values)
    return _("%(field)s: %(before)s → %(after)s") % {
        "field": label,
        "before": before,
        "after": after,
    }


def _in_words(field: Field, value: object) -> str:
    """Return a kept value as the screens write it."""
    if value in (None, ""):
        return "―"
    choices = {str(key): str(text) for key, text in field.flatchoices}
    if str(value) in choices:
        return choices[str(value)]
    moment = parse_date(str(value)) if type(field) is DateField else None
    return day(moment) if moment else str(value)
