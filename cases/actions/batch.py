"""Take over many contact records at once, as an import or the demo does."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cases.models import Consultation, ConsultationContent
from staffing import audit
from staffing.models import User

BATCH = 500


@transaction.atomic
def log_many(rows: Sequence[dict[str, Any]], *, by: User) -> int:
    """Record contacts of one writer, each a dict of Consultation's fields plus `contents`.

    Costs a few queries per 500 rows; every record has its audit entry. Returns how many.
    """
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        records = Consultation.objects.bulk_create(
            Consultation(
                worker=by,
                created_by=by,
                updated_by=by,
                **{name: value for name, value in row.items() if name != "contents"},
            )
            for row in part
        )
        ConsultationContent.objects.bulk_create(
            ConsultationContent(consultation=record, content=content)
            for record, row in zip(records, part, strict=True)
            for content in row.get("contents", ())
        )
        audit.record_many(by, "consultation.created", records)
    return len(rows)
