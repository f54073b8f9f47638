"""Which fee a person's month has (基本報酬), and what would be asked back (domain 5.3, 2.3).

Pure: facts in, words out. Sources: 報酬告示, 留意事項通知, the Q&A named in `domain.md` 5.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from config.common.fiscal import month_end, month_of, months_between
from config.common.wareki import wareki
from reports.choices_claims import Fee

__all__ = [
    "Base",
    "Contact",
    "Evidence",
    "MeetingFact",
    "Month",
    "PlanFact",
    "ReportFact",
    "StayFact",
    "base_fee",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that speaks for a fee: what it is, its key, its day, and what it says."""

    kind: str
    key: int
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the log as far as the rules read it; `words` are its own first words."""

    key: int
    day: date
    method: str
    counterpart: str
    place_kind: str
    present: tuple[str, ...]
    is_evidence: bool
    worker: int
    words: str
    has: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan made after the decision, by the day of consent."""

    key: int
    made_on: date
    delivered_on: date | None
    submitted_on: date | None
    assessed_on: date | None
    draft_consented_on: date | None
    draft_delivered_on: date | None
    #: What the chain of evidence lacks, in words: the visit, the meeting, the providers' copies.
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFact:
    """A finished monitoring report; `asks_for_plan` when a change or renewal follows."""

    key: int
    visited_on: date
    is_at_home: bool
    has_place: bool
    submitted_on: date | None
    asks_for_plan: bool
    needs_change: bool


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A サービス担当者会議 of the month, from a record of its own."""

    key: int
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class StayFact:
    """A stay in hospital or in a facility, from the pauses of the monitoring (休止)."""

    key: int
    starts_on: date
    ends_on: date | None
    words: str
    is_hospital: bool = True

    def touches(self, month: date) -> bool:
        """Whether it holds on some day of a month."""
        has_begun = self.starts_on <= month_end(month)
        return has_begun and (self.ends_on is None or self.ends_on >= month)

    def begins_in(self, month: date) -> bool:
        """Whether the person came in within a month."""
        return month_of(self.starts_on) == month

    def ends_in(self, month: date) -> bool:
        """Whether the person left within a month."""
        return self.ends_on is not None and month_of(self.ends_on) == month

    @property
    def evidence(self) -> Evidence:
        """The record as it stands beside the contacts."""
        return Evidence("pause", self.key, self.starts_on, self.words)


@dataclass(frozen=True, slots=True)
class Month:
    """All that is known about one person in one month."""

    client: int
    month: date
    is_child: bool
    age: int | None
    contracted_on: date | None
    #: Months without plan and monitoring before this one; None where there never was any.
    idle_months: int | None
    plans: Sequence[PlanFact] = ()
    reports: Sequence[ReportFact] = ()
    #: The first plan of the month after, which swallows the monitoring of this one.
    next_plan: PlanFact | None = None
    #: The first plan of the month before, with which a stay that ended then was claimed.
    last_plan: PlanFact | None = None
    contacts: Sequence[Contact] = ()
    #: Contacts of the months before, as far as a plan of this month rests on them.
    before: Sequence[Contact] = ()
    meetings: Sequence[MeetingFact] = ()
    stays: Sequence[StayFact] = ()
    has_care_manager: bool = False
    manages_cap: bool = False
    moved_away_on: date | None = None


@dataclass(frozen=True)
class Base:
    """The base fee of a month, or why there is none; `missing` would be asked back."""

    fee: Fee | None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def day(self) -> date | None:
        """The day that the bill names: of the plan, or of the monitoring."""
        return self.evidence[0].day if self.evidence else None


def base_fee(month: Month) -> Base:
    """Return the one base fee of a person's month (domain 5.3, 1 to 5).

    The month of a plan is that of its consent, even if the service starts later. Monitoring is
    paid once a month however often it was done, and not at all when it leads straight into a plan
    of the same month or the next.
    """
    if month.plans:
        return _plan_fee(month)
    if not month.reports:
        return Base(None)
    report = month.reports[0]
    found = _monitored(report)
    if month.next_plan and report.asks_for_plan:
        words = {"day": wareki(month.next_plan.made_on)}
        why = _("The monitoring led straight into the plan of %(day)s: only the plan is paid.")
        return Base(None, (found,), notes=(why % words,))
    notes = []
    if len(month.reports) > 1:
        text = _("Monitored %(number)s times in the month: paid once.")
        notes.append(text % {"number": len(month.reports)})
    if month.moved_away_on:
        text = _(
            "Handed over to another office on %(day)s: if that office made a plan in this "
            "month, only the plan is paid there."
        )
        notes.append(text % {"day": wareki(month.moved_away_on)})
    notes.extend(_care_notes(month))
    return Base(Fee.MONITORING, (found,), tuple(_report_gaps(report)), tuple(notes))


def _plan_fee(month: Month) -> Base:
    plan = month.plans[0]
    evidence = [Evidence("plan", plan.key, plan.made_on, _("Plan agreed"))]
    notes = []
    if month.reports:
        evidence.append(_monitored(month.reports[0]))
        notes.append(_("Monitored in the same month: only the plan is paid."))
    if len(month.plans) > 1:
        notes.append(_("More than one plan in the month: paid once."))
    notes.extend(_care_notes(month))
    return Base(Fee.PLAN, tuple(evidence), tuple(_plan_gaps(plan)), tuple(notes))


def _care_notes(month: Month) -> list[str]:
    """Adults with a care manager: who is both cannot have both fees (居宅介護支援費重複減算)."""
    if month.is_child or not month.has_care_manager:
        return []
    return [
        _(
            "Has a care manager: where the same person is both, the fee is reduced "
            "(overlap with care management). The reduction is not counted here: subtract it "
            "yourselves."
        )
    ]


def _monitored(report: ReportFact) -> Evidence:
    return Evidence("report", report.key, report.visited_on, _("Monitored"))


def _plan_gaps(plan: PlanFact) -> list[str]:
    """Say which step of 運営基準 第15条 has no record: without it the fee is asked back."""
    known = (
        (plan.assessed_on, _("No day of the assessment interview")),
        (plan.draft_consented_on, _("No consent to the draft plan")),
        (plan.draft_delivered_on, _("No delivery of the draft plan")),
        (plan.delivered_on, _("No delivery of the plan")),
        (plan.submitted_on, _("Not submitted to the municipality")),
    )
    return [*(words for day, words in known if day is None), *plan.lacks]


def _report_gaps(report: ReportFact) -> list[str]:
    gaps = []
    if not report.is_at_home:
        gaps.append(_("No visit to the home or an equal place with the person present"))
    if not report.has_place:
        gaps.append(_("The place of the visit is not recorded"))
    if report.submitted_on is None:
        gaps.append(_("The report was not submitted to the municipality"))
    return gaps


def idle_months(month: date, last: date | None) -> int | None:
    """Return the whole months between the last plan or monitoring and this month."""
    return None if last is None else months_between(last, month) - 1
