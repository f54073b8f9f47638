"""Where meetings about people and providers' plans hook into the pages of cases."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.deletion import DeletedKind, add_deleted, client_name
from cases.models import Client
from cases.panels import Tab, add_tab
from plans import care_papers
from plans.models import ProviderPlan
from staffing.permissions import Permission, can

VIEW = Permission.PLAN_VIEW


def connect() -> None:
    """Register the tab, the papers, and how a deleted entry comes back."""
    add_tab(
        Tab("care-meetings", pgettext_lazy("tab", "Meetings"), "plans:client-meetings", VIEW, 45)
    )
    add_deleted(
        DeletedKind(
            "provider-plan",
            _("Plans of providers"),
            lambda user: ProviderPlan.objects.deleted_for(user).select_related(
                "client", "provider"
            ),
            when=lambda record: record.created_at,
            who=client_name,
            what=lambda record: record.writer,
            may_restore=lambda user, row: can(user, Permission.PLAN_EDIT, row.office_id),
            restore_url="plans:provider-plan-restore",
            order=60,
        )
    )
    care_papers.connect()


def care_meeting_url(client: Client) -> str:
    """Return where the meeting is set up, or the one that waits for its minutes is opened."""
    return f"{reverse('plans:care-meeting-create', args=[client.pk])}?waiting=1"
