"""A candidate of an add-on, and how the contacts behind it are read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reports.choices_claims import Fee
from reports.choices_contacts import Method
from reports.rules.claims import Contact, Evidence

__all__ = ["FACE", "Candidate", "evidence_of", "unmarked"]

#: Ways in which people meet.
FACE = {Method.VISIT, Method.DESK, Method.ALONG, Method.MEETING}


@dataclass(frozen=True)
class Candidate:
    """An add-on that may be claimed: how often, by which records, and what is still missing."""

    fee: Fee
    variant: str = ""
    times: int = 1
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def evidence_of(contacts: Iterable[Contact]) -> tuple[Evidence, ...]:
    """Return the contacts as evidence."""
    return tuple(Evidence("contact", each.key, each.day, each.words) for each in contacts)


def unmarked(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Say that no contact carries the mark of evidence (加算の根拠)."""
    if any(each.is_evidence for each in contacts):
        return ()
    return (_("No record is marked as evidence for an add-on"),)
