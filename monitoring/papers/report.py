"""様式3-1 モニタリング報告書 (ux 6.4, domain 6.3): a landscape page, more where texts are long."""

from datetime import date, time
from typing import Any

from django.db.models import QuerySet

from cases.choices import Method, PlaceKind
from cases.choices_file import CertificateKind, SupportLevel
from cases.models import Client, RecipientCertificate
from config.common.wareki import month_label, wareki
from monitoring.models import MonitoringReport, NeedReview
from plans.choices import PlanKind
from staffing.models import User

#: The key of the paper in the register, in filed documents and in addresses.
REPORT_PAPER = "monitoring"
#: Goals on the ministry's sheet; where there are more, more are printed.
ROWS = 6
NONE = "―"
PAIRS = ("changes_kind", "changes_amount", "changes_week")


def reports_of(user: User) -> QuerySet:
    """The reports that a person may print."""
    return MonitoringReport.objects.visible_to(user).select_related(
        "client", "month__schedule__decision", "plan", "author"
    )


def report_paper(
    report: MonitoringReport, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet; one that is still being written is marked as such."""
    client, plan = report.client, report.plan
    reviews = list(report.reviews.all())
    return {
        "office": report.office.name,
        "ident": f"利用者番号 {client.pk}　{month_label(report.month.due_month)}分",
        "can_print": True,
        "document": "様式3-1　モニタリング報告書",
        "is_draft": not report.is_finished,
        **_person(client, report),
        "author": report.author.name,
        "plan_made": wareki(plan.consented_on) if plan and plan.consented_on else NONE,
        "visited": wareki(report.visited_on) if report.visited_on else "",
        "where": _where(report),
        "hours": _hours(report.visit_from, report.visit_to) if report.visited_on else "",
        "consented": wareki(report.consented_on) if report.consented_on else "",
        "policy": plan.overall_policy if plan else "",
        "overall": report.overall,
        "rows": [_row(review) for review in reviews],
        "blank": len(reviews) + 1 if len(reviews) < ROWS else 0,
    }


def _person(client: Client, report: MonitoringReport) -> dict[str, str]:
    """The head: names, support level, the three numbers, the co-payment cap."""
    held = RecipientCertificate.objects.alive().filter(client=client).newest_first()
    newest: dict[str, RecipientCertificate] = {}
    for certificate in held:
        newest.setdefault(certificate.kind, certificate)
    decision = report.month.schedule.decision
    first = newest.get(CertificateKind.WELFARE) or next(iter(newest.values()), None)
    level = decision.support_level or (first.support_level if first else "")
    numbers = {kind: row.number for kind, row in newest.items()}
    caps = (row.copayment_cap for row in held if row.copayment_cap is not None)
    cap = next(caps, None)
    return {
        "name": client.name,
        "is_child": bool(report.plan and report.plan.kind == PlanKind.CHILD),
        "level": str(SupportLevel(level).label) if level else NONE,
        "welfare": numbers.get(CertificateKind.WELFARE) or NONE,
        "community": numbers.get(CertificateKind.COMMUNITY) or NONE,
        "child_day": numbers.get(CertificateKind.CHILD) or NONE,
        "cap": f"{cap:,}円" if cap is not None else NONE,
    }


def _where(report: MonitoringReport) -> str:
    """Place and way of the visit; with its hours the proof of the interview (domain 2.3)."""
    if report.visited_on is None:
        return ""
    method = str(Method(report.method).label)
    kind = str(PlaceKind(report.place_kind).label)
    words = [report.place or kind, method]
    if not report.was_client_present:
        words.append("本人不在")
    return "　".join(filter(None, words))


def _hours(start: time | None, end: time | None) -> str:
    if start is None:
        return ""
    return f"{start:%H:%M}～{end:%H:%M}" if end else f"{start:%H:%M}～"


def _row(review: NeedReview) -> dict[str, Any]:
    return {
        "number": review.position,
        "goal": review.goal,
        "by": month_label(review.target_on) if review.target_on else NONE,
        "situation": review.situation,
        "satisfaction": review.satisfaction,
        "achievement": str(review.get_achievement_display()) if review.achievement else "",
        "issue": review.issue,
        "pairs": [getattr(review, name) for name in PAIRS],
        "note": review.note,
    }
