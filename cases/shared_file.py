"""What another office reads of a file that is shared with it: the parts named, nothing else."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.choices import DisabilityKind, Gender
from cases.choices_access import SharePart
from cases.endings import person_bar
from cases.facts import for_page
from cases.models import Client, Share
from cases.papers.visit import blocks
from config.common.fiscal import age_on
from config.common.phones import format_phone
from config.common.wareki import wareki
from staffing.models import User
from staffing.permissions import Permission, can

#: The parts of the page before a visit that SharePart.PLAN stands for.
PLAN_PARTS = ("decision", "goals", "team")


def shared_file(share: Share, *, user: User, today: date) -> dict[str, Any]:
    """Return the parts of a file as its reader at the receiving office may see them.

    `share` must be one of `Share.objects.got_by(user)`. What a part asks for beyond reading files
    counts at the reader's own office: a clerk there reads no plan.
    """
    client = _client(share, user)
    plans = (
        blocks(client, user=user, today=today, keys=PLAN_PARTS, office_id=share.receiver_id)[
            "parts"
        ]
        if SharePart.PLAN in share.parts
        else []
    )
    return {
        "client": client,
        "facts": [(label, value) for label, value in _facts(client, today) if value],
        "warnings": person_bar(client, today)["warnings"],
        "guardians": person_bar(client, today)["guardians"],
        "supporters": _supporters(client, today) if SharePart.SUPPORTERS in share.parts else None,
        "plans": plans,
        "has_log": SharePart.LOG in share.parts,
    }


def shared_contacts(share: Share) -> QuerySet:
    """The contacts that may be read; none where the log is not shared."""
    contacts = share.client.consultations.alive()
    if SharePart.LOG not in share.parts:
        return contacts.none()
    if share.records_from:
        contacts = contacts.since_day(share.records_from)
    return contacts


def _client(share: Share, user: User) -> Client:
    people = Client.objects.alive().filter(pk=share.client_id).select_related("office")
    client = for_page(people, user).get()
    from_facts = {name: value for name, value in vars(client).items() if name.startswith("fact_")}
    client.facts = {name.removeprefix("fact_"): value for name, value in from_facts.items()}
    if not can(user, Permission.PLAN_VIEW, share.receiver_id):
        client.facts = {}
    return client


def _facts(client: Client, today: date) -> list[tuple[str, str]]:
    born = client.birth_on
    kinds = client.disabilities.order_by("pk").values_list("kind", flat=True)
    return [
        (_("Kana"), client.name_kana),
        (_("Date of birth"), f"{wareki(born)}（{age_on(born, today)}歳）" if born else ""),
        (_("Gender"), str(Gender(client.gender).label) if client.gender else ""),
        (_("Phone"), format_phone(client.phone) if client.phone else ""),
        (_("Address"), client.address),
        (_("Kind of disability"), "、".join(str(DisabilityKind(kind).label) for kind in kinds)),
    ]


def _supporters(client: Client, today: date) -> list:
    return list(client.support_contacts.alive().on(today).by_emergency())
