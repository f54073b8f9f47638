"""The family and the supporters of a client as pages and drawings show them, in two queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from cases.choices_family import Kinship
from cases.models import Client, FamilyMember, Household
from cases.rules import Family, Ties, family_ties, kinship_word
from config.common.fiscal import age_on
from staffing.asking import prepared_for_user
from staffing.models import User


@dataclass
class Member:
    """One member with the words of the client's page."""

    entry: FamilyMember
    word: str
    age: int | None
    is_oneself: bool

    @property
    def client(self) -> Client | None:
        return self.entry.registered_as

    @property
    def name(self) -> str:
        return self.client.name if self.client else self.entry.name

    @property
    def phone(self) -> str:
        return self.client.phone if self.client else self.entry.phone

    @property
    def birth_on(self) -> date | None:
        return self.client.birth_on if self.client else self.entry.birth_on

    @property
    def age_words(self) -> str:
        """82歳, 約82歳 where only the age was told."""
        if self.age is None:
            return ""
        words = _("aged %(age)s") if self.birth_on else _("aged about %(age)s")
        return words % {"age": self.age}


@dataclass
class FamilyView:
    """Everybody of a household whom the reader may see, seen from one of them."""

    viewer: int | None = None
    household: Household | None = None
    members: list[Member] = field(default_factory=list)
    family: Family = field(default_factory=dict)
    ties: Mapping[int, Ties] = field(default_factory=dict)

    @property
    def others(self) -> list[Member]:
        return [member for member in self.members if not member.is_oneself]

    @property
    def clients(self) -> list[Member]:
        """Those who are clients of the office."""
        return [member for member in self.members if member.client]


def family_of(client: Client, *, user: User, today: date) -> FamilyView:
    """Return the family of a client: whom to call first on top, the client before everybody."""
    found = _entries_around(user, client_key=client.pk)
    return family_view(found, client=client, today=today)


@prepared_for_user
def _entries_around(user: User, *, client_key: int) -> QuerySet:
    entries = FamilyMember.objects.visible_to(user).around(client_key)
    entries = entries.select_related("registered_as", "household")
    return entries.order_by(F("emergency_order").asc(nulls_last=True), "pk")


def family_view(entries: list[FamilyMember], *, client: Client | None, today: date) -> FamilyView:
    """The same from loaded entries; without a client seen from the first one who is."""
    if not entries:
        return FamilyView()
    family = {entry.pk: entry.kin for entry in entries}
    ties = family_ties(family)
    registered = sorted((entry for entry in entries if entry.registered_as_id), key=lambda e: e.pk)
    viewer = next(
        (e.pk for e in registered if client and e.registered_as_id == client.pk),
        registered[0].pk if registered else entries[0].pk,
    )
    members = [
        Member(
            entry=entry,
            word=_word(entry, family, ties, viewer),
            age=_age(entry, today),
            is_oneself=entry.pk == viewer,
        )
        for entry in entries
    ]
    members.sort(key=lambda member: not member.is_oneself)
    return FamilyView(viewer, entries[0].household, members, family, ties)


def _word(entry: FamilyMember, family: Family, ties: Mapping[int, Ties], viewer: int) -> str:
    said = entry.relation_note or (Kinship(entry.relation).label if entry.relation else "")
    if entry.relation_of_id == viewer and entry.relation_note:
        return entry.relation_note
    return kinship_word(family, ties, viewer, entry.pk) or (
        str(said) if entry.relation_of_id == viewer else _("Relative")
    )


def _age(entry: FamilyMember, today: date) -> int | None:
    client = entry.registered_as
    birth_on = client.birth_on if client else entry.birth_on
    if birth_on:
        return age_on(birth_on, today)
    if entry.age is None or entry.aged_on is None:
        return None
    return entry.age + age_on(entry.aged_on, today)
