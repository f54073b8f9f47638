"""Start, write, renew and finalise a plan."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.choices import CaseState
from cases.models import Client
from config.common.problems import Problem
from plans.actions.case_steps import assessment_day, begin_writing, step
from plans.actions.locking import locked, open_case, writable
from plans.actions.plain import copy_plain
from plans.actions.provider_plans import carry_links
from plans.actions.week import WEEK_TEXTS, copy_week
from plans.choices import Stage
from plans.models import BenefitDecision, PlannedService, PlanNeed, ServiceUsePlan
from plans.rules import before_assessment, plan_problems
from staffing.models import User
from staffing.saving import Refused, change, insert

TEXTS = (
    "wishes_client",
    "wishes_family",
    "overall_policy",
    "long_goal",
    "long_goal_by",
    "short_goal",
    "short_goal_by",
)
#: What the next version begins with beside the texts: the phase, and the week.
KEPT = (*TEXTS, "phase", *WEEK_TEXTS[1:])
NEED_FIELDS = (
    "position",
    "need",
    "goal",
    "target_on",
    "own_role",
    "review_on",
    "note",
    "assessed_key",
)
SERVICE_FIELDS = ("position", "service_type", "content", "quantity", "provider", "provider_name")


@transaction.atomic
def start_plan(
    client: Client,
    *,
    by: User,
    author: User,
    drafted_on: date,
    kind: str,
    stage: str = Stage.DRAFT,
    contracted_on: date | None = None,
    assessed_on: date | None = None,
    verb: str = "plan.created",
    **texts: Any,
) -> ServiceUsePlan:
    """Start the next version of a client's plan; what the last version said is carried over.

    Texts given here win over those of the last version; its needs and services are copied. The
    case moves on to writing, by way of contract and assessment if it was not there yet. Refused
    while another version is still being written.
    """
    case = open_case(client)
    versions = ServiceUsePlan.objects.filter(client=client).order_by("-number")
    previous = versions.alive().with_needs().first()
    if previous and not previous.is_frozen:
        message = _("Version %(number)s is still being written. Finish it first.")
        raise Refused(Problem("unfinished", message % {"number": previous.number}))
    if problems := before_assessment(drafted_on, assessed_on or assessment_day(case)):
        raise Refused(*problems)
    kept = {name: getattr(previous, name) for name in KEPT} if previous else {}
    last = versions.values_list("number", flat=True).first() or 0
    plan = ServiceUsePlan(
        office_id=client.office_id,
        client=client,
        case=case,
        stage=stage,
        kind=kind,
        number=last + 1,
        previous=previous,
        author=author,
        drafted_on=drafted_on,
        **kept | texts,
    )
    insert(plan, by=by, verb=verb, copied_from=previous and previous.number)
    if previous:
        _copy_needs(previous, plan, by=by)
    known = {CaseState.CONTRACTED: contracted_on, CaseState.ASSESSING: assessed_on}
    begin_writing(case, stage=stage, on=drafted_on, by=by, known=known)
    return plan


def _copy_needs(source: ServiceUsePlan, plan: ServiceUsePlan, *, by: User) -> None:
    written = {"created_by": by, "updated_by": by}
    olds = list(source.needs.all())
    news = PlanNeed.objects.bulk_create(
        PlanNeed(plan=plan, copied_from=old, **_values(old, NEED_FIELDS), **written) for old in olds
    )
    lines = [(new, s) for old, new in zip(olds, news, strict=True) for s in old.services.all()]
    copies = PlannedService.objects.bulk_create(
        PlannedService(need=new, **_values(service, SERVICE_FIELDS), **written)
        for new, service in lines
    )
    services = {old.pk: new for (_need, old), new in zip(lines, copies, strict=True)}
    copy_week(source, plan, services)
    copy_plain(source, plan, {old.pk: new for old, new in zip(olds, news, strict=True)}, services)
    carry_links(olds, news)


def _values(record: PlanNeed | PlannedService, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


@transaction.atomic
def change_plan(
    plan: ServiceUsePlan, *, by: User, version: int | None, **values: Any
) -> ServiceUsePlan:
    """Write the texts of a version that was not agreed yet."""
    plan = writable(plan)
    assessed_on = assessment_day(plan.case) if "drafted_on" in values else None
    if problems := before_assessment(values.get("drafted_on"), assessed_on):
        raise Refused(*problems)
    return change(plan, values, by=by, version=version, verb="plan.changed")


@transaction.atomic
def revise_plan(plan: ServiceUsePlan, *, by: User, author: User, drafted_on: date):
    """Start a new version of an agreed plan at the same stage, since the agreed one is kept."""
    plan = locked(plan)
    if not plan.is_frozen:
        message = _("This version can still be changed; a new one is not needed.")
        raise Refused(Problem("not-frozen", message))
    return start_plan(
        plan.client,
        by=by,
        author=author,
        drafted_on=drafted_on,
        kind=plan.kind,
        stage=plan.stage,
        verb="plan.revised",
    )


@transaction.atomic
def finalise_plan(
    draft: ServiceUsePlan,
    *,
    by: User,
    author: User,
    held_on: date,
    drafted_on: date,
    today: date,
) -> ServiceUsePlan:
    """Make the plan from the draft, after the decision and the coordination meeting.

    `held_on` is the day of the サービス担当者会議, which the case keeps as its step.
    """
    draft = locked(draft)
    if problems := _finalising_problems(draft, held_on=held_on, drafted_on=drafted_on, today=today):
        raise Refused(*problems)
    step(draft.case_id, to=CaseState.COORDINATION, on=held_on, by=by)
    return start_plan(
        draft.client,
        by=by,
        author=author,
        drafted_on=drafted_on,
        kind=draft.kind,
        stage=Stage.FINAL,
        verb="plan.finalised",
    )


def _finalising_problems(
    draft: ServiceUsePlan, *, held_on: date, drafted_on: date, today: date
) -> list[Problem]:
    problems = plan_problems(today=today, drafted_on=drafted_on)
    if draft.stage != Stage.DRAFT or not draft.is_frozen:
        problems.append(Problem("not-agreed", _("Only an agreed draft becomes the plan.")))
    elif draft.submitted_on is None:
        message = _("Record the day on which the draft went to the municipality first.")
        problems.append(Problem("not-submitted", message))
    if not BenefitDecision.objects.alive().filter(client_id=draft.client_id).exists():
        problems.append(Problem("no-decision", _("Register the benefit decision first.")))
    if held_on > today:
        message = _("This day is still to come. Check the year.")
        problems.append(Problem("future", message, "held_on"))
    elif held_on > drafted_on:
        message = _("The plan is made after the meeting. Check both days.")
        problems.append(Problem("before-meeting", message, "drafted_on"))
    return problems
