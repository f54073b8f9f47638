"""Verbs on shares: let another office read, end it, note that it was read."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Client, Consent, Restriction, Share
from cases.rules import share_problems
from config.common.problems import Problem
from staffing import audit
from staffing.actions import notify
from staffing.models import Office, Posting, User
from staffing.permissions import FILE_ROLES, Permission, holders
from staffing.saving import Refused, StaleState, change, insert


@transaction.atomic
def share_file(
    client: Client,
    *,
    receiver: Office,
    receiver_user: User | None,
    consent: Consent | None,
    starts_on: date,
    ends_on: date,
    parts: list[str],
    by: User,
    today: date,
    **values: Any,
) -> Share:
    """Let another office, or one person there, read parts of a file for a purpose and a period."""
    given = client.consents.for_other_offices(today)
    own = given.filter(pk=consent.pk).first() if consent else None
    same = Share.objects.in_force(today).filter(client=client, receiver=receiver)
    problems = share_problems(
        consent_on=own and own.given_on,
        consent_until=own and own.expires_on,
        starts_on=starts_on,
        ends_on=ends_on,
        today=today,
        parts=parts,
        is_restricted=Restriction.objects.in_force(today).filter(client=client).exists(),
        is_shared=same.filter(receiver_user=receiver_user).exists(),
        is_own_office=receiver.pk == client.office_id,
        is_person_there=receiver_user is None or _works_at(receiver_user, receiver, today),
    )
    if problems:
        raise Refused(*problems)
    share = Share(
        office_id=client.office_id,
        client=client,
        receiver=receiver,
        receiver_user=receiver_user,
        consent=consent,
        starts_on=starts_on,
        ends_on=ends_on,
        parts=parts,
        **values,
    )
    insert(share, by=by, verb="share.made", receiver=receiver.pk, until=ends_on)
    _tell(share, _("Another office lets you read a file."), on=today)
    return share


def _works_at(user: User, office: Office, day: date) -> bool:
    posts = Posting.objects.on(day).filter(user=user, office=office, role__in=FILE_ROLES)
    return posts.exists()


def _tell(share: Share, text: str, *, on: date) -> None:
    there = holders(Permission.CLIENT_VIEW, share.receiver, on=on)
    for person in [share.receiver_user] if share.receiver_user else there:
        key = f"share:{share.pk}:{share.version}"
        notify(person, key=key, kind="share", text=text, url=share.get_absolute_url())


@transaction.atomic
def revoke_share(share: Share, *, reason: str, by: User, now: datetime) -> Share:
    """End a share at once; the other office reads nothing from now on."""
    if not reason.strip():
        raise Refused(Problem("no-reason", _("Enter why it is ended."), "reason"))
    current = Share.objects.alive().select_for_update().filter(pk=share.pk).first()
    if current is None or current.revoked_at:
        raise StaleState(share)
    values = {"revoked_at": now, "revoked_by": by, "revoke_reason": reason}
    return change(current, values, by=by, version=current.version, verb="share.revoked")


def note_reading(share: Share, *, by: User) -> None:
    """Write into the trail of the file's own office that the other office opened it."""
    audit.record(by, "share.viewed", share)
