"""Cases, plans, decisions, months and reports of the demo, all through the actions."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cases.actions import advance_case, register_client
from cases.choices import CaseState
from cases.models import Client
from config.common.fiscal import add_months, month_of
from config.demo import plan_texts
from config.demo.assessments import need_key
from config.demo.file import Papers
from config.demo.people import Person, Term
from config.demo.weeks import week_texts, write_week
from monitoring.actions import create_report, finish_report, recompute, submit_report
from monitoring.choices import Outcome
from monitoring.models import MonitoringMonth, MonitoringSchedule
from plans.actions import (
    add_need,
    change_need,
    consent_to_plan,
    register_decision,
    start_plan,
    submit_plan,
)
from plans.choices import PlanKind, Stage
from plans.models import PlanNeed, ServiceProvider, ServiceType, ServiceUsePlan
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
DAYS_BEFORE = (60, 52, 45, 38, 36, 20, 10, 5)


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

    def write_term(self, client: Client, person: Person, term: Term, stage: str) -> None:
        """Write the plan of a period, have it agreed, enter the decision and the months."""
        author = self.staff[person.worker]
        if not client.plans.exists():
            self.papers.first(client, person, term, author)
        plan = self._plan(client, person, term, author, stage)
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
            decided_on=term.starts_on - timedelta(days=2),
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
            self._lead_case(client, term, author, is_first=is_first)
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
        if not is_agreed:
            return plan
        by = {"by": author, "today": self.today}
        who = client.name if plan.kind == PlanKind.ADULT else f"{person.name.split()[0]}（保護者）"
        agreed = term.consented_on
        consent_to_plan(plan, consented_on=agreed, consented_by=who, delivered_on=agreed, **by)
        return submit_plan(plan, submitted_on=agreed + timedelta(days=1), **by)

    def _lead_case(self, client: Client, term: Term, author: User, *, is_first: bool) -> None:
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

    def report_months(self, client: Client, person: Person) -> None:
        """Report the months that are past, but for a few that were forgotten."""
        this_month = month_of(self.today)
        months = MonitoringMonth.objects.filter(
            client=client, is_due=True, due_month__lte=this_month
        ).order_by("due_month")
        plans = list(client.plans.order_by("consented_on"))
        for month in months:
            is_current = month.due_month == this_month
            is_late = month.due_month >= add_months(this_month, -2)
            forgotten = 0.45 if is_current else 0.03 if is_late else 0
            if self.rng.random() < forgotten:
                continue
            plan = next(
                p for p in reversed(plans) if p.consented_on <= _last_day(month, self.today)
            )
            self._report(month, plan, person, is_current=is_current)

    def _report(self, month, plan, person: Person, *, is_current: bool) -> None:
        author, rng = self.staff[person.worker], self.rng
        latest = self.today.day if is_current else 27
        visited = month.due_month.replace(day=rng.randint(1, latest))
        place_kind = rng.choices(("home", "facility"), (7, 3))[0]
        has_change = is_current and month.client_id % 9 == 0
        starts = time(10 + month.client_id % 5, 30 * (month.client_id % 2))
        report = create_report(
            month,
            by=author,
            today=self.today,
            plan=plan,
            visited_on=visited,
            visit_from=starts,
            visit_to=starts.replace(hour=starts.hour + 1, minute=10),
            place_kind=place_kind,
            place="自宅" if place_kind == "home" else "通所先の面談室",
            overall=rng.choice(plan_texts.OVERALL),
            outcome=Outcome.CHANGE if has_change else Outcome.CONTINUE,
            consented_on=visited,
            reviews=self._reviews(plan, has_change=has_change),
            follows_case=is_current,
        )
        if is_current and rng.random() < 0.15:
            return
        done = timezone.make_aware(datetime.combine(visited, time(17)))
        report = finish_report(report, by=author, now=done)
        if not (is_current and rng.random() < 0.2):
            sent = min(visited + timedelta(days=3), self.today)
            submit_report(
                report, submitted_on=sent, today=self.today, by=author, version=report.version
            )

    def _reviews(self, plan: ServiceUsePlan, *, has_change: bool) -> list[dict]:
        rng = self.rng
        needs = PlanNeed.objects.filter(plan=plan).values("pk", "goal").order_by("position")
        return [
            {
                "need": need["pk"],
                "goal": need["goal"],
                "situation": rng.choice(plan_texts.SITUATIONS),
                "satisfaction": rng.choice(plan_texts.SATISFACTIONS),
                "achievement": rng.choice("1223"),
                "issue": rng.choice(plan_texts.ISSUES),
                "changes_amount": has_change and place == 0,
                "changes_week": has_change and place == 0,
            }
            for place, need in enumerate(needs)
        ]


def _last_day(month: MonitoringMonth, today: date) -> date:
    return min(add_months(month.due_month, 1) - timedelta(days=1), today)
