"""Addresses of families, supporters and households."""

from django.utils import timezone

from cases.models import Client
from tests.access import FILES, Row
from tests.factories.cases import (
    CaseFactory,
    ClientFactory,
    FamilyMemberFactory,
    SupportContactFactory,
    household_of,
)


def client(town):
    made = CaseFactory(client__office=town.office, worker=town.counsellor).client
    household_of(made)
    return {"pk": made.pk}


def member(town, **fields):
    own = Client.objects.get(**client(town)).family_entries.get()
    made = FamilyMemberFactory(
        household=own.household, relation="mother", relation_of=own, **fields
    )
    return {"pk": own.registered_as_id, "member": made.pk}


def removed_member(town):
    return member(town, deleted_at=timezone.now())


def supporter(town):
    return {"pk": SupportContactFactory(client__office=town.office).pk}


def removed_supporter(town):
    made = SupportContactFactory(client__office=town.office, deleted_at=timezone.now())
    return {"pk": made.pk}


def household(town):
    return {"pk": household_of(ClientFactory(office=town.office)).pk}


ROWS = {
    "cases:client-family": Row(FILES, client),
    "cases:family-create": Row(FILES, client),
    "cases:family-register": Row(FILES, client),
    "cases:family-edit": Row(FILES, member),
    "cases:family-remove": Row(FILES, member, method="post"),
    "cases:family-restore": Row(FILES, removed_member, method="post"),
    "cases:supporter-create": Row(FILES, client),
    "cases:supporter-edit": Row(FILES, supporter),
    "cases:supporter-remove": Row(FILES, supporter, method="post"),
    "cases:supporter-restore": Row(FILES, removed_supporter, method="post"),
    "cases:household-detail": Row(FILES, household),
    "cases:household-edit": Row(FILES, household),
}
