"""Schedules, monitoring months and reports."""

from datetime import date, datetime

import factory
from django.utils import timezone

from monitoring.choices import Achievement, MonthState, Outcome
from monitoring.models import MonitoringMonth, MonitoringReport, MonitoringSchedule, NeedReview
from tests.factories.plans import BenefitDecisionFactory
from tests.factories.staffing import UserFactory


class MonitoringScheduleFactory(factory.django.DjangoModelFactory):
    """A fresh schedule of a decision; give `stale_since` for one still to be computed."""

    class Meta:
        model = MonitoringSchedule

    decision = factory.SubFactory(BenefitDecisionFactory)
    client = factory.SelfAttribute("decision.client")
    office = factory.SelfAttribute("decision.office")


class MonitoringMonthFactory(factory.django.DjangoModelFactory):
    """An open month; `month(client, "2026-11")` below is shorter for a known person."""

    class Meta:
        model = MonitoringMonth

    class Params:
        left_out = factory.Trait(is_due=False)
        skipped = factory.Trait(state=MonthState.SKIPPED, is_touched=True, note="入院のため")

    schedule = factory.SubFactory(MonitoringScheduleFactory)
    client = factory.SelfAttribute("schedule.client")
    office = factory.SelfAttribute("schedule.office")
    due_month = date(2026, 11, 1)
    reason = "満了月から6か月ごとに逆算しました。"


class MonitoringReportFactory(factory.django.DjangoModelFactory):
    """A report in work; `finished=True` gives a frozen one whose month is done."""

    class Meta:
        model = MonitoringReport

    class Params:
        finished = factory.Trait(
            visited_on=factory.SelfAttribute("month.due_month"),
            overall="落ち着いて過ごしている。",
            outcome=Outcome.CONTINUE,
            finished_at=factory.LazyAttribute(
                lambda o: timezone.make_aware(
                    datetime(o.month.due_month.year, o.month.due_month.month, 2, 10, 0)
                )
            ),
            month__state=MonthState.DONE,
        )

    month = factory.SubFactory(MonitoringMonthFactory, state=MonthState.REPORTED)
    client = factory.SelfAttribute("month.client")
    office = factory.SelfAttribute("month.office")
    author = factory.SubFactory(UserFactory)


class NeedReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NeedReview

    report = factory.SubFactory(MonitoringReportFactory)
    position = factory.Sequence(lambda n: n + 1)
    goal = "一人で買い物に行く"
    achievement = Achievement.PARTLY


def month_of_client(client, due_month: str, **fields) -> MonitoringMonth:
    """Return an open month (「2026-11」) of a person, with its schedule and decision."""
    schedule = MonitoringScheduleFactory(decision__client=client)
    return MonitoringMonthFactory(
        schedule=schedule, due_month=date.fromisoformat(f"{due_month}-01"), **fields
    )
