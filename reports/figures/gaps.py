"""未入力: what is missing, who must fill it in and where; home, list and file share it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import Method
from cases.models import (
    Appointment,
    Case,
    Client,
    Consultation,
    ConsultationContent,
)
from cases.models.contacts import day_start
from config.common.fiscal import add_months, month_of
from councils.models import Meeting
from plans.models import BenefitDecision
from plans.models import ServiceCoordinationMeeting as CareMeeting
from staffing.models import User
from staffing.permissions import Permission as P

#: Contacts and appointments older than last month's first day are counted and reported by now.
MONTHS_BACK = 1


@dataclass(frozen=True)
class Gap:
    """One thing that may be missing.

    `rows` are the records that lack it; `client`, `worker` and `day` are paths from such a record
    to whom it is about, who must mend it and since when; `page` and `field` are where that is done.
    """

    key: str
    label: str
    permission: P
    rows: Callable[[User, date], QuerySet]
    page: str
    field: str = ""
    name: str = "client__name"
    client: str = "client_id"
    worker: str = "worker"
    day: str = "opened_on"
    #: Whose key the page takes: the record's own, or its client's.
    key_of: str = "pk"

    def url(self, row: dict[str, Any]) -> str:
        """Where the missing thing of a row is filled in."""
        key = row["pk"] if self.key_of == "pk" else row["gap_client"]
        anchor = f"#id_{self.field}" if self.field else ""
        if self.page == "cases:consultation-create":
            return f"{reverse(self.page)}?appointment={key}"
        return f"{reverse(self.page, args=[key])}{anchor}"


def _open(user: User, _today: date) -> QuerySet:
    return Case.objects.visible_to(user).open()


def _contracted(user: User, today: date) -> QuerySet:
    return _open(user, today).exclude(contracted_on=None)


def _without(model: type, user: User, today: date, rows: Callable = _open) -> QuerySet:
    held = model.objects.alive().filter(client=OuterRef("client"))
    return rows(user, today).filter(~Exists(held))


def _lately(user: User, today: date) -> QuerySet:
    since = add_months(month_of(today), -MONTHS_BACK)
    return Consultation.objects.visible_to(user).since_day(since)


def _unrecorded(user: User, today: date) -> QuerySet:
    since = day_start(add_months(month_of(today), -MONTHS_BACK))
    rows = Appointment.objects.visible_to(user).filter(consultation=None)
    return rows.filter(starts_at__gte=since, starts_at__lt=day_start(today))


def _unclassified(user: User, today: date) -> QuerySet:
    return _lately(user, today).filter(
        ~Exists(ConsultationContent.objects.filter(consultation=OuterRef("pk")))
    )


EDIT = {"page": "cases:client-edit", "key_of": "client"}
CORRECT = {"page": "cases:consultation-edit", "day": "occurred_at"}
#: The rule table: one line for each thing that is watched, in the order of the page.
GAPS = (
    Gap(
        "kana",
        _("Reading of the name"),
        P.CLIENT_VIEW,
        lambda user, today: _open(user, today).filter(client__name_kana=""),
        field="name_kana",
        **EDIT,
    ),
    Gap(
        "birth",
        _("Date of birth"),
        P.CLIENT_VIEW,
        lambda user, today: _open(user, today).filter(client__birth_on=None),
        field="birth_on",
        **EDIT,
    ),
    Gap(
        "municipality",
        _("Municipality that decides"),
        P.CLIENT_VIEW,
        lambda user, today: _contracted(user, today).filter(client__municipality=None),
        field="municipality",
        **EDIT,
    ),
    Gap(
        "certificate",
        _("Certificate number"),
        P.CLIENT_VIEW,
        lambda user, today: _contracted(user, today).filter(client__certificate_number=""),
        page="cases:certificate-create",
        field="number",
        key_of="client",
    ),
    Gap(
        "consent",
        _("Valid consent to use personal information"),
        P.CLIENT_VIEW,
        lambda user, today: _open(user, today).without_consent(today),
        page="cases:consent-create",
        key_of="client",
    ),
    Gap(
        "worker",
        _("Person in charge"),
        P.CLIENT_VIEW,
        lambda user, today: _open(user, today).filter(worker=None),
        page="cases:case-assign",
        field="worker",
    ),
    Gap(
        "decision",
        _("Period of the benefit decision"),
        P.PLAN_VIEW,
        lambda user, today: _without(BenefitDecision, user, today, _contracted),
        page="plans:decision-create",
        key_of="client",
    ),
    Gap(
        "place",
        _("Place of a visit"),
        P.LOG_WRITE,
        lambda user, today: _lately(user, today).filter(method=Method.VISIT, place_kind=""),
        field="place_kind",
        **CORRECT,
    ),
    Gap(
        "minutes",
        _("Minutes of a contact"),
        P.LOG_WRITE,
        lambda user, today: _lately(user, today).filter(minutes=None),
        field="minutes",
        **CORRECT,
    ),
    Gap("content", _("Content of support"), P.LOG_WRITE, _unclassified, **CORRECT),
    Gap(
        "unrecorded",
        _("Record of a past appointment"),
        P.LOG_WRITE,
        _unrecorded,
        page="cases:consultation-create",
        day="starts_at",
    ),
    Gap(
        "meeting",
        pgettext_lazy("gap", "Minutes of a meeting"),
        P.MINUTES_EDIT,
        lambda user, today: Meeting.objects.visible_to(user).without_final_minutes(today),
        page="councils:minutes-edit",
        name="body__name",
        client="",
        worker="writer",
        day="held_on",
    ),
    Gap(
        "care-minutes",
        pgettext_lazy("gap", "Minutes of a coordination meeting"),
        P.PLAN_EDIT,
        lambda user, today: CareMeeting.objects.visible_to(user).without_minutes(today),
        page="plans:care-minutes-edit",
        worker="case__worker",
        day="held_on",
    ),
)


def gap_sets(
    user: User, today: date, *, is_own: bool, office_id: int | None
) -> dict[Gap, QuerySet]:
    """Return the records of each gap that the user may see at one office.

    One's own are those which oneself must mend.
    """
    granted = user.access.permissions(office_id)
    found = {}
    for gap in GAPS:
        if gap.permission in granted:
            rows = gap.rows(user, today).filter(office_id=office_id)
            found[gap] = rows.filter(**{gap.worker: user}) if is_own else rows
    return found


def gaps_by_worker(sets: dict[Gap, QuerySet]) -> Counter:
    """Return {(key of the gap, key of who must mend it or None): records}, in one query."""
    parts = [
        rows.order_by()
        .values_list(Value(gap.key, CharField()), F(f"{gap.worker}_id"))
        .annotate(number=Count("pk"))
        for gap, rows in sets.items()
    ]
    found: Counter = Counter()
    for key, worker, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found[key, worker] += number
    return found


def with_gap_facts(gap: Gap, rows: QuerySet) -> QuerySet:
    """Return the rows as values, with what the list shows of each."""
    client = F(gap.client) if gap.client else Value(None, Client._meta.pk)
    return rows.annotate(
        gap_name=F(gap.name),
        gap_client=client,
        gap_worker=F(f"{gap.worker}__name"),
        gap_day=F(gap.day),
    ).values("pk", "gap_name", "gap_client", "gap_worker", "gap_day")
