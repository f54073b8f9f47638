"""Verbs on the people of an office."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.way import open_case
from cases.models import Client, ClientDisability, Consent
from cases.rules import client_keys
from staffing.models import Office, User
from staffing.saving import change, insert


@transaction.atomic
def register_client(
    *,
    office: Office,
    by: User | None,
    opened_on: date,
    worker: User | None = None,
    route: str = "",
    disabilities: Iterable[str] = (),
    consent_method: str = "",
    consent_on: date | None = None,
    **fields: Any,
) -> Client:
    """Register a person and open the case, in one transaction; return the person.

    `fields` are columns of Client (`name` at least). A consent is recorded when its method is
    known; its day is `opened_on` unless given.
    """
    keys = client_keys(fields["name"], fields.get("name_kana", ""))
    client = insert(Client(office=office, **fields, **keys), by=by, verb="client.created")
    _set_disabilities(client, disabilities)
    open_case(client, on=opened_on, by=by, route=route, worker=worker)
    if consent_method:
        record_consent(client, given_on=consent_on or opened_on, method=consent_method, by=by)
    return client


@transaction.atomic
def change_client(
    client: Client,
    *,
    by: User,
    version: int | None,
    disabilities: Iterable[str] | None = None,
    **values: Any,
) -> Client:
    """Change a person's entry; raises StaleState when somebody was faster."""
    if "name" in values or "name_kana" in values:
        name = values.get("name", client.name)
        values |= client_keys(name, values.get("name_kana", client.name_kana))
    client = change(client, values, by=by, version=version, verb="client.changed")
    if disabilities is not None:
        _set_disabilities(client, disabilities)
    return client


def _set_disabilities(client: Client, kinds: Iterable[str]) -> None:
    wanted = set(kinds)
    held = set(client.disabilities.values_list("kind", flat=True))
    client.disabilities.filter(kind__in=held - wanted).delete()
    ClientDisability.objects.bulk_create(
        ClientDisability(client=client, kind=kind) for kind in sorted(wanted - held)
    )


def record_consent(
    client: Client, *, given_on: date, method: str, by: User | None, note: str = ""
) -> Consent:
    """Record that the person agreed to the use of personal information."""
    consent = Consent(client=client, given_on=given_on, method=method, note=note)
    return insert(consent, by=by, verb="consent.recorded", office_id=client.office_id)
