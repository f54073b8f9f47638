"""From a report that asks for a change or a renewal to the next plan."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.choices import CaseState
from config.common.problems import Problem
from config.common.wareki import wareki
from monitoring.choices import Outcome
from monitoring.models import MonitoringReport, NeedReview
from plans.actions import start_plan
from plans.actions.case_steps import step
from plans.models import PlanNeed, ServiceUsePlan
from staffing.models import User
from staffing.saving import Refused

#: The step of the case that a report leads to (domain 2.2).
NEXT_STATE = {Outcome.CHANGE: CaseState.CHANGE, Outcome.RENEW: CaseState.RENEWAL}


@transaction.atomic
def begin_next_plan(
    report: MonitoringReport, *, by: User, author: User, on: date
) -> ServiceUsePlan:
    """Start the next draft of a finished report's plan, filled with what the monitoring found.

    Texts, needs and services come from the last version; under each need stands how far its goal
    was reached and what is to be solved. Refused where the plan continues or there is none.
    """
    report = MonitoringReport.objects.select_related("client", "plan").get(pk=report.pk)
    state = NEXT_STATE.get(report.outcome)
    if not report.is_finished or state is None:
        message = _("Only a finished report that asks for a change or a renewal leads to a plan.")
        raise Refused(Problem("no-change", message))
    if report.plan is None:
        message = _("The report is about no registered plan. Write the plan from the file.")
        raise Refused(Problem("no-plan", message))
    step(report.plan.case_id, to=state, on=report.visited_on, by=by)
    plan = start_plan(report.client, by=by, author=author, drafted_on=on, kind=report.plan.kind)
    _take_over(report, plan)
    return plan


def _take_over(report: MonitoringReport, plan: ServiceUsePlan) -> None:
    """Write what was found under the needs that were copied from the monitored version."""
    found = {review.need_id: review for review in report.reviews.exclude(need=None)}
    before = plan.previous.needs.filter(deleted_at=None) if plan.previous_id else ()
    changed = []
    for old, new in zip(before, plan.needs.filter(deleted_at=None), strict=True):
        if review := found.get(old.pk):
            new.note = _note(review, report.visited_on)
            changed.append(new)
    PlanNeed.objects.bulk_update(changed, ["note"])


def _note(review: NeedReview, visited_on: date) -> str:
    head = _("Monitoring of %(day)s") % {"day": wareki(visited_on)}
    parts = (review.get_achievement_display() if review.achievement else "", review.issue)
    return "\n".join([head, *filter(None, map(str, parts))])
