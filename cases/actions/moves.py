"""Put a promise off, or pass it on to a colleague."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Promise, PromiseMove
from config.common.problems import Problem
from staffing.actions import notify
from staffing.models import User
from staffing.saving import Refused, StaleState, change


@transaction.atomic
def move_promise(
    promise: Promise,
    *,
    by: User,
    version: int | None,
    owner: User,
    due_on: date | None,
    reason: str = "",
) -> Promise:
    """Give a promise another day or owner; another day needs a reason (Refused without it)."""
    before = Promise.objects.alive().select_for_update().filter(pk=promise.pk).first()
    if before is None or before.closed_at:
        raise StaleState(promise)
    if due_on != before.due_on and not reason.strip():
        raise Refused(Problem("no-reason", _("Type why the day is changed."), "reason"))
    values = {"owner": owner, "due_on": due_on}
    moved = change(promise, values, by=by, version=version, verb="promise.moved", reason=reason)
    if (due_on, owner.pk) != (before.due_on, before.owner_id):
        PromiseMove.objects.create(
            promise=moved,
            old_due_on=before.due_on,
            new_due_on=due_on,
            old_owner_id=before.owner_id,
            new_owner=owner,
            reason=reason,
            made_by=by,
        )
    if owner.pk != before.owner_id and owner != by:
        notify(
            owner,
            key=f"promise:{moved.pk}:{moved.version}",
            kind="promise",
            text=_("%(name)s passed something to do on to you.") % {"name": by.name},
            url=reverse("cases:promise-move", args=[moved.pk]),
            client_id=moved.client_id,
        )
    return moved
