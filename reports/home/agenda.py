"""今日の予定 and 最近の記録."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cases.choices import Method
from cases.models import Appointment, Consultation
from cases.rows import contact_values, cut, family_name, person_name
from config.common.tags import clock, short_day
from reports.home.scope import Scope, narrowed
from staffing.asking import prepared_for_user
from staffing.models import User

EXCERPT = 60
FIELDS = (
    "pk",
    "starts_at",
    "method",
    "title",
    "place",
    "client_id",
    "client__name",
    "worker__name",
    "consultation_id",
)


def appointments(scope: Scope) -> list[dict[str, Any]]:
    """Return the appointments of today, those still without a record first."""
    rows = _appointments(scope.user, scope.is_own, scope.today, office_key=scope.office_id)
    return sorted(map(_appointment, rows), key=lambda row: bool(row["record_url"]))


@prepared_for_user
def _appointments(
    user: User,
    is_own: bool,  # noqa: FBT001
    day: date,
    *,
    office_key: int | None,
) -> QuerySet:
    """The day is of the shape: the database counts how many moments it has."""
    own = "worker" if is_own else None
    rows = narrowed(Appointment.objects.all(), user, office_key, own=own)
    return rows.on_days(day, day).values(*FIELDS)


def _appointment(row: dict[str, Any]) -> dict[str, Any]:
    record, client = row["consultation_id"], row["client_id"]
    new = f"{reverse('cases:consultation-create')}?{urlencode({'appointment': row['pk']})}"
    return {
        "at": row["starts_at"],
        "method": row["method"],
        "method_label": Method(row["method"]).label,
        "title": row["title"],
        "place": row["place"],
        "name": row["client__name"] or "",
        "client_url": reverse("cases:client-detail", args=[client]) if client else "",
        "worker": family_name(row["worker__name"]),
        "url": reverse("cases:appointment-edit", args=[row["pk"]]),
        "record_url": reverse("cases:consultation-detail", args=[record]) if record else "",
        "log_url": new,
    }


def recent_contacts(scope: Scope, number: int) -> list[dict[str, Any]]:
    """Return the team's newest records, so that everybody knows who called."""
    found = _newest(scope.user, number, office_key=scope.office_id)
    return [_contact(row, scope) for row in found]


@prepared_for_user
def _newest(user: User, number: int, *, office_key: int | None) -> QuerySet:
    rows = Consultation.objects.visible_to(user).filter(office_id=office_key)
    return contact_values(rows.newest()[:number], excerpt=EXCERPT)


def _contact(row: dict[str, Any], scope: Scope) -> dict[str, Any]:
    at, client = row["occurred_at"], row["client_id"]
    is_today = timezone.localtime(at).date() == scope.today
    return {
        "when": clock(at) if is_today else short_day(at),
        "method": row["method"],
        "method_label": Method(row["method"]).label,
        "name": person_name(row["client__name"], row["caller_name"], row["is_anonymous"]),
        "client_url": reverse("cases:client-detail", args=[client]) if client else "",
        "url": reverse("cases:consultation-detail", args=[row["pk"]]),
        "text": cut(row["note"], EXCERPT),
        "worker": family_name(row["worker__name"]),
    }
