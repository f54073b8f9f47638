"""What this app tells the layer below: its tabs, and how the people of an audit trail are named."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from cases.panels import Tab, add_tab
from staffing.history import on_client_names
from staffing.models import User
from staffing.permissions import Permission


def connect() -> None:
    """Register tabs and names; called once when the app is ready."""
    view, edit = Permission.CLIENT_VIEW, Permission.CLIENT_EDIT
    add_tab(Tab("overview", pgettext_lazy("tab", "Overview"), "cases:client-detail", view, 10))
    add_tab(Tab("log", pgettext_lazy("tab", "Log"), "cases:client-log", view, 20))
    add_tab(Tab("edit", _("Basic information"), "cases:client-edit", edit, 30))
    add_tab(Tab("history", pgettext_lazy("tab", "History"), "cases:client-history", view, 90))
    on_client_names(client_names)


def client_names(keys: Iterable[int], user: User) -> dict[int, tuple[str, str]]:
    """Return {key: (name, address)} of the people whose files this reader may open."""
    people = Client.objects.visible_to(user).filter(pk__in=keys).only("name")
    return {client.pk: (client.name, client.get_absolute_url()) for client in people}
