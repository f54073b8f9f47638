"""Verbs on restricted files: restrict, name readers, lift."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Client, Restriction, RestrictionReader
from cases.rules import restriction_problems
from config.common.problems import Problem
from staffing.actions import notify
from staffing.models import User
from staffing.permissions import Permission, holders
from staffing.saving import Refused, StaleState, change, insert


@transaction.atomic
def restrict_client(
    client: Client,
    *,
    by: User,
    today: date,
    now: datetime,
    ground: str,
    readers: Collection[User],
    reason: str = "",
    ends_on: date | None = None,
    version: int | None = None,
) -> Restriction:
    """Restrict a file to the people named, or change how it is restricted.

    Raises Refused when nobody could lift it or the person in charge were left out, StaleState
    when somebody changed it meanwhile.
    """
    held = Restriction.objects.alive().filter(client=client, lifted_at=None).first()
    _check(client, readers, setter=by, ends_on=ends_on, today=today)
    values = {"ground": ground, "reason": reason, "ends_on": ends_on}
    if held and held not in Restriction.objects.in_force(today):
        over = {"lifted_at": now}
        change(held, over, by=by, version=held.version, verb="restriction.lifted")
        held = None
    if held and version is None:
        raise StaleState(held)  # a colleague restricted it while this page was open
    if held:
        held = change(held, values, by=by, version=version, verb="restriction.changed")
    else:
        record = Restriction(client=client, office_id=client.office_id, started_on=today, **values)
        held = insert(record, by=by, verb="restriction.set", ends_on=ends_on)
    _name(held, readers, by=by)
    return held


@transaction.atomic
def name_readers(
    restriction: Restriction, *, readers: Collection[User], by: User, version: int, today: date
) -> Restriction:
    """Name who may know of a file, without knowing it; the readers so far are told."""
    _check(restriction.client, readers, setter=None, ends_on=None, today=today)
    before = list(User.objects.filter(pk__in=restriction.readers.values("user_id")))
    restriction = change(restriction, {}, by=by, version=version, verb="restriction.readers")
    _name(restriction, readers, by=by)
    sentence = _("%(name)s changed who may read a restricted file.") % {"name": by.name}
    for person in before:
        if person != by:
            notify(
                person,
                key=f"readers:{restriction.pk}:{restriction.version}",
                kind="restriction",
                text=sentence,
                url=restriction.get_absolute_url(),
                client_id=restriction.client_id,
            )
    return restriction


def lift_restriction(
    restriction: Restriction, *, by: User, reason: str, now: datetime, version: int | None
) -> Restriction:
    """Open a file to the whole office again."""
    if restriction.lifted_at:
        raise StaleState(restriction)
    if not reason.strip():
        message = _("Enter why the file may be read by everybody again.")
        raise Refused(Problem("no-reason", message, "reason"))
    values = {"lifted_at": now, "lift_reason": reason}
    return change(restriction, values, by=by, version=version, verb="restriction.lifted")


def _check(client: Client, readers: Collection[User], *, setter, ends_on, today: date) -> None:
    case = Case.objects.alive().open().filter(client=client).first()
    charged = [case.worker_id, case.deputy_id] if case else []
    able = holders(Permission.FILE_RESTRICTED, client.office_id, on=today)
    problems = restriction_problems(
        ends_on=ends_on,
        today=today,
        readers={user.pk for user in readers},
        setter=setter and setter.pk,
        in_charge={key for key in charged if key},
        may_read=set(able.values_list("pk", flat=True)),
    )
    if problems:
        raise Refused(*problems)


def _name(restriction: Restriction, readers: Collection[User], *, by: User) -> None:
    wanted = {user.pk for user in readers}
    held = set(restriction.readers.values_list("user_id", flat=True))
    restriction.readers.filter(user_id__in=held - wanted).delete()
    RestrictionReader.objects.bulk_create(
        RestrictionReader(restriction=restriction, user_id=key, named_by=by)
        for key in sorted(wanted - held)
    )
