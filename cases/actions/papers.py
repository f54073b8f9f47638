"""Verbs on certificates, handbooks, guardians, points to consider and consents."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from cases.choices_file import CertificateKind
from cases.models import (
    Client,
    Consent,
    DisabilityHandbook,
    Guardian,
    RecipientCertificate,
    WarningNote,
)
from cases.rules import (
    Held,
    certificate_problems,
    consent_problems,
    handbook_problems,
    withdrawal_problems,
)
from config.common.problems import Problem
from staffing.models import User
from staffing.saving import Refused, change, insert, remove, restore

#: A person moves house a few times; numbers of longer ago are found in the history.
OTHER_NUMBERS = 10


def _hold(client: Client) -> None:
    """Hold the person until the end of the transaction: the papers are compared with each other."""
    Client.objects.select_for_update().filter(pk=client.pk).values_list("pk").first()


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(*problems)


@transaction.atomic
def register_certificate(
    client: Client, *, by: User | None, today: date, **values: Any
) -> RecipientCertificate:
    """Register a certificate; the person is found by its number from now on."""
    _hold(client)
    certificate = RecipientCertificate(client=client, **values)
    _refuse(_certificate_problems(certificate, values, today=today))
    insert(certificate, by=by, verb="certificate.created", office_id=client.office_id)
    copy_numbers(client)
    return certificate


@transaction.atomic
def change_certificate(
    certificate: RecipientCertificate, *, by: User, version: int | None, today: date, **values: Any
) -> RecipientCertificate:
    """Change a certificate."""
    client = certificate.client
    _hold(client)
    _refuse(_certificate_problems(certificate, values, today=today))
    certificate = _change(certificate, values, by=by, version=version, verb="certificate.changed")
    copy_numbers(client)
    return certificate


def _certificate_problems(
    certificate: RecipientCertificate, values: dict[str, Any], *, today: date
) -> list[Problem]:
    kind = values.get("kind", certificate.kind)
    others = RecipientCertificate.objects.alive().filter(client_id=certificate.client_id, kind=kind)
    others = others.exclude(pk=certificate.pk).order_by("starts_on", "pk")
    held = [Held(*row) for row in others.values_list("starts_on", "ends_on")]
    return certificate_problems(values, today=today, others=held)


def copy_numbers(client: Client) -> None:
    """Copy the numbers to the person, whose index finds them: the welfare certificate's first."""
    papers = RecipientCertificate.objects.alive().filter(client=client).exclude(number="")
    rows = papers.newest_first().values_list("kind", "number")
    ranked = sorted(rows, key=lambda row: row[0] != CertificateKind.WELFARE)
    numbers = list(dict.fromkeys(number for _kind, number in ranked))
    Client.objects.filter(pk=client.pk).update(
        certificate_number=numbers[0] if numbers else "",
        other_numbers=" ".join(numbers[1 : OTHER_NUMBERS + 1]),
    )
    client.refresh_from_db(fields=["certificate_number", "other_numbers"])


@transaction.atomic
def register_handbook(
    client: Client, *, by: User | None, today: date, **values: Any
) -> DisabilityHandbook:
    """Register a handbook; of each kind a person holds one."""
    _hold(client)
    handbook = DisabilityHandbook(client=client, **values)
    _refuse(_handbook_problems(handbook, values, today=today))
    return insert(handbook, by=by, verb="handbook.created", office_id=client.office_id)


@transaction.atomic
def change_handbook(
    handbook: DisabilityHandbook, *, by: User, version: int | None, today: date, **values: Any
) -> DisabilityHandbook:
    """Change a handbook, for example after it was renewed."""
    _hold(handbook.client)
    _refuse(_handbook_problems(handbook, values, today=today))
    return _change(handbook, values, by=by, version=version, verb="handbook.changed")


def _handbook_problems(
    handbook: DisabilityHandbook, values: dict[str, Any], *, today: date
) -> list[Problem]:
    kind = values.get("kind", handbook.kind)
    same = DisabilityHandbook.objects.alive().filter(client_id=handbook.client_id, kind=kind)
    problems = handbook_problems(values, today=today)
    if same.exclude(pk=handbook.pk).exists():
        message = _("A handbook of this kind is registered already. Change that one.")
        problems.append(Problem("second", message, "kind"))
    return problems


