"""Where the transition and settlement supports hook into the pages of cases."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.deletion import DeletedKind, add_deleted, client_name
from cases.file_merging import put_aside
from cases.merging import on_merge
from cases.models import Client
from cases.panels import Fact, Panel, add_fact, add_panel
from config.common.sql import JsonRows
from plans import community_papers
from plans.choices_community import SupportKind
from plans.models import CommunityEntry, CommunitySupport, FacilityStay
from staffing.models import User
from staffing.permissions import Permission, can


def connect() -> None:
    """Register merge, deleted entries and papers; called once when the app is ready."""
    on_merge("plans.FacilityStay", move_stays)
    on_merge("plans.CommunitySupport", move_supports)
    add_deleted(
        DeletedKind(
            "support-entry",
            _("Records of transition and settlement"),
            _deleted_entries,
            when=lambda record: record.occurred_at,
            who=client_name,
            what=lambda record: record.text,
            may_restore=lambda user, row: can(user, Permission.PLAN_EDIT, row.office_id),
            restore_url="plans:support-entry-restore",
            order=50,
        )
    )
    add_fact(Fact("community", running_supports, Permission.PLAN_VIEW))
    add_panel(
        Panel(
            "community",
            "side",
            "plans/panels/community.html",
            community_panel,
            Permission.PLAN_VIEW,
            15,
        )
    )
    community_papers.connect()


def running_supports() -> Subquery:
    """The transition and settlement cases of a person that run, in no order."""
    row = JSONObject(pk="pk", kind="kind", night_phone="night_phone", day_phone="day_phone")
    running = CommunitySupport.objects.alive().running().filter(client=OuterRef("pk")).order_by()
    return Subquery(running.values("client").annotate(rows=JsonRows(row)).values("rows"))


def community_panel(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the running cases with the numbers that are open at night."""
    rows = client.facts.get("community") or ()
    found = [
        row
        | {
            "label": SupportKind(row["kind"]).label,
            "url": reverse("plans:support-detail", args=[row["pk"]]),
        }
        for row in sorted(rows, key=lambda row: row["pk"])
    ]
    return {"rows": found} if found else None


def _deleted_entries(user: User):
    offices = user.access.offices_with(Permission.PLAN_VIEW)
    rows = CommunityEntry.objects.deleted_for(user).filter(office_id__in=offices)
    return rows.select_related("client")


def move_stays(kept: Client, given_up: Client) -> None:
    """Of two stays that have not ended one remains; the other is put aside."""
    alive = FacilityStay.objects.alive().going_on()
    if alive.filter(client=kept).exists():
        put_aside(alive.filter(client=given_up))
    FacilityStay.objects.filter(client=given_up).update(client=kept)


def move_supports(kept: Client, given_up: Client) -> None:
    """Of two running cases of one kind one remains; the other is put aside."""
    running = CommunitySupport.objects.alive().running()
    kinds = list(running.filter(client=kept).values_list("kind", flat=True))
    put_aside(running.filter(client=given_up, kind__in=kinds))
    CommunitySupport.objects.filter(client=given_up).update(client=kept)
