"""One visit recorded for several people of a household."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cases.actions.log import log_consultation
from cases.counted import FACTS
from cases.models import Client, Consultation, Visit
from cases.rules import shares
from staffing.models import Office, User

#: What belongs to the person for whom the record was opened, and is not said twice.
FIRST_ONLY = (
    *FACTS,
    "appointment",
    "is_abuse_suspected",
    "next_due_on",
    "next_owner",
    "next_step",
)


@transaction.atomic(savepoint=False)
def log_visit(
    *, office: Office, by: User | None, also_for: Iterable[Client] = (), **fields: Any
) -> Consultation:
    """Record a contact, and the same for others of the household; return the first record.

    Each person gets a record of one's own that is corrected and deleted alone; all or none are
    written. What comes next, the appointment and a fear of abuse stay with the first person.
    """
    others = list(also_for)
    if not others:
        return log_consultation(office=office, by=by, **fields)
    minutes = fields.pop("minutes", None)
    visit = Visit.objects.create(office=office, minutes=minutes)
    first, *rest = shares(minutes, len(others) + 1)
    record = log_consultation(office=office, by=by, minutes=first, visit=visit, **fields)
    common = {name: value for name, value in fields.items() if name not in FIRST_ONLY}
    for client, share in zip(others, rest, strict=True):
        person = common | {"client": client, "minutes": share, "visit": visit}
        log_consultation(office=office, by=by, **person)
    return record
