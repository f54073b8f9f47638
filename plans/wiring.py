"""Where plans hook into the pages of cases: called once, from AppConfig.ready()."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import CaseState
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
from plans import panels
from staffing.permissions import Permission

VIEW, EDIT = Permission.PLAN_VIEW, Permission.PLAN_EDIT


def connect() -> None:
    """Register the tab, the panels, the columns and the ways from one step to the next."""
    add_tab(Tab("plans", pgettext_lazy("tab", "Plans"), "plans:client-plans", VIEW, 40))
    for panel in (
        Panel("certificate", "bar", "plans/panels/certificate.html", panels.certificate, VIEW, 20),
        Panel("goals", "main", "plans/panels/goals.html", panels.what_matters, VIEW, 10),
        Panel("team", "side", "plans/panels/team.html", panels.team, VIEW, 20),
        Panel("deadlines", "side", "plans/panels/deadlines.html", panels.deadlines, VIEW, 30),
    ):
        add_panel(panel)
    add_fact(Fact("newest_plan", panels.newest_plan, VIEW))
    add_fact(Fact("last_decision", panels.last_decision, VIEW))
    plan, end = pgettext_lazy("column", "Plan"), _("Decision ends")
    add_list_column(ListColumn("plan", plan, "newest_plan", panels.plan_cell, VIEW, 20))
    add_list_column(ListColumn("decision-end", end, "last_decision", panels.end_cell, VIEW, 30))
    _connect_steps()


def _connect_steps() -> None:
    links = {
        CaseState.DRAFT_PLAN: (_("Write a draft plan"), panels.writing_url),
        CaseState.DRAFT_CONSENTED: (_("Record the consent"), panels.newest_plan_url),
        CaseState.DRAFT_SUBMITTED: (_("Record the submission"), panels.newest_plan_url),
        CaseState.DECIDED: (_("Register the decision"), panels.decision_url),
        CaseState.COORDINATION: (_("Meeting and plan"), panels.final_plan_url),
        CaseState.FINAL_PLAN: (_("Make the plan from the draft"), panels.final_plan_url),
        CaseState.ACTIVE: (_("Record the consent"), panels.newest_plan_url),
    }
    for state, (label, url) in links.items():
        add_step_link(StepLink(state, label, url, EDIT))
