"""Take over many contact records at once, as an import or the demo does."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cases.actions.closing import mark_late
from cases.counted import counted_many
from cases.models import Consultation, ConsultationContent
from staffing import audit
from staffing.models import User

BATCH = 500


@transaction.atomic
def log_many(rows: Sequence[dict[str, Any]], *, by: User) -> int:
    """Record contacts, each a dict of Consultation's fields plus `contents`.

    Who had the contact is `by` unless a row names its `worker`. Costs a few queries per 500 rows;
    every record has its audit entry. Returns how many.
    """
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        records = Consultation.objects.bulk_create(
            Consultation(
                created_by=by,
                updated_by=by,
                **(
                    {"worker": by}
                    | facts
                    | {name: value for name, value in row.items() if name != "contents"}
                ),
            )
            for row, facts in zip(part, counted_many(part), strict=True)
        )
        ConsultationContent.objects.bulk_create(
            ConsultationContent(consultation=record, content=content)
            for record, row in zip(records, part, strict=True)
            for content in row.get("contents", ())
        )
        mark_late(records)
        audit.record_many(by, "consultation.created", records)
    return len(rows)
