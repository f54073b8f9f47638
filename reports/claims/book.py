"""What the claim check reads beside the records: units, notices and decisions of the months."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from config.common.fiscal import month_end
from reports.choices_claims import (
    BASE_FEES,
    ENHANCED,
    SHARES,
    SYSTEMS,
    Certainty,
    Fee,
    Variant,
    Whom,
)
from reports.claims.lines import Line, PersonMonth
from reports.figures.claims import Person
from reports.models import ClaimMark, FeeNotice, FeeUnit
from reports.rules.addons import candidates, on_site_visits
from reports.rules.candidates import Candidate
from reports.rules.claims import Base, Evidence, Month, base_fee
from reports.rules.limits import Visit, beyond_limit, share
from staffing.choices import FigureCode
from staffing.models import LegalFigure, Office, Posting


class Book:
    """Units, notices and decisions of the months looked at, read once."""

    def __init__(self, office: Office, first: date, last: date, months: list[Month]) -> None:
        end = month_end(last)
        self.units = list(FeeUnit.objects.filter(valid_from__lte=end).order_by("-valid_from"))
        notices = FeeNotice.objects.filter(office=office).touching(first, end)
        self.notices = list(notices.select_related("person").order_by("-started_on", "pk"))
        people = {notice.person_id for notice in self.notices}
        self.posts = list(
            Posting.objects.filter(user__in=people, office=office, deleted_at=None).values_list(
                "user_id", "started_on", "ended_on"
            )
        )
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
        proposed = [*candidates(month, base), *self._systems(month, base)]
        add_ons = [self._line(month, self._limited(month, each)) for each in proposed]
        add_ons += self._shares(month, own, add_ons)
        return PersonMonth(
            person=person,
            month=month.month,
            is_child=month.is_child,
            base=own,
            add_ons=tuple(add_ons),
            notes=base.notes,
            day=base.day,
            price=self._price(month.month),
        )

    def _limited(self, month: Month, each: Candidate) -> Candidate:
        if each.fee != Fee.ON_SITE or (month.client, month.month) not in self.beyond:
            return each
        text = _("Beyond the number of people a specialist may count in a month")
        return replace(each, missing=(*each.missing, text))

    def _shares(self, month: Month, own: Line | None, others: list[Line]) -> list[Line]:
        """Reductions of the base fee, and the share of all units, as the office notified them."""
        base = own.total if own and own.is_claimed else 0
        lines: list[Line] = []
        for fee in SHARES:
            notices = [notice for notice in self._held(month.month) if notice.fee == fee]
            whole = base
            if fee == Fee.TREATMENT:
                whole += sum(line.total for line in (*others, *lines) if line.is_claimed)
            unit = self._unit(fee, "", month)
            if notices and whole > 0 and unit and unit.percent is not None:
                found = self._line(month, Candidate(fee, "", 1, _proof(notices[0])))
                units = share(whole, unit.percent)
                lines.append(replace(found, units=units, percent=unit.percent))
        return lines

    def _base_line(self, month: Month, base: Base) -> Line:
        proposed = Candidate(base.fee, self._rate(month), 1, base.evidence, base.missing)
        return self._line(month, proposed)

    def _rate(self, month: Month) -> str:
        """機能強化型 where it was notified, else (I), or (II) for what lies above the threshold."""
        for notice in self._held(month.month):
            if notice.fee in BASE_FEES and notice.variant in ENHANCED:
                return notice.variant
        is_lower = (month.client, month.month) in self.class_two
        return Variant.TWO if is_lower else Variant.ONE

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

    def _held(self, month: date) -> Iterable[FeeNotice]:
        end = month_end(month)
        return (
            notice
            for notice in self.notices
            if notice.started_on <= end and (notice.ended_on is None or notice.ended_on >= month)
        )

    def _systems(self, month: Month, base: Base) -> list[Candidate]:
        if not base.fee:
            return []
        return [
            Candidate(
                Fee(notice.fee),
                notice.variant,
                1,
                _proof(notice),
                tuple(self._notice_gaps(notice, month.month)),
            )
            for notice in self._held(month.month)
            if notice.fee in SYSTEMS
        ]

    def _notice_gaps(self, notice: FeeNotice, month: date) -> list[str]:
        """Trained, posted and published: each by its day (T-08)."""
        end, gaps = month_end(month), []
        if notice.person is None:
            gaps.append(_("No trained person is named"))
        elif not any(
            user == notice.person_id and start <= end and (stop is None or stop >= month)
            for user, start, stop in self.posts
        ):
            gaps.append(
                _("%(name)s is not posted here in this month") % {"name": notice.person.name}
            )
        if notice.completed_on is None or notice.completed_on > end:
            gaps.append(_("The training was not finished by then"))
        if notice.published_on is None or notice.published_on > end:
            gaps.append(_("It was not published by then"))
        return gaps

    def _price(self, month: date) -> Decimal | None:
        return next((row.unit_price for row in self._held(month) if row.unit_price), None)


def _proof(notice: FeeNotice) -> tuple[Evidence, ...]:
    words = "　".join(filter(None, (notice.person and notice.person.name, notice.training)))
    return (Evidence("notice", notice.pk, notice.started_on, words or notice.note),)
