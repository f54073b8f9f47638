"""One year of a person: plan, decision, monitoring months and the reports on them."""

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from config.common.fiscal import add_months, month_end, month_of
from config.demo.plan_texts import ADULTS, CHILDREN, ISSUES, OVERALL, SATISFACTIONS, SITUATIONS
from monitoring.choices import MonthState, Outcome
from monitoring.models import MonitoringMonth, MonitoringReport, MonitoringSchedule, NeedReview
from monitoring.rules import DecisionFacts, DueMonth, decision_months
from plans.choices import IntervalSource, PlanKind, Stage
from plans.models import (
    BenefitDecision,
    DecidedService,
    PlannedService,
    PlanNeed,
    ServiceType,
    ServiceUsePlan,
)
from tests.bench.load.rows import Book
from tests.bench.load.town import Place

INTERVALS = (1, 3, 3, 3, 6, 6)


@cache
def months_of(start: date, end: date, interval: int) -> list[DueMonth]:
    """The months of a decision, counted by the rule that the worker uses."""
    return decision_months(DecisionFacts(start, interval, month_of(start), month_of(end)))


@cache
def service_keys() -> dict[str, int]:
    """The services of the law by their code."""
    found = ServiceType.objects.exclude(code="").filter(gh_type__in=("", "comprehensive"))
    return dict(found.values_list("code", "pk"))


def write_term(
    book: Book,
    place: Place,
    rng: Random,
    *,
    client: int,
    case: int,
    worker: int,
    is_child: bool,
    number: int,
    last_month: date,
    today: date,
) -> None:
    """Write the year that ends with a month: plan, decision, months and reports."""
    start, end = add_months(last_month, -11), month_end(last_month)
    agreed = start - timedelta(days=rng.randint(4, 20))
    profile, services = rng.choice(CHILDREN if is_child else ADULTS), service_keys()
    owner = {"office_id": place.office.pk, "client_id": client}
    plan = book[ServiceUsePlan].add(
        **owner,
        case_id=case,
        stage=Stage.FINAL,
        kind=PlanKind.CHILD if is_child else PlanKind.ADULT,
        number=number,
        author_id=worker,
        drafted_on=agreed - timedelta(days=3),
        wishes_client=profile["wish"],
        wishes_family=profile["family"],
        overall_policy=profile["policy"],
        long_goal=profile["long"],
        short_goal=profile["short"],
        consented_on=agreed,
        consented_by="本人",
        delivered_on=agreed,
        submitted_on=agreed + timedelta(days=1),
    )
    needs = []
    for position, row in enumerate(profile["needs"], start=1):
        need, goal, role, code, content, quantity = row
        key = book[PlanNeed].add(
            plan_id=plan, position=position, need=need, goal=goal, own_role=role, target_on=end
        )
        book[PlannedService].add(
            need_id=key,
            service_type_id=services.get(code),
            content=content,
            quantity=quantity,
            provider_id=rng.choice(place.providers),
        )
        needs.append((key, goal))
    interval = rng.choice(INTERVALS)
    decision = book[BenefitDecision].add(
        **owner,
        plan_id=plan,
        decided_on=start - timedelta(days=2),
        starts_on=start,
        ends_on=end,
        interval_months=interval,
        monitoring_from=month_of(start),
        monitoring_to=month_of(end),
        interval_source=IntervalSource.STANDARD,
    )
    for code, amount in profile["services"]:
        book[DecidedService].add(
            decision_id=decision,
            service_type_id=services[code],
            amount=amount,
            starts_on=start,
            ends_on=end,
        )
    schedule = book[MonitoringSchedule].add(
        **owner, decision_id=decision, computed_at=datetime.combine(start, time(3))
    )
    for due in months_of(start, end, interval):
        state = _state(due, rng, today)
        month = book[MonitoringMonth].add(
            **owner,
            schedule_id=schedule,
            due_month=due.month,
            is_due=due.is_due,
            reason=due.reason[:200],
            state=state,
        )
        if state == MonthState.SUBMITTED:
            # What became of each goal is read with one report only: those in care have it.
            reviewed = needs if last_month >= month_of(today) else ()
            _report(book, rng, owner, month, plan, worker, reviewed, due.month, today)


def _state(due: DueMonth, rng: Random, today: date) -> str:
    """Past months are reported, but for a few forgotten ones; half of the present month's are."""
    this_month = month_of(today)
    if not due.is_due or due.month > this_month:
        return MonthState.OPEN
    forgotten = 0.5 if due.month == this_month else 0.03
    is_late = due.month >= add_months(this_month, -2)
    return MonthState.OPEN if is_late and rng.random() < forgotten else MonthState.SUBMITTED


def _report(book, rng, owner, month, plan, worker, needs, due_month: date, today: date) -> None:
    latest = today.day if due_month == month_of(today) else 27
    visited = due_month.replace(day=rng.randint(1, min(latest, 27)))
    report = book[MonitoringReport].add(
        **owner,
        month_id=month,
        plan_id=plan,
        author_id=worker,
        visited_on=visited,
        overall=rng.choice(OVERALL),
        outcome=Outcome.CONTINUE,
        finished_at=datetime.combine(visited, time(8)),
        consented_on=visited,
        submitted_on=min(visited + timedelta(days=3), today),
    )
    for position, (need, goal) in enumerate(needs, start=1):
        book[NeedReview].add(
            report_id=report,
            need_id=need,
            position=position,
            goal=goal,
            situation=rng.choice(SITUATIONS),
            satisfaction=rng.choice(SATISFACTIONS),
            achievement=rng.choice("1223"),
            issue=rng.choice(ISSUES),
        )
