"""Add-ons of the community base, of joint support and of far visits (domain 5.2).

The log says that somebody was in an emergency and who was asked for a bed, or that several bodies
gave support together and told the council; the office's notices say that it may claim it.
"""

from django.utils.translation import gettext as _

from reports.choices_claims import Fee
from reports.choices_contacts import Method
from reports.rules.candidates import FACE, Candidate, evidence_of, unmarked
from reports.rules.claims import Base, Contact, Evidence, Month

__all__ = ["FAR_TOGETHER", "emergency", "far_visits", "joint"]

#: What a far visit is paid together with: add-ons for which somebody goes there.
FAR_TOGETHER = frozenset(
    {
        Fee.FIRST,
        Fee.HOSPITAL_IN,
        Fee.DISCHARGE,
        Fee.CARE_LINK,
        Fee.CHILD_MOVE,
        Fee.MEDICAL_LINK,
        Fee.INTENSIVE,
    }
)


def emergency(month: Month, _base: Base) -> list[Candidate]:
    """An emergency in which a short stay was asked for: each day once."""
    if month.contracted_on is None:
        return []
    asked = [each for each in month.contacts if {"urgent", "short_stay"} <= each.has]
    if not asked:
        return []
    times = len({each.day for each in asked})
    return [Candidate(Fee.EMERGENCY, "", times, evidence_of(asked), unmarked(asked))]


def joint(month: Month, _base: Base) -> list[Candidate]:
    """Support given together with others, of which the council was told."""
    told = [each for each in month.contacts if "council" in each.has]
    if month.contracted_on is None or not told:
        return []
    together = [each for each in month.contacts if each.method in {Method.MEETING, Method.BODIES}]
    held = [Evidence("meeting", each.key, each.day, each.words) for each in month.meetings]
    used = list(dict.fromkeys([*together, *told]))
    missing = list(unmarked(used))
    if not together and not held:
        missing.append(_("No record of support given together with other bodies"))
    found = (*held, *evidence_of(used))
    return [Candidate(Fee.JOINT, "", 1, found, tuple(missing))]


def far_visits(month: Month, proposed: list[Candidate]) -> list[Candidate]:
    """Visits behind the add-ons of a month, of a person who lives far away: each once.

    Behind the first plan stand all visits to the person in the month.
    """
    keys = {
        each.key
        for found in proposed
        if found.fee in FAR_TOGETHER
        for each in found.evidence
        if each.kind == "contact"
    }
    if any(found.fee == Fee.FIRST for found in proposed):
        keys |= {each.key for each in month.contacts if each.method == Method.VISIT}
    went = [each for each in month.contacts if each.key in keys and _is_trip(each)]
    if not went:
        return []
    return [Candidate(Fee.REMOTE, "", len(went), evidence_of(went), unmarked(went))]


def _is_trip(contact: Contact) -> bool:
    return contact.method in FACE - {Method.DESK}
