"""What the office notified (体制等届出), as the claim check reads it: by month and by place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from config.common.fiscal import month_end
from config.common.tags import day as day_words
from reports.choices_claims import BASE_FEES, ENHANCED, OF_A_BASE, SYSTEMS, Fee, Variant
from reports.figures.claims import Person
from reports.models import FeeNotice
from reports.rules.candidates import Candidate
from reports.rules.claims import Evidence
from reports.rules.places import Place
from staffing.models import Office, Posting

__all__ = ["Notified", "proof"]

#: Two trained people make the add-on for peer support (domain 5.2).
TWO_PEOPLE = {Fee.PEER: 2}
#: A coordinator is placed by the municipality: no training, nothing to publish.
UNTRAINED = {Fee.BASE}


class Notified:
    """The notices of an office that touch some months, read once."""

    def __init__(self, office: Office, first: date, last: date) -> None:
        rows = FeeNotice.objects.filter(office=office).touching(first, month_end(last))
        self.rows = list(rows.select_related("person").order_by("-started_on", "pk"))
        people = {notice.person_id for notice in self.rows}
        self.posts = list(
            Posting.objects.filter(user__in=people, office=office, deleted_at=None).values_list(
                "user_id", "started_on", "ended_on"
            )
        )

    def held(self, month: date, *fees: str) -> list[FeeNotice]:
        """Return the notices in force in a month, of some fees only where they are named."""
        end = month_end(month)
        return [
            notice
            for notice in self.rows
            if notice.started_on <= end
            and (notice.ended_on is None or notice.ended_on >= month)
            and (not fees or notice.fee in fees)
        ]

    def enhanced(self, month: date) -> str:
        """Return the notified enhanced type of the base fee (機能強化型), else nothing."""
        found = (each.variant for each in self.held(month, *BASE_FEES) if each.variant in ENHANCED)
        return next(found, "")

    def price(self, month: date) -> Decimal | None:
        """Return the yen of a unit, None while nobody registered them."""
        return next((row.unit_price for row in self.held(month) if row.unit_price), None)

    def systems(self, month: date) -> list[Candidate]:
        """Return the 体制加算 of a month: of each fee the best rate, once, with what it lacks."""
        found = []
        for fee in SYSTEMS:
            notices = self.held(month, fee)
            if notices:
                rate = min(notice.variant for notice in notices)
                of_rate = [notice for notice in notices if notice.variant == rate]
                found.append(self._system(fee, rate, of_rate, month))
        return found

    def _system(self, fee: Fee, rate: str, notices: list[FeeNotice], month: date) -> Candidate:
        """One trained person is enough where the law does not ask for two."""
        gaps = sorted((self._gaps(notice, month) for notice in notices), key=len)
        asked = TWO_PEOPLE.get(fee, 1)
        missing = list(dict.fromkeys(gap for found in gaps[:asked] for gap in found))
        people = {notice.person_id for notice in notices if notice.person_id}
        if people and len(people) < asked:
            missing.append(_("The law asks for %(number)s trained people") % {"number": asked})
        evidence = tuple(one for notice in notices for one in proof(notice))
        return Candidate(fee, rate, 1, evidence, tuple(missing), _conditions(fee, rate))

    def _gaps(self, notice: FeeNotice, month: date) -> list[str]:
        """Trained, posted and published: each by its day (T-08)."""
        end, gaps = month_end(month), []
        is_trained = notice.fee not in UNTRAINED
        if notice.person is None:
            gaps.append(_("No trained person is named") if is_trained else _("Nobody is named"))
        elif not any(
            user == notice.person_id and start <= end and (stop is None or stop >= month)
            for user, start, stop in self.posts
        ):
            gaps.append(
                _("%(name)s is not posted here in this month") % {"name": notice.person.name}
            )
        if is_trained and notice.completed_on is None:
            gaps.append(_("The day on which the training was finished is not registered yet"))
        elif is_trained and notice.completed_on > end:
            words = _("The training was finished after this month, on %(day)s")
            gaps.append(words % {"day": day_words(notice.completed_on)})
        if is_trained and notice.published_on is None:
            gaps.append(_("The day of publication is not registered yet"))
        elif is_trained and notice.published_on > end:
            words = _("It was published after this month, on %(day)s")
            gaps.append(words % {"day": day_words(notice.published_on)})
        return gaps

    def with_base(self, candidate: Candidate, month: date) -> Candidate:
        """Add to an add-on of a community base that the office is one, or that nobody said so."""
        notices = self.held(month, *OF_A_BASE, Fee.BASE)
        if notices:
            evidence = (*candidate.evidence, *proof(notices[0]))
            return replace(candidate, evidence=evidence)
        text = _("It is not registered that the office is part of a community base")
        return replace(candidate, missing=(*candidate.missing, text))

    def place_of(self, fee: Fee, person: Person, month: date) -> FeeNotice | None:
        """Return the notice that names where a person lives, for an add-on that goes by it."""
        for notice in self.held(month, fee):
            place = Place(notice.municipality_id, notice.places)
            if place.holds(person.municipality, person.address):
                return notice
        return None


def _conditions(fee: Fee, rate: str) -> tuple[str, ...]:
    """What else a rate asks for, which no record shows."""
    asked = {
        (Fee.CHIEF, Variant.ONE): _("(I) also asks that the chief guides other offices."),
        (Fee.BEHAVIOUR, Variant.ONE): _("(I) also asks that such a person is supported now."),
        (Fee.MEDICAL_CARE, Variant.ONE): _("(I) also asks that such a person is supported now."),
        (Fee.BRAIN, Variant.ONE): _("(I) also asks that such a person is supported now."),
        (Fee.MENTAL, Variant.ONE): _(
            "(I) also asks for a link with a hospital or a visiting nurse."
        ),
        (Fee.PEER, ""): _("Both work half of the full-time hours or more."),
    }
    words = asked.get((fee, rate))
    return (words,) if words else ()


def proof(notice: FeeNotice) -> tuple[Evidence, ...]:
    """Return a notice as evidence."""
    words = "　".join(
        filter(None, (notice.person and notice.person.name, notice.training, notice.places))
    )
    return (Evidence("notice", notice.pk, notice.started_on, words or notice.note),)
