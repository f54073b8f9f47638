"""What every page about a person shows above its own content: the person bar and the links.

context = person_context(client, user=request.user, today=today, tab="plan")
… {% include "cases/_person_bar.html" %}
"""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from cases.endings import person_bar
from cases.evidence import with_evidence
from cases.facts import complete
from cases.models import Case, Client
from cases.panels import panels, tabs
from cases.recent import remember
from cases.rules import is_child
from config.common.fiscal import age_on
from config.common.keys import key_url
from config.common.prepared import prepared
from staffing import audit
from staffing.models import User
from staffing.permissions import can


def note_view(client: Client, *, user: User, now: datetime) -> None:
    """Write into the audit trail that the file was opened, and keep it among the recent ones."""
    audit.record(user, "client.viewed", client)
    remember(user, client, now=now)


def current_case(client: Client) -> Case | None:
    """The open case of a person, else the last one, with the people in charge."""
    found = _cases_of(client_key=client.pk)
    return next((case for case in found if case.closed_on is None), found[-1] if found else None)


@prepared
def _cases_of(*, client_key: int) -> QuerySet:
    cases = Case.objects.latest_of([client_key]).select_related("worker", "deputy")
    return with_evidence(cases.with_steps())


def person_context(
    client: Client, *, user: User, today: date, tab: str = "", case: Case | None = None
) -> dict[str, Any]:
    """Return the context of cases/_person_bar.html: client, case, person, tabs, bar.

    Pass the case when it is loaded already.
    """
    case, client = case or current_case(client), complete(client, user)
    return {
        "client": client,
        "case": case,
        "today": today,
        "person": {
            "age": age_on(client.birth_on, today) if client.birth_on else None,
            "is_child": is_child(client.birth_on, today),
            "contacts": client.contacts_number,
            **person_bar(client, today),
        },
        "person_tabs": [
            {
                "key": item.key,
                "label": str(item.label),
                "url": key_url(item.url_name)(client.pk),
                "is_current": item.key == tab,
            }
            for item in tabs()
            if can(user, item.permission, client.office_id)
        ],
        "bar_panels": load_panels(client, "bar", user=user, today=today),
    }


def load_panels(client: Client, place: str, *, user: User, today: date) -> list[dict[str, Any]]:
    """Load the panels of one place that this user may see: {"key", "template", "panel"}."""
    found = []
    for panel in panels():
        if panel.place != place or not can(user, panel.permission, client.office_id):
            continue
        content = panel.load(client, user=user, today=today)
        if content is not None:
            found.append({"key": panel.key, "template": panel.template, "panel": content})
    return found
