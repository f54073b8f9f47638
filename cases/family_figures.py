"""The family on the overview of a client, and both figures for the paper (別紙1)."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.drawing import PAPER_INK, family_svg, ring_svg
from cases.family import family_of, family_view
from cases.models import Client, FamilyMember, Household, SupportContact
from config.common.sql import JsonRows, read_day
from staffing.asking import prepared_for_user
from staffing.models import User

#: What the overview reads of a member together with the person, and of a client among them.
ROW = (
    "pk",
    "relation",
    "relation_of_id",
    "relation_note",
    "name",
    "gender",
    "birth_on",
    "age",
    "aged_on",
    "living",
    "is_deceased",
    "occupation",
    "is_main_carer",
    "emergency_order",
    "phone",
    "father_id",
    "mother_id",
    "partner_id",
    "household_id",
)
PERSON = ("pk", "name", "gender", "birth_on", "phone")
DAYS = ("birth_on", "aged_on")


def family_rows(user: User) -> Subquery:
    """The members of the household of an outer query's person, as far as the user may see them."""
    member = JSONObject(
        **{name: name for name in ROW},
        **{f"person_{name}": f"registered_as__{name}" for name in PERSON},
        household_name="household__name",
    )
    around = FamilyMember.objects.visible_to(user).filter(
        household__members__registered_as=OuterRef("pk"), household__members__deleted_at=None
    )
    grouped = around.order_by().values("household").annotate(rows=JsonRows(member))
    return Subquery(grouped.values("rows"))


def family_panel(client: Client, *, user: User, today: date) -> dict[str, Any]:
    """Return the family of a person of `for_overview`: the figure, and whom to call first."""
    entries = [_entry(row) for row in client.family_rows or ()]
    entries.sort(key=lambda entry: entry.pk)
    view = family_view(entries, client=client, today=today)
    urgent = [member for member in view.others if member.entry.emergency_order is not None]
    urgent.sort(key=lambda member: member.entry.emergency_order)
    return {"view": view, "urgent": urgent, "drawing": family_svg(view)}


def _entry(row: dict[str, Any]) -> FamilyMember:
    values = {name: read_day(row[name]) if name in DAYS else row[name] for name in ROW}
    entry = FamilyMember(**values)
    entry.household = Household(pk=row["household_id"], name=row["household_name"])
    if row["person_pk"]:
        person = {name: row[f"person_{name}"] for name in PERSON}
        entry.registered_as = Client(**person | {"birth_on": read_day(person["birth_on"])})
    return entry


def paper_figures(client: Client, *, user: User, today: date) -> tuple[SafeString, SafeString]:
    """Return 家族構成図 and 社会関係図 for print, each empty where its table is."""
    view = family_of(client, user=user, today=today)
    contacts = _contacts_of(user, client_key=client.pk, today=today)
    ring = ring_svg(client, contacts, view, ink=PAPER_INK)
    return family_svg(view, ink=PAPER_INK), ring


def family_lines(client: Client, *, user: User, today: date) -> list[list[str]]:
    """Return the family in words, for a paper: relation, name, age, occupation and what else."""
    view = family_of(client, user=user, today=today)
    return [
        [
            member.word,
            member.name,
            member.age_words,
            member.entry.occupation,
            "、".join(_remarks(member.entry)),
        ]
        for member in view.others
    ]


def _remarks(entry: FamilyMember) -> list[str]:
    said = [str(entry.get_living_display())] if entry.living else []
    said += [_("Main carer")] if entry.is_main_carer else []
    return [*said, _("deceased")] if entry.is_deceased else said


def ring_lines(client: Client, *, user: User, today: date) -> list[list[str]]:
    """Return those around a person in words, for a paper: kind, body, person, role."""
    return [
        [str(each.get_kind_display()), each.organisation, each.name, each.role]
        for each in _contacts_of(user, client_key=client.pk, today=today)
    ]


@prepared_for_user
def _contacts_of(user: User, *, client_key: int, today: date) -> QuerySet:
    contacts = SupportContact.objects.visible_to(user).filter(client_id=client_key)
    return contacts.on(today).by_emergency()
