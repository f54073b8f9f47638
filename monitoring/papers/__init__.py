"""The papers of monitoring: 様式3-1 and 3-2."""

from monitoring.papers.report import REPORT_PAPER, report_paper, reports_of
from monitoring.papers.week import WEEK_PAPER, report_week_paper, weeks_of

__all__ = [
    "REPORT_PAPER",
    "WEEK_PAPER",
    "report_paper",
    "report_week_paper",
    "reports_of",
    "weeks_of",
]
