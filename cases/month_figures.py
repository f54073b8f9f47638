"""What a month of an office's log comes to (domain 7.2), now or frozen at the closing."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cases.choices import Method
from cases.choices_closing import Lack
from cases.models import Consultation, ConsultationContent
from staffing.models import Office

#: What an inspection or the monthly count would ask of a contact (domain 2.3, 7).
LACKS: dict[str, Q] = {
    Lack.UNCHECKED: Q(checked_at=None),
    Lack.MINUTES: Q(minutes=None),
    Lack.CONTENTS: ~Q(Exists(ConsultationContent.objects.filter(consultation=OuterRef("pk")))),
    Lack.PLACE: Q(method=Method.VISIT, place_kind=""),
    Lack.LATE: Q(is_late_entry=True),
    Lack.CORRECTED: Q(is_corrected=True),
}
#: What is looked at before a month is closed; the others are known only afterwards.
BEFORE_CLOSING = (Lack.UNCHECKED, Lack.MINUTES, Lack.CONTENTS, Lack.PLACE)


def contacts_of_month(office: Office | int, month: date) -> QuerySet:
    """Return every contact of an office in a month, whoever may read it: what is counted."""
    office_id = office.pk if isinstance(office, Office) else office
    return Consultation.objects.alive().filter(office_id=office_id).in_month(month)


def month_figures(office: Office | int, month: date) -> dict[str, Any]:
    """Return contacts, minutes, persons, strangers, the methods and contents, and what lacks."""
    contacts = contacts_of_month(office, month)
    contents = ConsultationContent.objects.filter(consultation__in=contacts.values("pk"))
    by_content = contents.order_by().values_list("content").annotate(number=Count("pk"))
    return contacts.totals() | {
        "strangers": contacts.of_nobody_registered().count(),
        "methods": contacts.count_by("method"),
        "contents": dict(by_content),
        "lacks": lacks_of(contacts),
    }


def lacks_of(contacts: QuerySet) -> dict[str, int]:
    """Return {what lacks: number of contacts}, in one query."""
    return contacts.order_by().aggregate(
        **{str(lack): Count("pk", filter=condition) for lack, condition in LACKS.items()}
    )
