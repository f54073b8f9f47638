"""Correct final minutes: what was wrong is replaced, what stood there before stays readable."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.actions import close_promise, make_promise
from config.common.problems import Problem
from plans.actions.care_minutes import meeting_facts, promise_text, write_texts
from plans.actions.meetings import Rows
from plans.models import MeetingConclusion, MinutesCorrection, ServiceCoordinationMeeting
from plans.rules import minutes_problems
from staffing.models import User
from staffing.saving import Refused, StaleState, change


@transaction.atomic
def correct_minutes(
    meeting: ServiceCoordinationMeeting,
    *,
    by: User,
    version: int | None,
    now: datetime,
    today: date,
    reason: str,
    before: dict[str, Any],
    people: Rows,
    items: Rows,
    conclusions: Rows,
    **values: Any,
) -> ServiceCoordinationMeeting:
    """Write over final minutes, with a reason; they stay final and must be as whole as before.

    `before` are the minutes as their paper says them now; they are kept as the version that was
    corrected. Things to do follow: those of conclusions that still stand go on, those of
    conclusions that went are closed with a word, new ones are made.
    """
    rows = ServiceCoordinationMeeting.objects.alive().select_for_update()
    current = rows.filter(pk=meeting.pk).first()
    if current is None:
        raise StaleState(meeting)
    if not current.is_final:
        raise Refused(Problem("not-final", _("These minutes are not final: just write them.")))
    number = current.corrections.count() + 1
    verb, details = "care_minutes.corrected", {"reason": reason, "number": number}
    corrected = change(meeting, values, by=by, version=version, verb=verb, **details)
    MinutesCorrection.objects.create(
        meeting=corrected, number=number, reason=reason, data=before, made_at=now, made_by=by
    )
    held = list(corrected.conclusions.exclude(promise=None).select_related("promise"))
    write_texts(corrected, people=people, items=items, conclusions=conclusions)
    fresh = ServiceCoordinationMeeting.objects.get(pk=corrected.pk)
    if problems := minutes_problems(meeting_facts(fresh), today=today):
        raise Refused(*problems)
    _follow(fresh, held, by=by, now=now)
    return fresh


def _follow(
    meeting: ServiceCoordinationMeeting, held: list[MeetingConclusion], *, by: User, now: datetime
) -> None:
    """Let the things to do be those of the conclusions as they are now."""
    left = {_said(old): old.promise for old in held}
    for row in meeting.conclusions.exclude(owner=None).select_related("owner"):
        row.promise = left.pop(_said(row), None) or make_promise(
            by=by,
            office_id=meeting.office_id,
            client_id=meeting.client_id,
            text=promise_text(row),
            owner=row.owner,
            due_on=row.due_on,
        )
        row.save(update_fields=["promise"])
    with override("ja"):  # what is stored is read by everybody
        note = _("The minutes of the meeting were corrected.")
    for promise in left.values():
        if promise.closed_at is None and promise.deleted_at is None:
            close_promise(promise, by=by, now=now, note=note)


def _said(row: MeetingConclusion) -> tuple:
    return row.who, row.text, row.due_on, row.owner_id
