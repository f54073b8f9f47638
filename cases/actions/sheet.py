"""Write the basic face sheet: the person, the texts and the rows under one version."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from cases.actions.clients import change_client
from cases.choices_file import SupportGroup
from cases.models import Client, FaceSheet, MedicalCare, SupportEntry
from staffing import audit
from staffing.models import User

Rows = Sequence[dict[str, Any]]


@transaction.atomic
def change_sheet(
    client: Client,
    *,
    by: User,
    version: int | None,
    person: dict[str, Any],
    sheet: dict[str, Any],
    disabilities: Iterable[str],
    medical: Rows,
    public: Rows,
    other: Rows,
) -> Client:
    """Change the face sheet; raises StaleState when somebody was faster.

    `person` are columns of Client, `sheet` of FaceSheet; the rows replace those that were there.
    """
    client = change_client(client, by=by, version=version, disabilities=disabilities, **person)
    found, _is_new = FaceSheet.objects.get_or_create(client=client)
    before = {name: getattr(found, name) for name in sheet}
    FaceSheet.objects.filter(client=client).update(**sheet)
    changed = audit.difference(FaceSheet, _keys(before), _keys(sheet))
    treated = [
        MedicalCare(client=client, position=position, **row)
        for position, row in enumerate(medical, start=1)
    ]
    # A row has no name of its own in the history: the medical ones stand under their heading.
    if _replace(client.medical_care.all(), treated):
        changed["medical_note"] = None
    groups = ((SupportGroup.PUBLIC, public), (SupportGroup.OTHER, other))
    rows = [
        SupportEntry(client=client, group=group, position=position, **row)
        for group, wanted in groups
        for position, row in enumerate(wanted, start=1)
    ]
    if _replace(client.support_entries.all(), rows) or changed:
        audit.record(by, "sheet.changed", found, office_id=client.office_id, changed=changed)
    return client


def _keys(values: dict[str, Any]) -> dict[str, Any]:
    return {name: audit.plain(value) for name, value in values.items()}


def _replace(held, rows: list) -> bool:
    """Put new rows in the place of those that stand; say whether anything is different."""
    names = [field.attname for field in held.model._meta.concrete_fields if field.name != "id"]
    before = sorted([str(getattr(row, name)) for name in names] for row in held)
    if before == sorted([str(getattr(row, name)) for name in names] for row in rows):
        return False
    held.delete()
    held.model.objects.bulk_create(rows)
    return True
