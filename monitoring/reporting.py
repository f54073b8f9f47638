"""What the pages of one report show: the plan it is about, the last report, what comes next."""

from typing import Any

from cases.choices import Method, PlaceKind
from cases.models import Client, Consultation
from config.common.fiscal import month_of
from config.common.problems import Problem
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth, MonitoringReport, NeedReview
from monitoring.rules import ReportFacts, report_warnings
from plans.choices import Stage
from plans.models import ServiceUsePlan

#: Where an interview counts as one at the home (居宅等).
HOME_KINDS = (PlaceKind.HOME, PlaceKind.FACILITY)
REVIEW_FIELDS = (
    "need",
    "goal",
    "target_on",
    "situation",
    "satisfaction",
    "achievement",
    "issue",
    "changes_kind",
    "changes_amount",
    "changes_week",
    "note",
)


def plan_to_review(client: Client) -> ServiceUsePlan | None:
    """Return the plan the person lives by: the last one consented, a final one before a draft."""
    plans = ServiceUsePlan.objects.alive().filter(client=client, consented_on__isnull=False)
    newest = plans.order_by("-consented_on", "-number")
    return newest.filter(stage=Stage.FINAL).first() or newest.first()


def review_rows(plan: ServiceUsePlan | None) -> list[dict[str, Any]]:
    """Return a row per need of the plan, its goal filled in; one empty row without a plan."""
    if plan is None:
        return [{}]
    needs = plan.needs.filter(deleted_at=None)
    rows = [
        {"need": need.pk, "goal": need.goal or need.need, "target_on": need.target_on}
        for need in needs
    ]
    return rows or [{}]


def rewritten(month: MonitoringMonth) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """Return what the last discarded report of a month said, to be written anew; None if none."""
    last = MonitoringReport.objects.discarded_from(month).first()
    return stored_rows(last) if last else None


def stored_rows(report: MonitoringReport) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the report as its form shows it: initial values and rows."""
    names = (
        "visited_on",
        "visit_from",
        "visit_to",
        "method",
        "place_kind",
        "place",
        "was_client_present",
        "overall",
        "outcome",
        "consented_on",
    )
    initial = {name: getattr(report, name) for name in names} | {"author": report.author_id}
    rows = [
        {name: review[name] for name in REVIEW_FIELDS}
        for review in report.reviews.values(*REVIEW_FIELDS)
    ]
    return initial, rows or [{}]


def previous_report(client: Client, *, but: MonitoringMonth) -> MonitoringReport | None:
    """Return the last finished report of the person on another month, its goals loaded."""
    reports = MonitoringReport.objects.finished().filter(client=client).exclude(month=but)
    newest = reports.select_related("author").prefetch_related("reviews")
    return newest.order_by("-visited_on", "-pk").first()


def next_month(month: MonitoringMonth) -> MonitoringMonth | None:
    """Return the month that comes after this one, with the reason for it."""
    later = MonitoringMonth.objects.due().exclude(state=MonthState.SKIPPED)
    later = later.filter(client=month.client_id)
    return later.filter(due_month__gt=month.due_month).order_by("due_month").first()


def warnings_of(report: MonitoringReport, reviews: list[NeedReview]) -> list[Problem]:
    """Return what an inspection would ask about this report."""
    return report_warnings(
        ReportFacts(
            due_month=report.month.due_month,
            visited_on=report.visited_on,
            has_overall=bool(report.overall),
            outcome=report.outcome,
            is_home_visit=has_home_visit(report),
            needs_change=any(row.needs_change for row in reviews),
            unrated=[row.position for row in reviews if not row.achievement],
        )
    )


def has_home_visit(report: MonitoringReport) -> bool:
    """Whether the person was met at home or an equal place: here, or by the log of the month."""
    if report.visited_on is None:
        return False
    is_visit = report.method in {Method.VISIT, Method.ALONG} and report.place_kind in HOME_KINDS
    if is_visit and report.was_client_present:
        return True
    logged = Consultation.objects.alive().in_month(month_of(report.visited_on))
    return logged.filter(
        client=report.client_id, method=Method.VISIT, place_kind__in=HOME_KINDS
    ).exists()
