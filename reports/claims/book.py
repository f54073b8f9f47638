"""What the claim check reads beside the records: units, notices and decisions of the months."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from config.common.fiscal import month_end
from reports.choices_claims import (
    OF_A_BASE,
    OF_PLACES,
    SHARES,
    Certainty,
    Fee,
    Variant,
    Whom,
)
from reports.claims.lines import Line, PersonMonth
from reports.claims.notified import Notified, proof
from reports.figures.claims import Person
from reports.models import ClaimMark, FeeUnit
from reports.rules.addons import candidates, on_site_visits
from reports.rules.candidates import Candidate
from reports.rules.claims import Base, Month, base_fee
from reports.rules.limits import Visit, beyond_limit, share
from reports.rules.regional import far_visits
from staffing.choices import FigureCode
from staffing.models import LegalFigure, Office


class Book:
    """Units, notices and decisions of the months looked at, read once."""

    def __init__(self, office: Office, first: date, last: date, months: list[Month]) -> None:
        end = month_end(last)
        self.units = list(FeeUnit.objects.filter(valid_from__lte=end).order_by("-valid_from"))
        self.notified = Notified(office, first, last)
        marks = ClaimMark.objects.alive().filter(office=office, for_month__range=(first, last))
        self.marks = {(m.client_id, m.for_month, m.fee, m.variant): m for m in marks}
        self.class_two: set[tuple[int, date]] = set()
        self.beyond: set[tuple[int, date]] = set()
        self.bases = {(each.client, each.month): base_fee(each) for each in months}

    def put_in_class_two(self, months: list[Month], numbers: dict[date, int]) -> None:
        """Let the newest contracts of each month have the lower rate (取扱件数 of 40 and more)."""
        for month, number in numbers.items():
            paid = [
                each
                for each in months
                if each.month == month and self.bases[each.client, month].fee
            ]
            paid.sort(key=lambda each: (each.contracted_on or date.min, each.client), reverse=True)
            self.class_two |= {(each.client, month) for each in paid[:number]}

    def put_beyond_limit(self, months: list[Month]) -> None:
        """Mark whom no specialist may count any more for monitoring at the service."""
        by_month: dict[date, list[Visit]] = defaultdict(list)
        for each in months:
            for seen in on_site_visits(each):
                by_month[each.month].append(Visit(seen.day, each.client, seen.worker))
        for month, visits in by_month.items():
            day = month_end(month)
            if limit := LegalFigure.objects.value_on(FigureCode.ON_SITE_LIMIT, day):
                self.beyond |= {(client, month) for client in beyond_limit(visits, int(limit))}

    def person_month(self, month: Month, person: Person) -> PersonMonth:
        """Return the lines of one person's month."""
        base = self.bases[month.client, month.month]
        own = self._base_line(month, base) if base.fee else None
        proposed = [self._limited(month, each) for each in candidates(month, base)]
        proposed += self._far(month, person, proposed)
        if base.fee:
            proposed += self.notified.systems(month.month)
        add_ons = [self._line(month, each) for each in proposed]
        add_ons += self._shares(month, person, own, add_ons)
        return PersonMonth(
            person=person,
            month=month.month,
            is_child=month.is_child,
            base=own,
            add_ons=tuple(add_ons),
            notes=base.notes,
            day=base.day,
            price=self.notified.price(month.month),
        )

    def _limited(self, month: Month, each: Candidate) -> Candidate:
        if each.fee in OF_A_BASE:
            return self.notified.with_base(each, month.month)
        if each.fee != Fee.ON_SITE or (month.client, month.month) not in self.beyond:
            return each
        text = _("Beyond the number of people a specialist may count in a month")
        return replace(each, missing=(*each.missing, text))

    def _far(self, month: Month, person: Person, proposed: list[Candidate]) -> list[Candidate]:
        """Visits to where it takes an hour to go, as the office registered these places."""
        notice = self.notified.place_of(Fee.REMOTE, person, month.month)
        if notice is None:
            return []
        return [
            replace(each, evidence=(*each.evidence, *proof(notice)))
            for each in far_visits(month, proposed)
        ]

    def _shares(
        self, month: Month, person: Person, own: Line | None, others: list[Line]
    ) -> list[Line]:
        """A share of the base fee, and the share of all units, as the office notified them."""
        base = own.total if own and own.is_claimed else 0
        lines: list[Line] = []
        for fee in SHARES:
            notice = next(iter(self.notified.held(month.month, fee)), None)
            if fee in OF_PLACES:
                notice = self.notified.place_of(fee, person, month.month)
            whole = base
            if fee == Fee.TREATMENT:
                whole += sum(line.total for line in (*others, *lines) if line.is_claimed)
            unit = self._unit(fee, "", month)
            if notice and whole > 0 and unit and unit.percent is not None:
                found = self._line(month, Candidate(fee, "", 1, proof(notice)))
                units = share(whole, unit.percent)
                lines.append(replace(found, units=units, percent=unit.percent))
        return lines

    def _base_line(self, month: Month, base: Base) -> Line:
        proposed = Candidate(base.fee, self._rate(month), 1, base.evidence, base.missing)
        return self._line(month, proposed)

    def _rate(self, month: Month) -> str:
        """機能強化型 where it was notified, else (I), or (II) for what lies above the threshold."""
        is_lower = (month.client, month.month) in self.class_two
        return self.notified.enhanced(month.month) or (Variant.TWO if is_lower else Variant.ONE)

    def _line(self, month: Month, each: Candidate) -> Line:
        unit = self._unit(each.fee, each.variant, month)
        mark = self.marks.get((month.client, month.month, each.fee, each.variant))
        missing = each.missing
        if unit is None:
            missing = (*missing, _("The law has no such rate in this month"))
        return Line(
            fee=each.fee,
            variant=each.variant,
            times=min(each.times, unit.most) if unit and unit.most else each.times,
            units=unit.units if unit else None,
            certainty=unit.certainty if unit else Certainty.CHECK,
            source=unit.source if unit else "",
            evidence=each.evidence,
            missing=missing,
            notes=each.notes,
            decision=mark.decision if mark else "",
            reason=mark.note if mark else "",
        )

    def _unit(self, fee: str, variant: str, month: Month) -> FeeUnit | None:
        whom, day = (Whom.CHILD if month.is_child else Whom.ADULT), month_end(month.month)
        for row in self.units:
            is_it = row.fee == fee and row.variant == variant and row.whom in {"", whom}
            if is_it and row.valid_from <= day and (row.valid_to is None or row.valid_to >= day):
                return row
        return None
