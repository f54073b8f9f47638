"""Verbs on households and families."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Client, FamilyMember, Household
from cases.rules import tree_problems
from config.common.problems import Problem
from staffing import audit
from staffing.models import User
from staffing.saving import Refused, StaleState, change, insert, remove, restore

#: What a client's own entry in the list of clients says already.
PERSONAL = ("name", "name_kana", "gender", "birth_on", "age", "phone")
#: By which one member points to another.
POINTERS = ("relation_of", "father", "mother", "partner")


@transaction.atomic
def add_member(
    client: Client,
    *,
    by: User | None,
    today: date,
    registered_as: Client | None = None,
    joins: bool = False,
    **fields: Any,
) -> FamilyMember:
    """Write somebody into the family of a client; the household is made with the first one.

    `registered_as` is another client of the office. One who has a household already comes with
    everybody in it, when `joins` says that the two households are one.
    """
    _lock(client, registered_as)
    own = own_entry(client, by=by)
    if registered_as is not None:
        return _add_client(own, registered_as, by=by, joins=joins, **fields)
    fields |= {"aged_on": today if fields.get("age") is not None else None}
    member = FamilyMember(household=own.household, relation_of=own, **fields)
    member.file_of = client.pk
    _check(member)
    return insert(member, by=by, verb="family.added")


def _lock(*clients: Client | None) -> None:
    """Let nobody else put these people into a household meanwhile."""
    keys = [client.pk for client in clients if client is not None]
    list(Client.objects.select_for_update().filter(pk__in=keys).order_by("pk").values("pk"))


def own_entry(client: Client, *, by: User | None) -> FamilyMember:
    """Return the client's own entry; the household is made when there is none."""
    entry = _entry_of(client)
    if entry is not None:
        return entry
    name = _("The %(name)s household") % {"name": client.name.split()[0]}
    household = Household(office_id=client.office_id, name=name[:60])
    insert(household, by=by, verb="household.created")
    entry = FamilyMember(household=household, registered_as=client)
    return insert(entry, by=by, verb="family.added")


def _entry_of(client: Client) -> FamilyMember | None:
    entries = FamilyMember.objects.alive().filter(registered_as=client)
    return entries.select_related("household").first()


def _add_client(
    own: FamilyMember, client: Client, *, by: User | None, joins: bool, **fields: Any
) -> FamilyMember:
    said = {name: value for name, value in fields.items() if name not in PERSONAL}
    entry = _entry_of(client)
    if entry is None:
        member = FamilyMember(
            household=own.household, relation_of=own, registered_as=client, **said
        )
        member.file_of = own.registered_as_id
        _check(member)
        return insert(member, by=by, verb="family.added")
    if entry.household_id == own.household_id:
        raise Refused(
            Problem("there", _("This client is in this household already."), "client_text")
        )
    _join(entry.household, own.household, by=by, joins=joins)
    values = said | {"relation_of": own}
    entry.refresh_from_db()
    return change_member(entry, by=by, version=None, **values)


def _join(old: Household, new: Household, *, by: User | None, joins: bool) -> None:
    """Bring everybody of one household into another one; the empty one goes."""
    if not joins:
        message = _(
            "This client belongs to another household already. Tick “make one household of both”"
            " when they live together or belong to one family."
        )
        raise Refused(Problem("elsewhere", message, "joins"))
    FamilyMember.objects.filter(household=old).update(household=new)
    remove(old, by=by, reason=_("Joined with another household"))
    audit.record(by, "household.joined", new, joined=old.pk)


@transaction.atomic
def change_member(
    member: FamilyMember,
    *,
    by: User | None,
    version: int | None,
    file_of: int | None = None,
    **values: Any,
) -> FamilyMember:
    """Correct an entry; refuses what no family can be."""
    member.file_of = file_of
    _check(member, **values)
    return change(member, values, by=by, version=version, verb="family.changed")


@transaction.atomic
def register_member(
    member: FamilyMember, client: Client, *, by: User, version: int | None, joins: bool = False
) -> FamilyMember:
    """Say that an entry is a client of the office; return the one entry that is left.

    Where the client has an entry already, the two become one: whoever pointed to the one that
    goes points to the other.
    """
    _lock(client)
    entry = _entry_of(client)
    if entry is None:
        values = dict.fromkeys(("name", "name_kana", "gender", "phone"), "")
        values |= {"birth_on": None, "age": None, "aged_on": None, "registered_as": client}
        return change(member, values, by=by, version=version, verb="family.changed")
    present = FamilyMember.objects.alive().filter(pk=member.pk, registered_as=None)
    if not present.filter(**({} if version is None else {"version": version})).exists():
        raise StaleState(member)
    if entry.household_id != member.household_id:
        _join(entry.household, member.household, by=by, joins=joins)
    for pointer in POINTERS:
        pointing = FamilyMember.objects.filter(**{pointer: member}).exclude(pk=entry.pk)
        pointing.update(**{pointer: entry})
    remove(member, by=by, reason=_("The same person as a client"))
    audit.record(by, "family.merged", entry, merged=member.pk)
    entry.refresh_from_db()
    if entry.relation_of_id is None and member.relation_of_id != entry.pk:
        values = {"relation": member.relation, "relation_of_id": member.relation_of_id}
        entry = change_member(entry, by=by, version=None, **values)
    return entry


@transaction.atomic
def remove_member(member: FamilyMember, *, by: User, file_of: int) -> None:
    """Take an entry out of the family; it can be brought back."""
    member.file_of = file_of
    remove(member, by=by, reason=_("Taken out of the table"))


@transaction.atomic
def restore_member(member: FamilyMember, *, by: User, file_of: int) -> None:
    """Bring an entry back, unless the client has come into another household meanwhile."""
    if member.registered_as_id and _entry_of(member.registered_as):
        raise Refused(Problem("elsewhere", _("This client belongs to a household already.")))
    member.file_of = file_of
    restore(member, by=by)


def change_household(
    household: Household, *, by: User, version: int | None, **values: Any
) -> Household:
    """Change the name or the remarks of a household."""
    return change(household, values, by=by, version=version, verb="household.changed")


def _check(member: FamilyMember, **values: Any) -> None:
    """Refuse an impossible family tree."""
    entries = FamilyMember.objects.alive().filter(household_id=member.household_id)
    family = {entry.pk: entry.kin for entry in entries.select_related("registered_as")}
    for name, value in values.items():
        setattr(member, name, value)
    key = member.pk or 0
    family[key] = member.kin
    if problems := tree_problems(family, key):
        raise Refused(*problems)
