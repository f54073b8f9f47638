"""Cases, plans, decisions, months and reports of the demo, all through the actions."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from cases.actions import advance_case, register_client
from cases.choices import CaseState
from cases.models import Case, Client
from config.common.fiscal import add_months, month_of
from config.demo.assessments import need_key
from config.demo.file import Papers
from config.demo.people import DECIDED_BEFORE, Person, Term
from config.demo.plain_texts import write_plain
from config.demo.weeks import week_texts, write_week
from monitoring.actions import recompute
from monitoring.models import MonitoringSchedule
from plans.actions import (
    add_need,
    change_need,
    consent_to_plan,
    finalise_plan,
    register_decision,
    start_plan,
    submit_plan,
)
from plans.choices import PlanKind, Stage
from plans.models import ServiceProvider, ServiceType, ServiceUsePlan
from staffing.models import Office, User

#: The steps before the plan, and how many days before its consent each one lay.
STEPS = (
    CaseState.ASSESSING,
    CaseState.DRAFT_PLAN,
    CaseState.DRAFT_CONSENTED,
    CaseState.DRAFT_SUBMITTED,
    CaseState.DECIDED,
    CaseState.COORDINATION,
    CaseState.FINAL_PLAN,
)
DAYS_BEFORE = (60, 52, 45, 38, 36, DECIDED_BEFORE, 10, 5)


class FileWriter:
    """Writes the files of one office; keeps what is looked up for every client."""

    def __init__(self, office: Office, staff: list[User], rng: Random, today: date) -> None:
        self.office, self.staff, self.rng, self.today = office, staff, rng, today
        self.papers = Papers(today)
        found = ServiceType.objects.exclude(code="").filter(gh_type__in=("", "comprehensive"))
        self.services = {service.code: service for service in found}
        self.providers: dict[str, list[ServiceProvider]] = {}

    def add_provider(self, provider: ServiceProvider, codes: tuple[str, ...]) -> None:
        """Remember which services a provider gives."""
        for code in codes:
            self.providers.setdefault(code, []).append(provider)

    def register(self, person: Person) -> Client:
        """Register the client and open the case."""
        client = register_client(
            office=self.office,
            by=self.staff[person.worker],
            worker=self.staff[person.worker],
            opened_on=person.opened_on,
            route=self.rng.choice(("self", "family", "municipality", "medical", "school")),
            disabilities=person.profile["kinds"],
            consent_method="written",
            consent_on=person.opened_on,
            name=person.name,
            name_kana=person.kana,
            gender=person.gender,
            birth_on=person.birth_on,
            address=person.address,
            phone=person.phone,
            municipality_id=self.office.municipality_id,
        )
        care = self.rng.choice(("", "", "", "電話は午後に。", "筆談を希望。", "大きな音が苦手。"))
        if care:
            self.papers.care(client, person, care, self.staff[person.worker])
        return client

    def write_term(self, client: Client, person: Person, term: Term) -> None:
        """Write the plan of a period, have it agreed, enter the decision and the months.

        The decision was made before the plan was agreed. It names this plan: its draft is not kept
        in the system.
        """
        author = self.staff[person.worker]
        if not client.plans.exists():
            self.papers.first(client, person, term, author)
        plan = self._plan(client, person, term, author, Stage.FINAL)
        self._decision(client, person, term, author, plan)

    def write_whole_way(self, client: Client, person: Person, term: Term) -> None:
        """Write a period with its draft: agreed, submitted, decided, met about, then the plan."""
        author = self.staff[person.worker]
        is_first = not client.plans.exists()
        if is_first:
            self.papers.first(client, person, term, author)
        case = self._lead_case(client, term, author, is_first=is_first, until=CaseState.DRAFT_PLAN)
        days = {
            state: max(case.opened_on, term.consented_on - timedelta(days=before))
            for state, before in zip(STEPS, DAYS_BEFORE[1:], strict=True)
        }
        own = replace(term, consented_on=days[CaseState.DRAFT_CONSENTED])
        draft = self._plan(client, person, own, author, Stage.DRAFT)
        self._decision(client, person, term, author, draft)
        plan = finalise_plan(
            draft,
            by=author,
            author=author,
            held_on=days[CaseState.COORDINATION],
            drafted_on=days[CaseState.FINAL_PLAN],
            today=self.today,
        )
        self._agree(plan, client, person, term, author)

    def _decision(
        self, client: Client, person: Person, term: Term, author: User, plan: ServiceUsePlan
    ) -> None:
        certificate = self.papers.certificate(client, person, term, author)
        register_decision(
            client,
            by=author,
            today=self.today,
            services=self._granted(person, term),
            plan=plan,
            municipality_id=self.office.municipality_id,
            certificate=certificate,
            support_level=certificate.support_level,
            decided_on=term.decided_on,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            interval_months=person.interval,
        )
        schedules = MonitoringSchedule.objects.filter(client=client).values_list("pk", flat=True)
        recompute(list(schedules), today=term.starts_on, now=timezone.now())

    def write_draft(self, client: Client, person: Person, term: Term) -> None:
        """Write a plan that is still on its way: half of them are agreed and submitted."""
        author = self.staff[person.worker]
        self._plan(client, person, term, author, Stage.DRAFT, is_agreed=self.rng.random() < 0.5)

    def _plan(
        self,
        client: Client,
        person: Person,
        term: Term,
        author: User,
        stage: str,
        *,
        is_agreed: bool = True,
    ) -> ServiceUsePlan:
        profile, written = person.profile, term.consented_on - timedelta(days=3)
        is_first = not client.plans.exists()
        if stage == Stage.FINAL:
            self._lead_case(client, term, author, is_first=is_first, until=CaseState.FINAL_PLAN)
        plan = start_plan(
            client,
            by=author,
            author=author,
            drafted_on=written,
            kind=PlanKind.CHILD if person.is_child(written) else PlanKind.ADULT,
            stage=stage,
            contracted_on=max(person.opened_on, written - timedelta(days=20)),
            assessed_on=max(person.opened_on, written - timedelta(days=10)),
            wishes_client=profile["wish"],
            wishes_family=profile["family"],
            overall_policy=profile["policy"],
            long_goal=profile["long"],
            long_goal_by=term.ends_on,
            short_goal=profile["short"],
            short_goal_by=add_months(month_of(term.starts_on), 6),
            proposed_months=person.interval,
            begins_on=month_of(term.starts_on),
            **week_texts(person.number),
        )
        if is_first:
            for need in profile["needs"]:
                self._need(plan, need, term, author)
            write_week(plan, is_child=plan.kind == PlanKind.CHILD)
        else:
            half = add_months(month_of(term.starts_on), 6)
            for need in plan.needs.alive():
                dates = {"target_on": half, "review_on": half}
                change_need(need, by=author, version=need.version, **dates)
        write_plain(plan, author)
        return self._agree(plan, client, person, term, author) if is_agreed else plan

    def _agree(
        self, plan: ServiceUsePlan, client: Client, person: Person, term: Term, author: User
    ) -> ServiceUsePlan:
        by = {"by": author, "today": self.today}
        who = client.name if plan.kind == PlanKind.ADULT else f"{person.name.split()[0]}（保護者）"
        agreed = term.consented_on
        consent_to_plan(plan, consented_on=agreed, consented_by=who, delivered_on=agreed, **by)
        return submit_plan(plan, submitted_on=agreed + timedelta(days=1), **by)

    def _lead_case(
        self, client: Client, term: Term, author: User, *, is_first: bool, until: str
    ) -> Case:
        """Take the case through the steps before the plan, each on a day of its own."""
        case = client.cases.get(closed_on=None)
        steps = (CaseState.CONTRACTED if is_first else CaseState.RENEWAL, *STEPS)
        if is_first:
            case = advance_case(case, to=CaseState.INTAKE, on=case.opened_on, by=author)
        for state, before in zip(steps, DAYS_BEFORE, strict=True):
            day = max(case.opened_on, term.consented_on - timedelta(days=before))
            kept = (
                {"contract_signed_by": client.name, "contract_reported_on": day}
                if state == CaseState.CONTRACTED
                else {}
            )
            case = advance_case(case, to=state, on=day, by=author, **kept)
            if state == until:
                break
        return case

    def _need(self, plan: ServiceUsePlan, row: tuple, term: Term, author: User) -> None:
        need, goal, role, code, content, quantity = row
        provider = self.rng.choice(self.providers[code]) if self.providers.get(code) else None
        line = {
            "service_type": self.services.get(code),
            "content": content,
            "quantity": quantity,
            "provider": provider,
            "provider_name": "" if provider else "家族・相談支援専門員",
        }
        half = add_months(month_of(term.starts_on), 6)
        add_need(
            plan,
            by=author,
            need=need,
            goal=goal,
            own_role=role,
            target_on=half,
            review_on=half,
            services=[line],
            assessed_key=need_key(plan.client_id, need),
        )

    def _granted(self, person: Person, term: Term) -> list[dict]:
        dates = {"starts_on": term.starts_on, "ends_on": term.ends_on}
        return [
            {"service_type": self.services[code], "amount": amount, **dates}
            for code, amount in person.profile["services"]
        ]
