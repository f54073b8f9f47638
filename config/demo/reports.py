"""The monitoring reports of the demo: of the months that are past, but for a few forgotten ones."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.models import Client
from config.common.fiscal import add_months, month_of
from config.demo import plan_texts
from config.demo.files import FileWriter
from config.demo.people import Person
from monitoring.actions import create_report, finish_report, submit_report
from monitoring.choices import Outcome
from monitoring.models import MonitoringMonth
from plans.models import PlanNeed, ServiceUsePlan


def report_months(writer: FileWriter, client: Client, person: Person) -> None:
    """Report the months that are past, but for a few that were forgotten."""
    this_month = month_of(writer.today)
    months = MonitoringMonth.objects.filter(
        client=client, is_due=True, due_month__lte=this_month
    ).order_by("due_month")
    plans = list(client.plans.order_by("consented_on"))
    for month in months:
        is_current = month.due_month == this_month
        is_late = month.due_month >= add_months(this_month, -2)
        forgotten = 0.45 if is_current else 0.03 if is_late else 0
        if writer.rng.random() < forgotten:
            continue
        plan = next(p for p in reversed(plans) if p.consented_on <= _last_day(month, writer.today))
        _report(writer, month, plan, person, is_current=is_current)


def _report(
    writer: FileWriter,
    month: MonitoringMonth,
    plan: ServiceUsePlan,
    person: Person,
    *,
    is_current: bool,
) -> None:
    author, rng = writer.staff[person.worker], writer.rng
    latest = writer.today.day if is_current else 27
    drawn = month.due_month.replace(day=rng.randint(1, latest))
    # Nobody reviews a plan before it is agreed.
    visited = max(drawn, plan.consented_on)
    place_kind = rng.choices(("home", "facility"), (7, 3))[0]
    has_change = is_current and month.client_id % 9 == 0
    starts = time(10 + month.client_id % 5, 30 * (month.client_id % 2))
    report = create_report(
        month,
        by=author,
        today=writer.today,
        plan=plan,
        visited_on=visited,
        visit_from=starts,
        visit_to=starts.replace(hour=starts.hour + 1, minute=10),
        place_kind=place_kind,
        place="自宅" if place_kind == "home" else "通所先の面談室",
        overall=rng.choice(plan_texts.OVERALL),
        outcome=Outcome.CHANGE if has_change else Outcome.CONTINUE,
        consented_on=visited,
        reviews=_reviews(writer, plan, has_change=has_change),
        follows_case=is_current,
    )
    if is_current and rng.random() < 0.15:
        return
    done = timezone.make_aware(datetime.combine(visited, time(17)))
    report = finish_report(report, by=author, now=done)
    if not (is_current and rng.random() < 0.2):
        sent = min(visited + timedelta(days=3), writer.today)
        submit_report(
            report, submitted_on=sent, today=writer.today, by=author, version=report.version
        )


def _reviews(writer: FileWriter, plan: ServiceUsePlan, *, has_change: bool) -> list[dict]:
    rng = writer.rng
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
