"""Where plans hook into the pages of cases: called once, from AppConfig.ready()."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import CaseState
from cases.merging import number_on, on_merge
from cases.panels import (
    Fact,
    ListColumn,
    Panel,
    StepLink,
    Tab,
    add_fact,
    add_list_column,
    add_panel,
    add_step_link,
    add_tab,
)
from cases.papers.visit import SheetPart, add_sheet_part
from cases.supporters import add_supporter_source
from plans import (
    assessment_wiring,
    care_wiring,
    community_wiring,
    evidence,
    finding,
    handing,
    list_views,
    merging,
    outputs,
    outputs_community,
    outputs_meetings,
    panels,
    papers,
    sheet_parts,
)
from plans.care_wiring import care_meeting_url
from plans.models import ServiceUsePlan
from staffing.askable import AskKind, add_ask_kind
from staffing.permissions import Permission

VIEW, EDIT = Permission.PLAN_VIEW, Permission.PLAN_EDIT


def connect() -> None:
    """Register the tab, the panels, the columns and the ways from one step to the next."""
    add_tab(Tab("plans", pgettext_lazy("tab", "Plans"), "plans:client-plans", VIEW, 40))
    for panel in (
        Panel("certificate", "bar", "plans/panels/certificate.html", panels.certificate, VIEW, 20),
        Panel("goals", "main", "plans/panels/goals.html", panels.what_matters, VIEW, 10),
        Panel("team", "side", "plans/panels/team.html", panels.team, VIEW, 20),
        Panel("self-plan", "side", "plans/panels/self_plan.html", panels.self_plan, VIEW, 10),
        Panel("deadlines", "side", "plans/panels/deadlines.html", panels.deadlines, VIEW, 30),
    ):
        add_panel(panel)
    add_fact(Fact("newest_plan", panels.newest_plan, VIEW))
    add_fact(Fact("self_plan", panels.self_plan_now, VIEW))
    add_fact(Fact("last_decision", panels.last_decision, VIEW))
    add_fact(Fact("earlier_ends", panels.earlier_ends, VIEW))
    plan, end = pgettext_lazy("column", "Plan"), _("Decision ends")
    add_list_column(ListColumn("plan", plan, "newest_plan", panels.plan_cell, VIEW, 20))
    add_list_column(
        ListColumn(
            *("decision-end", end, "last_decision", panels.end_cell, VIEW, 30, panels.end_day),
            sorted_by="ends_on",
        )
    )
    for part in (
        SheetPart("decision", "支給決定", sheet_parts.decision_end, VIEW, 20),
        SheetPart("goals", "計画の目標", sheet_parts.goals, VIEW, 30),
        SheetPart("team", "支援チーム", sheet_parts.team, VIEW, 40),
    ):
        add_sheet_part(part)
    on_merge("plans.ServiceUsePlan", number_on(ServiceUsePlan, "number"))
    on_merge("plans.SelfPlan", merging.move_self_plans)
    add_ask_kind(
        AskKind(
            "plans.serviceuseplan",
            pgettext_lazy("question", "plan"),
            "plans:plan-detail",
            ServiceUsePlan.objects.visible_to,
            VIEW,
        )
    )
    add_supporter_source(panels.supporters)
    evidence.connect()
    _connect_steps()
    assessment_wiring.connect()
    community_wiring.connect()
    finding.connect()
    handing.connect()
    care_wiring.connect()
    outputs.connect()
    outputs_community.connect()
    outputs_meetings.connect()
    list_views.connect()
    papers.connect()


def _connect_steps() -> None:
    links = {
        CaseState.DRAFT_PLAN: (_("Write a draft plan"), panels.writing_url),
        CaseState.DRAFT_CONSENTED: (_("Record the consent"), panels.newest_plan_url),
        CaseState.DRAFT_SUBMITTED: (_("Record the submission"), panels.newest_plan_url),
        CaseState.DECIDED: (_("Register the decision"), panels.decision_url),
        CaseState.COORDINATION: (_("Coordination meeting"), care_meeting_url),
        CaseState.FINAL_PLAN: (_("Make the plan from the draft"), panels.final_plan_url),
        CaseState.ACTIVE: (_("Record the consent"), panels.newest_plan_url),
    }
    for state, (label, url) in links.items():
        add_step_link(StepLink(state, label, url, EDIT))
