"""Verbs on the people of an office."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.papers import (
    add_guardian,
    note_warning,
    record_consent,
    register_certificate,
)
from cases.actions.way import open_case
from cases.choices_file import CertificateKind, GuardianKind, WarningKind
from cases.models import Client, ClientDisability
from cases.rules import client_keys
from cases.rules.periods import is_child
from staffing.models import Office, User
from staffing.saving import change, insert

#: The columns that the keys of a person are made of.
NAMES = ("name", "name_kana", "also_called")


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
    certificate_number: str = "",
    guardian_name: str = "",
    care_note: str = "",
    **fields: Any,
) -> Client:
    """Register a person and open the case, in one transaction; return the person.

    `fields` are columns of Client (`name` at least). A consent is recorded when its method is
    known; its day is `opened_on` unless given. A number makes a certificate whose period is still
    to be completed, a child's the one for day services. A guardian's name and a point to consider
    make entries of their own.
    """
    keys = client_keys(fields["name"], fields.get("name_kana", ""), fields.get("also_called", ""))
    client = insert(Client(office=office, **fields, **keys), by=by, verb="client.created")
    _set_disabilities(client, disabilities)
    open_case(client, on=opened_on, by=by, route=route, worker=worker)
    if consent_method:
        record_consent(client, given_on=consent_on or opened_on, method=consent_method, by=by)
    if certificate_number:
        childs = is_child(client.birth_on, opened_on)
        values = {"number": certificate_number, "municipality": client.municipality}
        values["kind"] = CertificateKind.CHILD if childs else CertificateKind.WELFARE
        register_certificate(client, by=by, today=opened_on, **values)
    if guardian_name:
        add_guardian(client, by=by, name=guardian_name, kind=GuardianKind.PARENT)
    if care_note:
        note_warning(client, by=by, text=care_note, kind=WarningKind.OTHER, since_on=opened_on)
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
    if not values.keys().isdisjoint(NAMES):
        values |= client_keys(*(values.get(name, getattr(client, name)) for name in NAMES))
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
