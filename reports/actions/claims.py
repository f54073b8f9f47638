"""Verbs of the claim check: decide about a fee, and keep what the office notified."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Client
from config.common.problems import Problem
from reports.choices_claims import Decision
from reports.models import ClaimMark, FeeNotice
from reports.rules.notices import Notice, ended_by, overlap_problems
from staffing.models import Office, User
from staffing.saving import Refused, change, insert, remove


@transaction.atomic
def decide_claim(
    client: Client,
    *,
    month: date,
    fee: str,
    variant: str,
    decision: str,
    note: str,
    by: User,
    lacks: bool = False,
) -> ClaimMark | None:
    """Decide about one fee of a month; an empty decision takes the last one back.

    What is claimed or left against the records needs a reason: somebody will ask for it. `lacks`
    says that the records do not hold all that the fee asks for.
    """
    if decision == Decision.CLAIM and lacks and not note.strip():
        message = _("Something is missing in the records: say where the evidence is kept.")
        raise Refused(Problem("reason", message, "note"))
    if decision == Decision.LEAVE and not note.strip():
        message = _("Say why it is not claimed.")
        raise Refused(Problem("reason", message, "note"))
    Client.objects.select_for_update().filter(pk=client.pk).values_list("pk").first()
    marks = ClaimMark.objects.filter(client=client, for_month=month, fee=fee, variant=variant)
    mark = marks.first()
    values = {"decision": decision, "note": note.strip()}
    if not decision:
        if mark:
            remove_mark(mark, by=by)
        return None
    if mark and mark.deleted_at is None:
        return change(mark, values, by=by, version=None, verb="claim.decided", month=month)
    if mark:
        mark.delete()
    fresh = ClaimMark(
        office_id=client.office_id,
        client=client,
        for_month=month,
        fee=fee,
        variant=variant,
        **values,
    )
    return insert(fresh, by=by, verb="claim.decided", month=month, fee=fee)


def remove_mark(mark: ClaimMark, *, by: User) -> None:
    """Take a decision back: the records say again how the fee stands."""
    remove(mark, by=by, reason=_("Decision taken back"))


@transaction.atomic
def add_notice(office: Office, *, by: User, **values: Any) -> FeeNotice:
    """Write down what the office notified (体制等届出), and end the open row of the same."""
    notice = FeeNotice(office=office, **values)
    rows = _rows(office)
    follows = ended_by(rows, _row(notice))
    if problems := overlap_problems(rows, _row(notice), follows=follows):
        raise Refused(*problems)
    if follows:
        before = FeeNotice.objects.get(pk=follows.key)
        until = notice.started_on - timedelta(days=1)
        change(before, {"ended_on": until}, by=by, version=None, verb="notice.changed")
    return insert(notice, by=by, verb="notice.created")


@transaction.atomic
def change_notice(notice: FeeNotice, *, by: User, version: int | None, **values: Any) -> FeeNotice:
    """Correct or end a notified system."""
    changed = FeeNotice(pk=notice.pk, office_id=notice.office_id, **values)
    if problems := overlap_problems(_rows(notice.office), _row(changed)):
        raise Refused(*problems)
    return change(notice, values, by=by, version=version, verb="notice.changed")


def _rows(office: Office) -> list[Notice]:
    """Read what the office notified; whoever writes another row waits."""
    Office.objects.select_for_update().filter(pk=office.pk).values_list("pk").first()
    return [_row(each) for each in FeeNotice.objects.alive().filter(office=office)]


def _row(notice: FeeNotice) -> Notice:
    return Notice(
        notice.fee,
        notice.started_on,
        notice.ended_on,
        notice.person_id,
        notice.municipality_id,
        notice.places,
        notice.pk,
    )
