"""Add-ons around a stay in hospital or in a facility (domain 5.2): coming in, and leaving.

The log says by its words what a contact was about; a registered stay (休止) says it by its days,
and asks for the contact that is not there yet.
"""

from datetime import date

from django.utils.translation import gettext as _

from config.common.fiscal import add_months, month_of
from reports.choices_claims import Fee, Variant
from reports.choices_contacts import Counterpart, Method, PlaceKind
from reports.rules.candidates import FACE, Candidate, evidence_of, unmarked
from reports.rules.claims import Base, Contact, Month, StayFact

__all__ = ["admission", "discharge", "is_about_stay"]

DISCHARGE_TIMES = 3


def admission(month: Month, _base: Base) -> list[Candidate]:
    """Information given to the hospital at an admission: (I) by a visit, (II) in another way."""
    stays = [stay for stay in month.stays if stay.is_hospital and stay.begins_in(month.month)]
    told = [each for each in month.contacts if _tells_hospital(each, stays)]
    if not told and not stays:
        return []
    visits = [each for each in told if each.method in {Method.VISIT, Method.MEETING}]
    variant, used = (Variant.ONE, visits) if visits else (Variant.TWO, told)
    missing = unmarked(used)
    if not told:
        missing = (_("No record of information given to the hospital"),)
    found = (*(stay.evidence for stay in stays), *evidence_of(used))
    return [Candidate(Fee.HOSPITAL_IN, variant, 1, found, missing)]


def _tells_hospital(contact: Contact, stays: list[StayFact]) -> bool:
    """A contact with a hospital that names the admission, or is of the days after it."""
    if contact.counterpart != Counterpart.MEDICAL or "discharge" in contact.has:
        return False
    return "admission" in contact.has or any(
        contact.day >= stay.starts_on and (stay.ends_on is None or contact.day <= stay.ends_on)
        for stay in stays
    )


def discharge(month: Month, base: Base) -> list[Candidate]:
    """Meetings with the staff of hospital or facility before the person leaves, and a plan.

    It is claimed with the plan, for the meetings of the whole stay: that plan is made in the month
    in which the person leaves, or in the next one.
    """
    has_plan = base.fee == Fee.PLAN
    stays = [stay for stay in month.stays if stay.ends_in(month.month)]
    if has_plan and month.last_plan is None:
        last = add_months(month.month, -1)
        stays += [stay for stay in month.stays if stay.ends_in(last)]
    elif not has_plan and (
        month.next_plan or any(_goes_on(stay, month.month) for stay in month.stays)
    ):
        return []  # it stands in the month of that plan
    since = min((stay.starts_on for stay in stays), default=month.month)
    before = [each for each in month.before if has_plan and each.day >= since]
    contacts = (*before, *month.contacts)
    met = [each for each in contacts if _prepares_leaving(each, stays)]
    if not met and not stays:
        return []
    missing = list(unmarked(met))
    if not met:
        missing = [_("No record of a meeting with hospital or facility before the person left")]
    if not has_plan:
        missing.append(_("No plan was made in the month"))
    found = (*(stay.evidence for stay in stays), *evidence_of(met))
    times = min(len(met), DISCHARGE_TIMES) or 1
    return [Candidate(Fee.DISCHARGE, "", times, found, tuple(missing))]


def _goes_on(stay: StayFact, month: date) -> bool:
    """Whether the person stays beyond a month in which the stay has begun."""
    return stay.touches(month) and not stay.ends_in(month)


def _prepares_leaving(contact: Contact, stays: list[StayFact]) -> bool:
    if contact.method not in FACE:
        return False
    is_staff = contact.counterpart in {Counterpart.MEDICAL, Counterpart.PROVIDER}
    if "discharge" in contact.has:
        return is_staff or contact.place_kind == PlaceKind.FACILITY
    # The talks of the month of coming in are about that; only their words say otherwise.
    return (
        is_staff
        and "admission" not in contact.has
        and any(
            month_of(stay.starts_on) < month_of(contact.day) and contact.day <= stay.ends_on
            for stay in stays
        )
    )


def is_about_stay(month: Month, contact: Contact) -> bool:
    """Whether a contact counts for coming in or leaving, and so not as a talk of its own."""
    if contact.has & {"admission", "discharge"}:
        return True
    ins = [stay for stay in month.stays if stay.is_hospital and stay.begins_in(month.month)]
    outs = [stay for stay in month.stays if stay.ends_on]
    return _tells_hospital(contact, ins) or _prepares_leaving(contact, outs)
