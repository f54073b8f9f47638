"""様式3-2: the week of the plan that was monitored, under the title of the monitoring."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from monitoring.models import MonitoringReport
from monitoring.papers.report import reports_of
from plans.papers.week import week_paper
from staffing.models import User

#: The key of the paper in the register, in filed documents and in addresses.
WEEK_PAPER = "monitoring-week"
TITLE = "継続サービス利用支援・継続障害児支援利用援助"


def weeks_of(user: User) -> QuerySet:
    """The reports about a plan, whose week can be printed."""
    return reports_of(user).exclude(plan=None)


def report_week_paper(
    report: MonitoringReport, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet: the week as the monitored version has it."""
    data = week_paper(report.plan, user=user, today=today, options=options)
    return data | {
        "title": f"{TITLE}【週間計画表】",
        "document": "様式3-2　週間計画表",
    }
