"""What monitoring shows on the pages of the lower apps."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.models import Client
from config.common.fiscal import fiscal_year
from config.common.wareki import fiscal_label, month_label
from monitoring.facts import decision_facts, later_than
from monitoring.labels import state_badge
from monitoring.models import MonitoringMonth, MonitoringSchedule
from monitoring.rules import decision_months, segment_problems, segments
from plans.hooks import DecisionMonths, MonthShown
from plans.models import BenefitDecision
from staffing.models import User


def month_preview(decision: BenefitDecision) -> list[MonthShown]:
    """Return the months a decision would have, saved or not; none while it cannot be counted."""
    facts = decision_facts(decision)
    if any(segment_problems(segment) for segment in segments(facts)):
        return []
    others = BenefitDecision.objects.alive().filter(client_id=decision.client_id)
    others = others.exclude(pk=decision.pk)
    wanted = decision_months(facts, later=later_than(decision, others))
    return [
        MonthShown(due.month, due.reason, due.is_due, "" if due.is_due else _("Left out"), "plain")
        for due in wanted
    ]


def stored_months(decision: BenefitDecision) -> DecisionMonths:
    """Return the stored months of a decision with their states; waiting while it is stale."""
    schedule = MonitoringSchedule.objects.filter(decision=decision).first()
    if schedule is None:
        return DecisionMonths([], is_waiting=True)
    months = schedule.months.for_person()
    return DecisionMonths(
        [shown(month, today=timezone.localdate()) for month in months],
        is_waiting=schedule.stale_since is not None,
    )


def shown(month: MonitoringMonth, *, today: date) -> MonthShown:
    """Return a stored month as a row: reason, state and link."""
    report = getattr(month, "report", None)
    badge = state_badge(
        month.state,
        is_due=month.is_due,
        due_month=month.due_month,
        today=today,
        submitted_on=report and report.submitted_on,
    )
    url = month.get_absolute_url()
    return MonthShown(month.due_month, month.reason, month.is_due, badge.words, badge.tone, url)


def years_of(months: Iterable[MonitoringMonth], *, today: date) -> list[tuple[str, list]]:
    """Return the rows of each fiscal year under its name, the latest year first."""
    years: dict[int, list[MonthShown]] = {}
    for month in months:
        years.setdefault(fiscal_year(month.due_month), []).append(shown(month, today=today))
    return [(fiscal_label(year), years[year]) for year in sorted(years, reverse=True)]


def next_month(client: Client, *, user: User, today: date) -> dict | None:
    """Return the next month of a person for the bar, and whether it still has to be computed."""
    month = MonitoringMonth.objects.next_due([client.pk]).get(client.pk)
    waits = MonitoringSchedule.objects.filter(client=client).stale().exists()
    if month is None and not waits:
        return None
    return {"month": month, "waits": waits, "is_late": month and month.due_on < today}


def next_months(client_ids: Iterable[int], *, user: User, today: date) -> dict[int, SafeString]:
    """Return the next month of each person for the list of clients, in one query."""
    found = MonitoringMonth.objects.next_due(list(client_ids))
    return {
        client: format_html(
            '<a href="{}">{}</a>', month.get_absolute_url(), month_label(month.due_month, "short")
        )
        for client, month in found.items()
    }
