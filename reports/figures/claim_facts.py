"""The records that the claim check reads: plans, reports, contacts, meetings, stays, handovers."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import CaseState, Method, PlaceKind, Urgency
from cases.choices_access import TransferState
from cases.models import CaseStep, Client, Consultation, Transfer
from cases.rows import cut
from config.common.fiscal import add_months, month_end, month_of
from monitoring.choices import Outcome, PauseKind
from monitoring.models import MonitoringReport, NeedReview, Pause
from monitoring.reporting import HOME_KINDS
from plans.chain import LINKS, with_lacks
from plans.choices import Stage
from plans.choices_meetings import MeetingKind
from plans.models import Assessment, ServiceCoordinationMeeting, ServiceUsePlan
from reports.rules.addons import IDLE_MONTHS, named
from reports.rules.claims import Contact, MeetingFact, PlanFact, ReportFact, StayFact

#: Letters of a contact that stand on the page as evidence.
EXCERPT = 40
CONTACT_FIELDS = (
    "pk",
    "client_id",
    "occurred_at",
    "method",
    "counterpart",
    "place_kind",
    "present",
    "is_evidence",
    "urgency",
    "worker_id",
    "text",
)
#: What the chain of evidence of a plan must hold so that the plan is paid (domain 5.3, 5).
PROOFS = tuple(link for link in LINKS if link.key in {"visit", "meeting", "providers"})


class Facts:
    """The records of an office in the months asked for, and the half year before them."""

    def __init__(self, people: Collection[int], office_id: int, first: date, last: date) -> None:
        self.people, self.office_id = people, office_id
        self.first, self.last = first, last
        self.since = add_months(first, -IDLE_MONTHS - 1)
        self.end = month_end(last)
        self.until = month_end(add_months(last, 1))
        self.plans = self._plans()
        self.reports = self._reports()
        self.contacts = self._contacts(self._keys(), first, month_end(last))
        self.before = self._before()
        self.meetings = self._meetings()
        self.served: dict[int, list[date]] = defaultdict(list)
        for client, day, _fact in (*self.plans, *self.reports):
            self.served[client].append(month_of(day))
        self.moved = self._moved()
        self.stays = self._stays()
        self.plan_in = {(client, month_of(day)): fact for client, day, fact in reversed(self.plans)}

    def _plans(self) -> list[tuple[int, date, PlanFact]]:
        plans = ServiceUsePlan.objects.alive().consented_between(self.since, self.until)
        rows = list(
            with_lacks(plans)
            .filter(office_id=self.office_id, stage=Stage.FINAL, client__in=self._keys())
            .order_by("consented_on", "pk")
            .values_list(
                "pk",
                "client_id",
                "case_id",
                "consented_on",
                "delivered_on",
                "submitted_on",
                "previous__consented_on",
                "previous__delivered_on",
                *(f"lacks_{link.key}" for link in PROOFS),
            )
        )
        assessed = _assessed({row[2] for row in rows})
        found = []
        for pk, client, case, made, delivered, submitted, agreed, draft_given, *lacks in rows:
            fact = PlanFact(
                key=pk,
                made_on=made,
                delivered_on=delivered,
                submitted_on=submitted,
                assessed_on=max((day for day in assessed[case] if day <= made), default=None),
                draft_consented_on=agreed,
                draft_delivered_on=draft_given,
                lacks=tuple(
                    str(link.label) for link, is_it in zip(PROOFS, lacks, strict=True) if is_it
                ),
            )
            found.append((client, made, fact))
        return found

    def _reports(self) -> list[tuple[int, date, ReportFact]]:
        reports = MonitoringReport.objects.visited_between(self.since, self.until)
        rows = list(
            reports.filter(office_id=self.office_id, client__in=self._keys())
            .order_by("visited_on", "pk")
            .values_list(
                "pk",
                "client_id",
                "visited_on",
                "method",
                "place_kind",
                "place",
                "was_client_present",
                "submitted_on",
                "outcome",
            )
        )
        changed = set(
            NeedReview.objects.filter(report__in=[row[0] for row in rows])
            .exclude(changes_kind=False, changes_amount=False, changes_week=False)
            .values_list("report_id", flat=True)
        )
        return [
            (
                client,
                day,
                ReportFact(
                    key=pk,
                    visited_on=day,
                    is_at_home=method in {Method.VISIT, Method.ALONG}
                    and kind in HOME_KINDS
                    and present,
                    has_place=bool(place) or kind == PlaceKind.HOME,
                    submitted_on=submitted,
                    asks_for_plan=outcome in {Outcome.CHANGE, Outcome.RENEW},
                    needs_change=pk in changed,
                ),
            )
            for pk, client, day, method, kind, place, present, submitted, outcome in rows
        ]

    def _contacts(self, people: Any, first: date, last: date) -> list[tuple[int, date, Contact]]:
        rows = Consultation.objects.alive().on_days(first, last)
        rows = rows.filter(office_id=self.office_id, client__in=people)
        found = []
        for row in rows.order_by("occurred_at", "pk").values_list(*CONTACT_FIELDS):
            pk, client, at, method, other, place, present, is_evidence, urgency, worker, text = row
            day = timezone.localdate(at)
            has = named(text) | ({"urgent"} if urgency == Urgency.NOW else set())
            words = cut(" ".join(text.split()), EXCERPT)
            fact = Contact(
                pk, day, method, other, place, present, is_evidence, worker, words, frozenset(has)
            )
            found.append((client, day, fact))
        return found

    def _before(self) -> dict[int, list[tuple[date, Contact]]]:
        """The contacts a plan of these months may rest on, of the half year before each."""
        people = {client for client, day, _fact in self.plans if self.first <= day <= self.end}
        found: dict[int, list[tuple[date, Contact]]] = defaultdict(list)
        older = self._contacts(people, self.since, self.first - timedelta(days=1)) if people else []
        for client, day, fact in (*older, *self.contacts):
            if client in people:
                found[client].append((day, fact))
        return found

    def contacts_before(self, client: int, month: date) -> list[Contact]:
        """Return the contacts of the half year before a month in which a plan was made."""
        since = add_months(month, -IDLE_MONTHS - 1)
        return [fact for day, fact in self.before.get(client, ()) if since <= day < month]

    def _meetings(self) -> list[tuple[int, date, MeetingFact]]:
        """The サービス担当者会議 of the months whose minutes are final."""
        rows = ServiceCoordinationMeeting.objects.alive().recorded()
        rows = rows.of_kind(MeetingKind.COORDINATION).held_between(self.first, month_end(self.last))
        rows = rows.filter(office_id=self.office_id, client__in=self._keys())
        return [
            (client, day, MeetingFact(pk, day, _("Minutes of the meeting")))
            for pk, client, day in rows.order_by("held_on", "pk").values_list(
                "pk", "client_id", "held_on"
            )
        ]

    def _moved(self) -> dict[tuple[int, date], date]:
        """The days on which another office took a person over, by person and month."""
        rows = Transfer.objects.filter(
            office_id=self.office_id,
            client__in=self._keys(),
            state=TransferState.ACCEPTED,
            handed_on__range=(self.first, month_end(self.last)),
        )
        return {
            (client, month_of(day)): day
            for client, day in rows.values_list("client_id", "handed_on")
        }

    def _stays(self) -> dict[int, list[StayFact]]:
        """Stays in hospital or in a facility that touch the months, or the one before them."""
        rows = Pause.objects.touching(add_months(self.first, -1), month_end(self.last))
        rows = rows.filter(office_id=self.office_id, client__in=self._keys())
        found: dict[int, list[StayFact]] = defaultdict(list)
        for row in rows.exclude(kind=PauseKind.OTHER).order_by("starts_on", "pk"):
            words = "　".join(filter(None, (row.get_kind_display(), row.place)))
            is_hospital = row.kind == PauseKind.HOSPITAL
            stay = StayFact(row.pk, row.starts_on, row.ends_on, words, is_hospital=is_hospital)
            found[row.client_id].append(stay)
        return found

    def stays_of(self, client: int, month: date) -> list[StayFact]:
        """Return a person's stays of a month, and those that ended in the month before."""
        last = add_months(month, -1)
        stays = self.stays.get(client, ())
        return [stay for stay in stays if stay.touches(month) or stay.ends_in(last)]

    def _keys(self) -> Any:
        """The people: one key, or those of the office by a query (never a list of thousands)."""
        if len(self.people) == 1:
            return list(self.people)
        return Client.objects.filter(office_id=self.office_id, deleted_at=None).values("pk")


def _assessed(cases: set[int]) -> dict[int, list[date]]:
    """The days of the assessment interviews by case: of the sheets, and of the state entered."""
    found: dict[int, list[date]] = defaultdict(list)
    steps = CaseStep.objects.filter(case__in=cases, state=CaseState.ASSESSING)
    sheets = Assessment.objects.alive().filter(case__in=cases, finished_on__isnull=False)
    for case, day in (
        *steps.values_list("case_id", "entered_on"),
        *sheets.values_list("case_id", "held_on"),
    ):
        if day:
            found[case].append(day)
    return found
