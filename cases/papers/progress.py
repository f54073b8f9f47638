"""支援経過記録 (S15 on paper, ux 6.7): the contacts of one person and period, oldest first."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.choices import Content, Counterpart, Method, Outcome, PlaceKind
from cases.choices_closing import CorrectionKind
from cases.corrections import CorrectionText, corrections_of
from cases.models import Client, Consultation, ConsultationContent, Correction, Promise
from cases.papers.person import head_of
from config.common.wareki import wareki, weekday
from staffing.models import User

#: More entries are asked for in parts: a paper of a hundred pages is no paper.
MOST = 600


def progress_notes(
    client: Client, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the record of support of a person."""
    since, until = options["since"], options["until"]
    found = _chosen(client, options)
    number = found.count()
    rows = [] if number > MOST else _rows(found)
    return {
        **head_of(client),
        "period": f"{wareki(since, 'short')}～{wareki(until, 'short')}",
        "choice": _choice(options),
        "rows": rows,
        "number": number,
        "minutes": sum(row["minutes"] or 0 for row in rows if not row["is_deleted"]),
        "most": MOST,
        "can_print": number <= MOST,
    }


def _chosen(client: Client, options: dict[str, Any]):
    deleted = Correction.objects.filter(consultation=OuterRef("pk"), kind=CorrectionKind.DELETED)
    # What was deleted after its month was closed stays on the paper, struck through.
    kept = client.consultations.filter(Q(deleted_at=None) | Exists(deleted))
    found = kept.on_days(options["since"], options["until"])
    if options["method"]:
        found = found.filter(method=options["method"])
    if options["is_evidence"]:
        found = found.filter(is_evidence=True)
    return found


def _choice(options: dict[str, Any]) -> str:
    parts = [f"方法：{Method(options['method']).label}"] if options["method"] else []
    parts += ["加算の根拠となる記録のみ"] if options["is_evidence"] else []
    return "、".join(parts)


def _rows(found) -> list[dict[str, Any]]:
    records = list(found.select_related("worker").order_by("occurred_at", "pk"))
    keys = [record.pk for record in records]
    contents, promises = defaultdict(list), defaultdict(list)
    for content in ConsultationContent.objects.filter(consultation__in=keys).order_by("pk"):
        contents[content.consultation_id].append(str(Content(content.content).label))
    for promise in Promise.objects.alive().filter(consultation__in=keys).order_by("pk"):
        promises[promise.consultation_id].append(_promised(promise))
    corrected = corrections_of(keys)
    return [
        _row(number, record, contents[record.pk], promises[record.pk])
        | {
            "is_deleted": record.deleted_at is not None,
            "corrections": [_correction(each) for each in corrected.get(record.pk, ())],
        }
        for number, record in enumerate(records, start=1)
    ]


def _correction(made: CorrectionText) -> dict[str, Any]:
    """A correction as it stands on paper: what stood there, when, by whom, why."""
    return {
        "kind": made.kind_label,
        "on": wareki(timezone.localtime(made.made_at).date(), "short"),
        "by": made.made_by,
        "reason": made.reason,
        "changes": [
            {
                "label": each.label,
                "before": each.before,
                "after": each.after,
                "is_text": each.field == "text",
            }
            for each in made.changes
        ],
    }


def _row(
    number: int, record: Consultation, contents: list[str], promises: list[str]
) -> dict[str, Any]:
    began = timezone.localtime(record.occurred_at)
    ended = ""
    if record.minutes:
        end = timezone.localtime(record.occurred_at + timedelta(minutes=record.minutes))
        ended = f"～{end:%H:%M}"
    outcome = str(Outcome(record.outcome).label) if record.outcome else ""
    if outcome and record.referred_to:
        outcome = f"{outcome}（{record.referred_to}）"
    return {
        "no": number,
        "day": wareki(began.date(), "short"),
        "weekday": weekday(began.date()),
        "began": f"{began:%H:%M}",
        "ended": ended,
        "minutes": record.minutes,
        "method": str(Method(record.method).label),
        "counterpart": str(Counterpart(record.counterpart).label),
        "place": str(PlaceKind(record.place_kind).label) if record.place_kind else "",
        "contents": "、".join(contents),
        "text": record.text,
        "next": [*([outcome] if outcome else []), *promises],
        "worker": record.worker.name,
    }


def _promised(promise: Promise) -> str:
    due = f"{promise.due_on.month}/{promise.due_on.day} " if promise.due_on else ""
    return f"{due}{promise.text}"
