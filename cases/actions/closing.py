"""Close a month of the log, and what closing means for whoever writes into it later."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices_closing import CorrectionKind
from cases.models import Consultation, Correction, LogMonth
from cases.month_figures import month_figures
from config.common.fiscal import month_of
from config.common.problems import Problem
from staffing import audit
from staffing.models import Office, User
from staffing.saving import Refused, StaleState, change, insert

REASON = "correction_reason"


@transaction.atomic
def close_month(office: Office, month: date, *, by: User, today: date) -> LogMonth:
    """Close a month that is over and keep its counts; Refused when it is not, or is closed."""
    if month_of(month) != month or month >= month_of(today):
        raise Refused(Problem("not-over", _("A month can be closed when it is over.")))
    # Whoever writes a contact holds the office's row: they come before this, or see the closing.
    Office.objects.select_for_update().get(pk=office.pk)
    closing = LogMonth(office=office, closed_month=month, counts=month_figures(office, month))
    try:
        with transaction.atomic():
            return insert(closing, by=by, verb="month.closed")
    except IntegrityError:
        message = _("A colleague has closed this month already.")
        raise Refused(Problem("closed", message)) from None


@transaction.atomic
def reopen_month(
    closing: LogMonth, *, by: User, version: int | None, now: datetime, reason: str
) -> LogMonth:
    """Open a month again; what was counted and corrected stays on record."""
    if closing.reopened_at:
        raise StaleState(closing)
    values = {"reopened_at": now, "reopened_by": by, "reopen_reason": reason}
    return change(closing, values, by=by, version=version, verb="month.reopened", reason=reason)


def month_at(moment: datetime) -> date:
    """Return the month in which a contact is counted."""
    return month_of(timezone.localtime(moment).date())


def closings(office_id: int, months: Collection[date]) -> dict[date, LogMonth]:
    """Return the closed ones of some months of an office's log."""
    found = LogMonth.objects.in_force().filter(office_id=office_id, closed_month__in=months)
    return {closing.closed_month: closing for closing in found}


def hold_log(office_id: int) -> None:
    """Keep months from being closed until this transaction ends."""
    rows = Office.objects.select_for_update(no_key=True).filter(pk=office_id)
    list(rows.values_list("pk"))


def mark_late(records: Iterable[Consultation]) -> None:
    """Mark new contacts that came after the closing of their month (追記).

    A month is closed only when it is over: what is written in its own month asks nothing.
    """
    months: dict[tuple[int, date], list[Consultation]] = {}
    for record in records:
        month = month_at(record.occurred_at)
        if month < month_at(record.created_at):
            months.setdefault((record.office_id, month), []).append(record)
    for office_id in {office for office, _month in months}:
        closed = closings(office_id, [month for office, month in months if office == office_id])
        late = [record for month in closed for record in months[office_id, month]]
        for record in late:
            record.is_late_entry = True
        if late:
            keys = [record.pk for record in late]
            Consultation.objects.filter(pk__in=keys).update(is_late_entry=True)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return {field: [before, after]} of what differs, as a correction keeps it."""
    pairs = {name: [audit.plain(before.get(name)), audit.plain(after[name])] for name in after}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def needed_reason(reason: str) -> str:
    """Return the reason of an act on a closed month; Refused when there is none."""
    if not reason.strip():
        message = _("This month is closed. Type the reason for the correction.")
        raise Refused(Problem("closed", message, REASON))
    return reason.strip()


def note_correction(
    record: Consultation,
    closing: LogMonth,
    kind: CorrectionKind,
    *,
    by: User | None,
    reason: str,
    texts: Mapping[str, Any],
) -> None:
    """Keep what a contact of a closed month said before, by whom and why it was changed."""
    Correction.objects.create(
        consultation=record, closing=closing, kind=kind, reason=reason, texts=texts, made_by=by
    )
    Consultation.objects.filter(pk=record.pk).update(is_corrected=True)
    audit.record(by, "consultation.corrected", record, reason=reason)
