"""What monitoring shows on the pages of the lower apps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.models import Client
from cases.rows import cut
from config.common.fiscal import fiscal_year
from config.common.sql import read_day
from config.common.wareki import fiscal_label, month_label, wareki
from monitoring.choices import PauseKind
from monitoring.facts import (
    decision_facts,
    later_than,
    rests_of,
    spans_of,
    spans_that_matter,
)
from monitoring.labels import state_badge
from monitoring.models import MonitoringMonth, MonitoringSchedule, Pause
from monitoring.rules import decision_months, segment_problems, segments
from plans.hooks import DecisionMonths, MonthShown
from plans.models import BenefitDecision, SelfPlan
from plans.rules import Inside
from staffing.models import User

#: Months on the page before a visit.
NEXT = 2


def month_preview(decision: BenefitDecision) -> list[MonthShown]:
    """Return the months a decision would have, saved or not; none while it cannot be counted."""
    facts = decision_facts(decision)
    if any(segment_problems(segment) for segment in segments(facts)):
        return []
    others = BenefitDecision.objects.alive().filter(client_id=decision.client_id)
    others = others.exclude(pk=decision.pk)
    own_plans = SelfPlan.objects.alive().filter(client_id=decision.client_id)
    wanted = decision_months(
        facts,
        later=later_than(decision, others),
        self_plans=own_plans.values_list("starts_on", "ends_on"),
        pauses=rests_of(decision.client_id),
        cases=spans_that_matter(spans_of(decision.client_id), decision.starts_on),
    )
    return [
        MonthShown(due.month, due.reason, due.is_due, "" if due.is_due else _("Left out"), "plain")
        for due in wanted
    ]


def stays_at_rest(client_id: int) -> list[Inside]:
    """Return the pauses of a person in a hospital or facility."""
    pauses = Pause.objects.alive().filter(client=client_id).exclude(kind=PauseKind.OTHER)
    return [
        Inside(
            pause.place or pause.get_kind_display(),
            pause.starts_on,
            pause.ends_on,
            reverse("monitoring:pause-edit", args=[pause.pk]),
        )
        for pause in pauses.newest()
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


def next_months(client: Client, *, user: User, today: date) -> list[tuple[str, str]]:
    """Return the earliest unfinished months of a person, as lines of the page before a visit."""
    months = MonitoringMonth.objects.filter(client=client).unfinished().order_by("due_month")
    lines = []
    for month in months.select_related("appointment")[:NEXT]:
        late = "（超過）" if month.due_on < today else ""
        planned = month.planned
        visit = f"　訪問予定 {wareki(timezone.localdate(planned.starts_at))}" if planned else ""
        lines.append((f"{month_label(month.due_month)}{late}", f"{cut(month.reason, 40)}{visit}"))
    return lines


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
    why = "　".join(filter(None, (month.why, month.note_in_words)))
    return MonthShown(month.due_month, why, month.is_due, badge.words, badge.tone, url)


def years_of(months: Iterable[MonitoringMonth], *, today: date) -> list[tuple[str, list]]:
    """Return the rows of each fiscal year under its name, the latest year first."""
    years: dict[int, list[MonthShown]] = {}
    for month in months:
        years.setdefault(fiscal_year(month.due_month), []).append(shown(month, today=today))
    return [(fiscal_label(year), years[year]) for year in sorted(years, reverse=True)]


def next_month() -> Subquery:
    """The earliest month of a person that is not finished."""
    row = JSONObject(pk="pk", due_month="due_month")
    months = MonitoringMonth.objects.unfinished().filter(client=OuterRef("pk"))
    return Subquery(months.order_by("due_month", "pk").values(row=row)[:1])


def waits() -> Exists:
    """Whether a schedule of a person still has to be computed."""
    return Exists(MonitoringSchedule.objects.stale().filter(client=OuterRef("pk")))


def next_month_panel(client: Client, *, user: User, today: date) -> dict | None:
    """Return the next month of a person for the bar, and whether it still has to be computed."""
    found, is_waiting = client.facts.get("next_month"), client.facts.get("waits")
    if found is None and not is_waiting:
        return None
    month = found and MonitoringMonth(pk=found["pk"], due_month=read_day(found["due_month"]))
    return {"month": month, "waits": is_waiting, "is_late": month and month.due_on < today}


def next_month_cell(month: dict[str, Any], *, today: date) -> SafeString:
    """Return the next month of a person for the list of clients."""
    url = reverse("monitoring:month-detail", args=[month["pk"]])
    words = month_label(read_day(month["due_month"]), "short")
    return format_html('<a href="{}">{}</a>', url, words)
