"""Where monitoring hooks into the lower apps: called once, from AppConfig.ready()."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.deletion import DeletedKind, add_deleted, client_name
from cases.hooks import on_case_changed
from cases.panels import (
    Fact,
    ListColumn,
    Panel,
    Tab,
    add_fact,
    add_list_column,
    add_panel,
    add_tab,
)
from cases.papers import Paper, add_paper
from cases.papers.visit import SheetPart, add_sheet_part
from monitoring import (
    discarding,
    handing,
    list_views,
    outputs,
    outputs_submissions,
    panels,
    subscribers,
)
from monitoring.actions.following import follow_plan
from monitoring.models import MonitoringReport
from monitoring.papers import (
    REPORT_PAPER,
    WEEK_PAPER,
    report_paper,
    report_week_paper,
    reports_of,
    weeks_of,
)
from monitoring.papers.sample import report_sample, report_week_sample
from plans.hooks import (
    on_decision_changed,
    on_plan_changed,
    set_decision_months,
    set_month_preview,
    set_pauses,
)
from staffing.askable import AskKind, add_ask_kind
from staffing.permissions import Permission


def _visited_on(report: MonitoringReport) -> date | None:
    return report.visited_on if report.is_finished else None


def connect() -> None:
    """Register subscribers, panels, the tab of a person and the column of the list."""
    view = Permission.MONITORING_VIEW
    on_decision_changed(subscribers.decision_changed)
    on_plan_changed(follow_plan)
    on_case_changed(subscribers.case_changed)
    set_month_preview(panels.month_preview)
    set_decision_months(panels.stored_months)
    set_pauses(panels.stays_at_rest)
    add_tab(
        Tab(
            "monitoring",
            pgettext_lazy("tab", "Monitoring"),
            "monitoring:client-months",
            view,
            order=45,
        )
    )
    add_sheet_part(SheetPart("monitoring", "モニタリング", panels.next_months, view, 10))
    add_paper(
        Paper(
            REPORT_PAPER,
            _("Monitoring report"),
            "モニタリング報告書",
            "print/monitoring_report.html",
            view,
            report_paper,
            subjects=reports_of,
            is_signed=True,
            styled_on=_visited_on,
            sample=report_sample,
            order=60,
        )
    )
    add_paper(
        Paper(
            WEEK_PAPER,
            _("Weekly schedule (form 3-2)"),
            "週間計画表",
            "print/week.html",
            view,
            report_week_paper,
            subjects=weeks_of,
            styled_on=_visited_on,
            sample=report_week_sample,
            order=61,
        )
    )
    add_deleted(
        DeletedKind(
            "report",
            _("Monitoring reports"),
            MonitoringReport.objects.discarded_for,
            when=lambda report: report.visited_on or report.former_month.due_month,
            who=client_name,
            what=lambda report: report.overall[:60],
            may_restore=discarding.may_discard,
            restore_url="monitoring:report-restore",
            order=60,
        )
    )
    outputs.connect()
    outputs_submissions.connect()
    list_views.connect()
    handing.connect()
    add_fact(Fact("next_month", panels.next_month, view))
    add_fact(Fact("waits", panels.waits, view))
    shown, label = panels.next_month_panel, _("Next monitoring")
    add_panel(Panel("next-monitoring", "bar", "monitoring/_next_month.html", shown, view, 30))
    add_list_column(
        ListColumn(
            *("next-monitoring", label, "next_month", panels.next_month_cell, view, 40),
            sorted_by="due_month",
        )
    )
    add_ask_kind(
        AskKind(
            "monitoring.monitoringreport",
            _("Monitoring report"),
            "monitoring:report-detail",
            MonitoringReport.objects.visible_to,
            view,
        )
    )