def add_guardian(client: Client, *, by: User | None, **values: Any) -> Guardian:
    """Write down who stands for the person."""
    guardian = Guardian(client=client, **values)
    return insert(guardian, by=by, verb="guardian.created", office_id=client.office_id)


def change_guardian(guardian: Guardian, *, by: User, version: int | None, **values: Any):
    """Change who stands for the person, or since when no longer."""
    return _change(guardian, values, by=by, version=version, verb="guardian.changed")


def note_warning(client: Client, *, by: User | None, **values: Any) -> WarningNote:
    """Note a point to consider; it stands above every page of the person."""
    note = WarningNote(client=client, **values)
    return insert(note, by=by, verb="warning.created", office_id=client.office_id)


def change_warning(note: WarningNote, *, by: User, version: int | None, **values: Any):
    """Change a point to consider, set its next review, or end it."""
    return _change(note, values, by=by, version=version, verb="warning.changed")


def record_consent(
    client: Client, *, given_on: date, method: str, by: User | None, **values: Any
) -> Consent:
    """Record what the person agreed to."""
    consent = Consent(client=client, given_on=given_on, method=method, **values)
    return insert(consent, by=by, verb="consent.recorded", office_id=client.office_id)


@transaction.atomic
def change_consent(
    consent: Consent, *, by: User, version: int | None, today: date, **values: Any
) -> Consent:
    """Correct a consent; what was withdrawn stays as it was."""
    problems = consent_problems(values, today=today)
    withdrawn, given = consent.withdrawn_on, values.get("given_on")
    if withdrawn and given and given > withdrawn:
        message = _("The consent was withdrawn before this day.")
        problems.append(Problem("after-withdrawal", message, "given_on"))
    _refuse(problems)
    return _change(consent, values, by=by, version=version, verb="consent.changed")


@transaction.atomic
def withdraw_consent(
    consent: Consent,
    *,
    by: User,
    version: int | None,
    today: date,
    withdrawn_on: date,
    withdrawn_by: str,
    withdrawal_note: str = "",
) -> Consent:
    """Record that the consent was withdrawn; what was done before stays lawful and is kept."""
    problems = withdrawal_problems(
        given_on=consent.given_on, withdrawn_on=withdrawn_on, withdrawn_by=withdrawn_by, today=today
    )
    _refuse(problems)
    values = {
        "withdrawn_on": withdrawn_on,
        "withdrawn_by": withdrawn_by,
        "withdrawal_note": withdrawal_note,
    }
    return _change(consent, values, by=by, version=version, verb="consent.withdrawn")


def _change(part: models.Model, values: dict[str, Any], *, by: User, version, verb: str):
    return change(part, values, by=by, version=version, verb=verb, office_id=part.client.office_id)


@transaction.atomic
def remove_part(part: models.Model, *, by: User, reason: str) -> None:
    """Delete a paper or a note of the file with a reason; it can be restored."""
    if isinstance(part, RecipientCertificate) and _is_used(part):
        message = _("A benefit decision refers to this certificate. Change the decision first.")
        raise Refused(Problem("used", message))
    remove(part, by=by, reason=reason)
    if isinstance(part, RecipientCertificate):
        copy_numbers(part.client)


def _is_used(certificate: RecipientCertificate) -> bool:
    """Whether a record that still stands refers to the certificate."""
    for relation in certificate._meta.related_objects:
        rows = relation.related_model._base_manager.filter(
            **{relation.field.name: certificate, "deleted_at": None}
        )
        if rows.exists():
            return True
    return False


@transaction.atomic
def restore_part(part: models.Model, *, by: User, today: date) -> None:
    """Bring a deleted paper or note back, unless another one has taken its place."""
    _hold(part.client)
    values = {field.name: getattr(part, field.name) for field in part._meta.concrete_fields}
    if isinstance(part, RecipientCertificate):
        _refuse(_certificate_problems(part, values, today=today))
    if isinstance(part, DisabilityHandbook):
        _refuse(_handbook_problems(part, values, today=today))
    restore(part, by=by)
    if isinstance(part, RecipientCertificate):
        copy_numbers(part.client)
