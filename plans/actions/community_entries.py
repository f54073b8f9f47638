"""Write what was done in a support; on wish into the contact log in the same breath."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions import log_consultation
from cases.choices import Content, Method
from config.common.problems import Problem
from plans.choices_community import ENTRIES, EntryKind
from plans.models import CommunityEntry, CommunitySupport
from plans.rules import entry_problems
from staffing.models import User
from staffing.saving import Refused, change, insert, remove, restore

#: By which method an entry counts in the log of contacts.
METHODS = {
    EntryKind.INTERVIEW: Method.VISIT,
    EntryKind.CALL: Method.CALL,
    EntryKind.REGULAR: Method.CALL,
    EntryKind.MEETING: Method.MEETING,
    EntryKind.EMERGENCY_VISIT: Method.VISIT,
    EntryKind.EMERGENCY_STAY: Method.OTHER,
}


@transaction.atomic
def add_entry(
    support: CommunitySupport, *, by: User, today: date, also_log: bool = False, **values: Any
) -> CommunityEntry:
    """Write an entry; with `also_log` the contact record of it as well."""
    _refuse(support, values, today=today)
    entry = CommunityEntry(
        support=support, client_id=support.client_id, office_id=support.office_id, **values
    )
    if also_log:
        entry.contact = log_consultation(
            office=support.office,
            by=by,
            worker=entry.worker,
            client=support.client,
            occurred_at=entry.occurred_at,
            minutes=entry.minutes,
            method=METHODS.get(entry.kind, Method.ALONG),
            text=_log_text(entry),
            contents=(Content.SERVICES,),
        )
    return insert(entry, by=by, verb="support_entry.created")


@transaction.atomic
def change_entry(
    entry: CommunityEntry, *, by: User, version: int | None, today: date, **values: Any
) -> CommunityEntry:
    """Correct an entry; the contact record is corrected in the log."""
    _refuse(entry.support, values, today=today)
    return change(entry, values, by=by, version=version, verb="support_entry.changed")


def remove_entry(entry: CommunityEntry, *, by: User, reason: str) -> None:
    """Delete an entry with a reason; its contact record stays."""
    remove(entry, by=by, reason=reason)


def restore_entry(entry: CommunityEntry, *, by: User) -> None:
    """Bring a deleted entry back."""
    restore(entry, by=by)


def _log_text(entry: CommunityEntry) -> str:
    head = "　".join(filter(None, (str(entry.get_kind_display()), entry.place)))
    return "\n".join(filter(None, (f"【{head}】", entry.text, entry.response)))


def _refuse(support: CommunitySupport, values: dict[str, Any], *, today: date) -> None:
    if values["kind"] not in ENTRIES[support.kind]:
        raise Refused(Problem("kind", _("This does not belong to this kind of support."), "kind"))
    problems = entry_problems(
        kind=values["kind"],
        day=timezone.localtime(values["occurred_at"]).date(),
        until_on=values.get("until_on"),
        starts_on=support.starts_on,
        today=today,
    )
    if problems:
        raise Refused(*problems)
