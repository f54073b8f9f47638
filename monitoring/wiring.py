"""Where monitoring hooks into the lower apps: called once, from AppConfig.ready()."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from monitoring import panels, subscribers
from plans.hooks import on_decision_changed, set_decision_months, set_month_preview
from staffing.permissions import Permission


def connect() -> None:
    """Register subscribers, panels, the tab of a person and the column of the list."""
    view = Permission.MONITORING_VIEW
    on_decision_changed(subscribers.decision_changed)
    on_case_changed(subscribers.case_changed)
    set_month_preview(panels.month_preview)
    set_decision_months(panels.stored_months)
    add_tab(
        Tab(
            "monitoring",
            pgettext_lazy("tab", "Monitoring"),
            "monitoring:client-months",
            view,
            order=45,
        )
    )
    add_fact(Fact("next_month", panels.next_month, view))
    add_fact(Fact("waits", panels.waits, view))
    shown, label = panels.next_month_panel, _("Next monitoring")
    add_panel(Panel("next-monitoring", "bar", "monitoring/_next_month.html", shown, view, 30))
    add_list_column(
        ListColumn("next-monitoring", label, "next_month", panels.next_month_cell, view, 40)
    )
