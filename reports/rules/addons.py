"""Candidates of add-ons (加算) of one person's month, each with its evidence and what is missing.

Pure: `Month` in, `Candidate` out (domain 5.2). A candidate is a reminder to look, never a claim:
what the log does not say, somebody has to know.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from config.common.fiscal import add_months_to_day, month_of
from reports.choices_claims import Fee, Variant
from reports.choices_contacts import Counterpart, Method, PlaceKind, Present
from reports.rules.candidates import FACE, Candidate, evidence_of, unmarked
from reports.rules.claims import Base, Contact, Evidence, Month
from reports.rules.regional import emergency, joint
from reports.rules.stays import admission, discharge, is_about_stay

__all__ = ["KEYWORDS", "Candidate", "candidates", "named", "on_site_visits"]

#: Words of the log by which a contact is taken to be about something (`Contact.has`).
KEYWORDS = {
    "admission": ("入院",),
    "discharge": ("退院", "退所"),
    "care": ("居宅介護支援", "ケアマネ", "介護保険", "地域包括"),
    "move": ("就学", "入学", "就園", "入園", "進学", "卒業", "就職", "一般就労"),
    "hospital": ("通院", "受診"),
    "info": ("情報提供", "情報を提供"),
    "cap": ("上限額管理", "上限管理"),
    "urgent": ("緊急",),
    "short_stay": ("短期入所", "ショートステイ", "緊急受入", "緊急受け入れ", "緊急の受け入れ"),
    "council": ("協議会",),
}
#: Words that hold one of the above and mean something else.
OTHER_WORDS = ("社会福祉協議会",)
#: A plan anew after half a year without any counts as a first one (初回加算).
IDLE_MONTHS = 6
#: From 40 on somebody may look into long-term care insurance (第2号被保険者).
CARE_AGE = 40
#: 集中支援加算 asks for two interviews a month, one of them at home.
INTERVIEWS, AT_HOME = 2, 1
ALONG_TIMES = 3
#: A draft given to the person so long after the contract makes the first plan dearer, by the
#: months after that with a visit, so many at most.
LONG_MONTHS, LONG_TIMES = 3, 3

OUTSIDE = {PlaceKind.FACILITY, PlaceKind.OTHER}


def named(text: str) -> set[str]:
    """Return what the words of a contact say it was about."""
    for other in OTHER_WORDS:
        text = text.replace(other, "")
    return {key for key, words in KEYWORDS.items() if any(word in text for word in words)}


def candidates(month: Month, base: Base) -> list[Candidate]:
    """Return the add-ons that the records of a month point to, in the order of the law."""
    found: list[Candidate] = []
    for rule in RULES:
        found.extend(rule(month, base))
    return found


def _first(month: Month, base: Base) -> list[Candidate]:
    if base.fee != Fee.PLAN:
        return []
    if month.idle_months is not None and month.idle_months < IDLE_MONTHS:
        return []
    missing = () if month.contracted_on else (_("No day of the contract"),)
    return [Candidate(Fee.FIRST, "", 1, base.evidence[:1], missing), *_first_months(month)]


def _first_months(month: Month) -> list[Candidate]:
    """The months after three from contract to draft in which the person was visited."""
    delivered = month.plans[0].draft_delivered_on
    if month.contracted_on is None or delivered is None:
        return []
    since = add_months_to_day(month.contracted_on, LONG_MONTHS)
    if delivered <= since:
        return []
    seen = [
        each
        for each in (*month.before, *month.contacts)
        if each.method == Method.VISIT and _is_interview(each) and since < each.day <= delivered
    ]
    times = min(len({month_of(each.day) for each in seen}), LONG_TIMES) or 1
    missing = () if seen else (_("No visit after three months from the contract is recorded"),)
    return [Candidate(Fee.FIRST, Variant.MONTHS, times, evidence_of(seen), missing)]


def _care(month: Month, base: Base) -> list[Candidate]:
    """A person who moves to care insurance; adults only, in a month without base fee."""
    if month.is_child or base.fee or (month.age is not None and month.age < CARE_AGE):
        return []
    about = [each for each in month.contacts if "care" in each.has]
    return _by_way(Fee.CARE_LINK, about)


def _child_move(month: Month, base: Base) -> list[Candidate]:
    if not month.is_child or base.fee:
        return []
    about = [
        each
        for each in month.contacts
        if "move" in each.has and each.counterpart in {Counterpart.SCHOOL, Counterpart.OTHER}
    ]
    return _by_way(Fee.CHILD_MOVE, about)


def _by_way(fee: Fee, contacts: list[Contact]) -> list[Candidate]:
    """Group contacts by visit, meeting and information given: a rate of its own each."""
    ways: dict[str, list[Contact]] = {}
    for each in contacts:
        way = {Method.VISIT: Variant.VISIT, Method.MEETING: Variant.JOIN}.get(each.method)
        ways.setdefault(way or Variant.INFO, []).append(each)
    return [Candidate(fee, way, 1, evidence_of(used), unmarked(used)) for way, used in ways.items()]


def _medical(month: Month, base: Base) -> list[Candidate]:
    if not base.fee:
        return []
    partners = (Counterpart.MEDICAL, Counterpart.SCHOOL)
    talks = [
        each
        for each in month.contacts
        if each.counterpart in partners
        and each.method in {Method.VISIT, Method.DESK, Method.MEETING}
        and not is_about_stay(month, each)
    ]
    found = []
    if talks:
        is_plan = base.fee == Fee.PLAN
        variant = Variant.TALK_PLAN if is_plan else Variant.TALK_MONITORING
        found.append(Candidate(Fee.MEDICAL_LINK, variant, 1, evidence_of(talks), unmarked(talks)))
    return found + _along(Fee.MEDICAL_LINK, month) + _told(Fee.MEDICAL_LINK, month)


def _told(fee: Fee, month: Month) -> list[Candidate]:
    """Information given to a hospital or a school, not at an admission."""
    told = [
        each
        for each in month.contacts
        if each.counterpart in {Counterpart.MEDICAL, Counterpart.SCHOOL}
        and each.method not in FACE
        and "info" in each.has
        and not is_about_stay(month, each)
    ]
    if not told:
        return []
    return [Candidate(fee, Variant.INFO, 1, evidence_of(told), unmarked(told))]


def _along(fee: Fee, month: Month) -> list[Candidate]:
    """Going along to a hospital: three times a month, once to each hospital."""
    went = [
        each
        for each in month.contacts
        if each.method == Method.ALONG
        and (each.counterpart == Counterpart.MEDICAL or "hospital" in each.has)
    ]
    if not went:
        return []
    notes = (_("Once a month for the same hospital."),) if len(went) > 1 else ()
    times = min(len(went), ALONG_TIMES)
    return [Candidate(fee, Variant.ALONG, times, evidence_of(went), unmarked(went), notes)]


def _intensive(month: Month, base: Base) -> list[Candidate]:
    """Intensive support: only for people under contract, in months without base fee."""
    if base.fee or month.contracted_on is None:
        return []
    met = [each for each in month.contacts if _is_interview(each)]
    found = []
    if len(met) >= INTERVIEWS:
        at_home = [
            each
            for each in met
            if each.method == Method.VISIT and each.place_kind == PlaceKind.HOME
        ]
        missing = list(unmarked(met))
        if len(at_home) < AT_HOME:
            missing.append(_("No visit to the home among the interviews"))
        found.append(Candidate(Fee.INTENSIVE, Variant.VISIT, 1, evidence_of(met), tuple(missing)))
    days = {meeting.day for meeting in month.meetings}
    joined = [
        each
        for each in month.contacts
        if each.method == Method.MEETING and each.day not in days and not is_about_stay(month, each)
    ]
    if month.meetings:
        held = tuple(Evidence("meeting", m.key, m.day, m.words) for m in month.meetings)
        found.append(Candidate(Fee.INTENSIVE, Variant.HOLD, 1, held))
    if joined:
        notes = (_("Whether the meeting was held by this office or only attended is to be seen."),)
        found.append(
            Candidate(Fee.INTENSIVE, Variant.JOIN, 1, evidence_of(joined), unmarked(joined), notes)
        )
    return found + _along(Fee.INTENSIVE, month) + _told(Fee.INTENSIVE, month)


def _is_interview(contact: Contact) -> bool:
    is_with = contact.counterpart == Counterpart.SELF or Present.SELF in contact.present
    return is_with and contact.method in {Method.VISIT, Method.DESK, Method.ALONG}


def _meeting(month: Month, base: Base) -> list[Candidate]:
    """A meeting in a month of monitoring that examines whether the plan has to change."""
    if base.fee != Fee.MONITORING:
        return []
    held = tuple(Evidence("meeting", m.key, m.day, m.words) for m in month.meetings)
    joined = [each for each in month.contacts if each.method == Method.MEETING]
    if not held and not joined:
        return []
    missing = () if held else unmarked(joined)
    notes = () if held else (_("Minutes of the meeting are kept five years."),)
    return [Candidate(Fee.MEETING, "", 1, held or evidence_of(joined), missing, notes)]


def on_site_visits(month: Month) -> list[Contact]:
    """Return the visits to where a service is given, of a person under contract."""
    if month.contracted_on is None:
        return []
    return [
        each
        for each in month.contacts
        if each.method == Method.VISIT
        and each.place_kind in OUTSIDE
        and (each.counterpart == Counterpart.PROVIDER or Present.PROVIDER in each.present)
    ]


def _on_site(month: Month, _base: Base) -> list[Candidate]:
    """A visit to where the service is given, its content recorded."""
    seen = on_site_visits(month)
    if not seen:
        return []
    return [Candidate(Fee.ON_SITE, "", 1, evidence_of(seen), unmarked(seen))]


def _cap(month: Month, base: Base) -> list[Candidate]:
    if not month.manages_cap or not base.fee:
        return []
    managed = [each for each in month.contacts if "cap" in each.has]
    missing = unmarked(managed)
    if not managed:
        missing = (_("Whether the cap was managed in this month is not recorded"),)
    return [Candidate(Fee.CAP, "", 1, evidence_of(managed), missing)]


RULES: tuple[Callable[[Month, Base], list[Candidate]], ...] = (
    _first,
    admission,
    discharge,
    _care,
    _child_move,
    _medical,
    _intensive,
    _meeting,
    _on_site,
    emergency,
    joint,
    _cap,
)
