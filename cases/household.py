"""One view over a household: its clients with their cases and dues, warnings and promises."""

from datetime import date, timedelta
from typing import Any

from cases.endings import care_words
from cases.family import FamilyView
from cases.models import Client, Consultation, Promise
from cases.rows import added_columns, client_rows, client_values
from staffing.models import User
from staffing.permissions import Permission, can

#: A fear of abuse stays in sight for a year.
FEAR_DAYS = 365
MOST = 50


def household_page(view: FamilyView, *, user: User, today: date) -> dict[str, Any]:
    """Return what the page shows of the clients whom the reader may see; four queries in all."""
    members = {member.client.pk: member for member in view.clients}
    people = Client.objects.visible_to(user).filter(pk__in=members)
    people = people.annotate(care_note=care_words(today))
    rows = client_rows(list(client_values(people, user=user)), user=user, today=today)
    words = {pk: member.word for pk, member in members.items()}
    for row in rows:
        row["word"] = words[row["pk"]]
    order = list(members)
    rows.sort(key=lambda row: order.index(row["pk"]))
    seen = [row["pk"] for row in rows]
    context = {"rows": rows, "columns": added_columns(user)}
    context["others"] = [member for member in view.members if not member.client]
    office_id = view.household and view.household.office_id
    may_log = can(user, Permission.LOG_WRITE, office_id)
    promises = Promise.objects.visible_to(user).open().filter(client__in=seen)
    fears = Consultation.objects.visible_to(user).filter(client__in=seen, is_abuse_suspected=True)
    return context | {
        "promises": list(promises.select_related("client", "owner").by_due()[:MOST])
        if may_log
        else [],
        "warnings": [row for row in rows if row["care_note"]],
        "fears": list(
            fears.since_day(today - timedelta(days=FEAR_DAYS))
            .select_related("client")
            .newest()[:MOST]
        ),
    }
