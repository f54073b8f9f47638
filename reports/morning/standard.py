"""What every office looks at in the morning (O-15)."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import Method, Urgency
from cases.choices_lessons import LessonKind
from cases.models import Appointment, Consultation, NearMiss, Promise
from cases.rows import contact_values, cut, family_name, person_name
from config.common.fiscal import month_of
from config.common.tags import badge, clock, due_badge, month, short_day
from monitoring.models import MonitoringMonth
from reports.figures import overdue_months
from reports.morning.day import Morning
from reports.morning.parts import Part, Row, add_part
from staffing.choices import AbsenceKind, DayPart
from staffing.models import Absence
from staffing.permissions import Permission

EXCERPT = 60
NEAR_MISSES = "near_misses"
CONTACT_FIELDS = (
    "pk",
    "occurred_at",
    "client_id",
    "client__name",
    "caller_name",
    "is_anonymous",
    "method",
    "is_abuse_suspected",
    "urgency",
    "worker__name",
    "note",
)


def _client_url(pk: int | None) -> str:
    return reverse("cases:client-detail", args=[pk]) if pk else ""


def contacts(morning: Morning):
    """Contacts since the last working day, up to the day before."""
    seen = Consultation.objects.visible_to(morning.user).filter(office_id=morning.office.pk)
    return seen.on_days(morning.since, morning.until)


def _contact_row(row: dict[str, Any], morning: Morning) -> Row:
    at = row["occurred_at"]
    return Row(
        pk=row["pk"],
        when=f"{short_day(at)} {clock(at)}",
        name=person_name(row["client__name"], row["caller_name"], row["is_anonymous"]),
        name_url=_client_url(row["client_id"]),
        text=f"{Method(row['method']).label}　{cut(row['note'], EXCERPT)}",
        worker=family_name(row["worker__name"]),
        url=reverse("cases:consultation-detail", args=[row["pk"]]),
        badge=_contact_badge(row),
        client_id=row["client_id"],
    )


def _contact_badge(row: dict[str, Any]) -> str:
    """What cannot wait: feared abuse before urgency."""
    if row["is_abuse_suspected"]:
        return badge("late", str(_("Abuse is feared")), "late")
    urgency = Urgency(row["urgency"])
    return "" if urgency == Urgency.NORMAL else badge("urgent", urgency.label, "soon")


def noted(morning: Morning):
    """The same contacts with the beginning of their text."""
    return contact_values(contacts(morning), excerpt=EXCERPT)


def absences(morning: Morning):
    """Who is away today."""
    rows = Absence.objects.visible_to(morning.user).filter(office_id=morning.office.pk)
    return rows.on(morning.day)


def _absence_row(row: dict[str, Any], morning: Morning) -> Row:
    words = [AbsenceKind(row["kind"]).label]
    if row["substitute__name"]:
        words.append(_("in place: %(name)s") % {"name": row["substitute__name"]})
    # Last: the paper cuts a long line, and who stands in must not be lost.
    words.append(row["note"])
    return Row(
        pk=row["pk"],
        when=DayPart(row["part"]).label,
        name=row["user__name"],
        name_url="",
        text="　".join(str(word) for word in words if word),
        worker="",
        url=reverse("staffing:absence-list"),
        badge=_("until %(day)s") % {"day": short_day(row["ended_on"])}
        if row["ended_on"] > morning.day
        else "",
    )


def appointments(morning: Morning):
    """What is planned for the day."""
    rows = Appointment.objects.visible_to(morning.user).filter(office_id=morning.office.pk)
    return rows.on_days(morning.day, morning.day)


def _appointment_row(row: dict[str, Any], morning: Morning) -> Row:
    record = row["consultation_id"]
    place = f"（{row['place']}）" if row["place"] else ""
    return Row(
        pk=row["pk"],
        when=clock(row["starts_at"]),
        name=row["client__name"] or "",
        name_url=_client_url(row["client_id"]),
        text=f"{Method(row['method']).label}　{row['title']}{place}",
        worker=family_name(row["worker__name"]),
        url=reverse("cases:consultation-detail", args=[record])
        if record
        else reverse("cases:appointment-edit", args=[row["pk"]]),
        client_id=row["client_id"],
    )


def promises(morning: Morning):
    """What is to be done by the day, late or without a day: until somebody closes it."""
    rows = Promise.objects.visible_to(morning.user).open().by_day()
    due = Q(due_on=None) | Q(due_on__lte=morning.day)
    return rows.filter(due, office_id=morning.office.pk)


def _promise_row(row: dict[str, Any], morning: Morning) -> Row:
    day = row["due_on"]
    return Row(
        pk=row["pk"],
        when=short_day(day) if day else str(pgettext_lazy("promise", "no day")),
        name=row["client__name"] or "",
        name_url=_client_url(row["client_id"]),
        text=row["text"],
        worker=family_name(row["owner__name"]),
        url=reverse("cases:promise-close", args=[row["pk"]]),
        badge=due_badge(day, morning.day) if day else "",
        client_id=row["client_id"],
    )


def late_months(morning: Morning):
    """Monitoring of months that are over, not finished: the one meaning of 超過."""
    rows = MonitoringMonth.objects.visible_to(morning.user).filter(office_id=morning.office.pk)
    return overdue_months(rows, month_of(morning.day), morning.day).with_worker()


def _month_row(row: dict[str, Any], morning: Morning) -> Row:
    return Row(
        pk=row["pk"],
        when=month(row["due_month"]),
        name=row["client__name"],
        name_url=_client_url(row["client_id"]),
        text=cut(row["note"], EXCERPT) or str(_("The report is not finished.")),
        worker=family_name(row["worker_name"] or ""),
        url=reverse("monitoring:month-detail", args=[row["pk"]]),
        client_id=row["client_id"],
    )


def near_misses(morning: Morning):
    """What happened since the last working day, and what is to be looked at again."""
    rows = NearMiss.objects.visible_to(morning.user).filter(office_id=morning.office.pk)
    return rows.of_morning(morning.since, morning.day)


def _near_miss_row(row: dict[str, Any], morning: Morning) -> Row:
    again = row["follow_on"] if not row["followed_on"] else None
    return Row(
        pk=row["pk"],
        when=short_day(row["occurred_on"]),
        name=row["client__name"] or "",
        name_url=_client_url(row["client_id"]),
        text=f"{LessonKind(row['kind']).label}：{row['title']}",
        worker=family_name(row["reporter__name"]),
        url=reverse("cases:near-miss-detail", args=[row["pk"]]),
        badge=due_badge(again, morning.day) if again and again <= morning.day else "",
        client_id=row["client_id"],
    )


PARTS = (
    Part(
        "absences",
        _("Away today"),
        Permission.LOG_WRITE,
        absences,
        ("pk", "kind", "note", "part", "ended_on", "user__name", "substitute__name"),
        ("user__name_kana", "pk"),
        _absence_row,
        shown=6,
        printed=4,
        empty=_("Nobody is away."),
    ),
    Part(
        "appointments",
        _("Appointments of the day"),
        Permission.LOG_WRITE,
        appointments,
        (
            *("pk", "starts_at", "method", "title", "place", "client_id", "client__name"),
            *("worker__name", "consultation_id"),
        ),
        ("worker__name_kana", "worker_id", "starts_at", "pk"),
        _appointment_row,
        shown=14,
        printed=8,
        empty=_("No appointment"),
    ),
    Part(
        "contacts",
        _("New contacts since the last working day"),
        Permission.LOG_WRITE,
        noted,
        CONTACT_FIELDS,
        ("-occurred_at", "-pk"),
        _contact_row,
        shown=10,
        printed=6,
        empty=_("No contact was recorded."),
    ),
    Part(
        "promises",
        _("Promises due, late or without a day"),
        Permission.LOG_WRITE,
        promises,
        ("pk", "due_on", "text", "client_id", "client__name", "owner__name"),
        ("due_day", "pk"),
        _promise_row,
        shown=8,
        printed=5,
        anchors=lambda: Promise.objects.by_day(),
        empty=_("Nothing to do at present."),
        shape="due",
    ),
    Part(
        NEAR_MISSES,
        _("Near misses and cases"),
        Permission.LOG_WRITE,
        near_misses,
        (
            *("pk", "kind", "title", "occurred_on", "follow_on", "followed_on"),
            *("client_id", "client__name", "reporter__name"),
        ),
        ("-occurred_on", "-pk"),
        _near_miss_row,
        shown=5,
        printed=2,
        empty=_("Nothing happened that is to be talked about."),
    ),
    Part(
        "monitoring",
        _("Overdue monitoring"),
        Permission.MONITORING_VIEW,
        late_months,
        ("pk", "due_month", "note", "client_id", "client__name", "worker_name"),
        ("due_month", "pk"),
        _month_row,
        shown=6,
        printed=4,
        empty=_("No monitoring is overdue."),
        shape="due",
    ),
)


def connect() -> None:
    """Register the parts; called once when the app is ready."""
    for part in PARTS:
        add_part(part)
