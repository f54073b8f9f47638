"""Confirm contact records (確認済み): the lead has read them."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from staffing import audit
from staffing.models import User


@transaction.atomic
def check_consultations(records: QuerySet, *, by: User, now: datetime) -> int:
    """Confirm those of the records that nobody confirmed yet; return how many."""
    waiting = list(records.filter(checked_at=None).only("office_id", "client_id"))
    keys = [record.pk for record in waiting]
    found = records.model.objects.filter(pk__in=keys, checked_at=None)
    found.update(checked_at=now, checked_by=by)
    audit.record_many(by, "consultation.checked", waiting)
    return len(waiting)
