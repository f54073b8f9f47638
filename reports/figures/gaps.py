"""未入力: what is missing, who must fill it in and where; home, list and file share it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
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


#: The condition of records that are watched only while something is missing.
WHOLE = Q()


@dataclass(frozen=True)
class Records:
    """Records of one kind that are watched: `rows` are all of them, whole or not.

    `client`, `worker` and `day` are paths from such a record to whom it is about, who must mend it
    and since when.
    """

    rows: Callable[[User, date], QuerySet]
    name: str = "client__name"
    client: str = "client_id"
    worker: str = "worker"
    day: str = "opened_on"

    def held(self, user: User, today: date, *, is_own: bool, office_id: int | None) -> QuerySet:
        """Return those of one office that the user sees; one's own are for oneself to mend."""
        rows = self.rows(user, today).filter(office_id=office_id)
        return rows.filter(**{self.worker: user}) if is_own else rows


@dataclass(frozen=True)
class Gap:
    """One thing that may be missing.

    `lacks` is the condition of the records `among` which it is missing; `page` and `field` are
    where it is filled in.
    """

    key: str
    label: str
    permission: P
    among: Records
    page: str
    field: str = ""
    #: Whose key the page takes: the record's own, or its client's.
    key_of: str = "pk"
    lacks: Q = WHOLE

    def rows(self, user: User, today: date) -> QuerySet:
        """Return the records that lack it."""
        return self.among.rows(user, today).filter(self.lacks)

    def held(self, user: User, today: date, *, is_own: bool, office_id: int | None) -> QuerySet:
        """Return those of one office that lack it; one's own are for oneself to mend."""
        rows = self.among.held(user, today, is_own=is_own, office_id=office_id)
        return rows.filter(self.lacks)

    def url(self, row: dict[str, Any]) -> str:
        """Where the missing thing of a row is filled in."""
        key = row["pk"] if self.key_of == "pk" else row["gap_client"]
        anchor = f"#id_{self.field}" if self.field else ""
        if self.page == "cases:consultation-create":
            return f"{reverse(self.page)}?appointment={key}"
        return f"{reverse(self.page, args=[key])}{anchor}"


def _open(user: User, today: date) -> QuerySet:
    return Case.objects.visible_to(user).open().with_consents(today)


def _lately(user: User, today: date) -> QuerySet:
    since = add_months(month_of(today), -MONTHS_BACK)
    return Consultation.objects.visible_to(user).since_day(since)


def _unrecorded(user: User, today: date) -> QuerySet:
    since = day_start(add_months(month_of(today), -MONTHS_BACK))
    rows = Appointment.objects.visible_to(user).filter(consultation=None)
    return rows.filter(starts_at__gte=since, starts_at__lt=day_start(today))


CASES = Records(_open)
CONTACTS = Records(_lately, day="occurred_at")
APPOINTMENTS = Records(_unrecorded, day="starts_at")
MEETINGS = Records(
    lambda user, today: Meeting.objects.visible_to(user).without_final_minutes(today),
    name="body__name",
    client="",
    worker="writer",
    day="held_on",
)
CARE_MEETINGS = Records(
    lambda user, today: CareMeeting.objects.visible_to(user).without_minutes(today),
    worker="case__worker",
    day="held_on",
)
CONTRACTED = Q(contracted_on__isnull=False)
DECISIONS = BenefitDecision.objects.alive().filter(client=OuterRef("client"))
CONTENTS = ConsultationContent.objects.filter(consultation=OuterRef("pk"))
EDIT = {"page": "cases:client-edit", "key_of": "client"}
CORRECT = {"page": "cases:consultation-edit"}
#: The rule table: one line for each thing that is watched, in the order of the page.
GAPS = (
    Gap(
        "kana",
        _("Reading of the name"),
        P.CLIENT_VIEW,
        CASES,
        lacks=Q(client__name_kana=""),
        field="name_kana",
        **EDIT,
    ),
    Gap(
        "birth",
        _("Date of birth"),
        P.CLIENT_VIEW,
        CASES,
        lacks=Q(client__birth_on=None),
        field="birth_on",
        **EDIT,
    ),
    Gap(
        "municipality",
        _("Municipality that decides"),
        P.CLIENT_VIEW,
        CASES,
        lacks=CONTRACTED & Q(client__municipality=None),
        field="municipality",
        **EDIT,
    ),
    Gap(
        "certificate",
        _("Certificate number"),
        P.CLIENT_VIEW,
        CASES,
        lacks=CONTRACTED & Q(client__certificate_number=""),
        page="cases:certificate-create",
        field="number",
        key_of="client",
    ),
    Gap(
        "consent",
        _("Valid consent to use personal information"),
        P.CLIENT_VIEW,
        CASES,
        lacks=Q(may_use=False) | CONTRACTED & Q(may_meet=False),
        page="cases:consent-create",
        key_of="client",
    ),
    Gap(
        "worker",
        _("Person in charge"),
        P.CLIENT_VIEW,
        CASES,
        lacks=Q(worker=None),
        page="cases:case-assign",
        field="worker",
    ),
    Gap(
        "decision",
        _("Period of the benefit decision"),
        P.PLAN_VIEW,
        CASES,
        lacks=CONTRACTED & ~Exists(DECISIONS),
        page="plans:decision-create",
        key_of="client",
    ),
    Gap(
        "place",
        _("Place of a visit"),
        P.LOG_WRITE,
        CONTACTS,
        lacks=Q(method=Method.VISIT, place_kind=""),
        field="place_kind",
        **CORRECT,
    ),
    Gap(
        "minutes",
        _("Minutes of a contact"),
        P.LOG_WRITE,
        CONTACTS,
        lacks=Q(minutes=None),
        field="minutes",
        **CORRECT,
    ),
    Gap(
        "content",
        _("Content of support"),
        P.LOG_WRITE,
        CONTACTS,
        lacks=Q(~Exists(CONTENTS)),
        **CORRECT,
    ),
    Gap(
        "unrecorded",
        _("Record of a past appointment"),
        P.LOG_WRITE,
        APPOINTMENTS,
        page="cases:consultation-create",
    ),
    Gap(
        "meeting",
        pgettext_lazy("gap", "Minutes of a meeting"),
        P.MINUTES_EDIT,
        MEETINGS,
        page="councils:minutes-edit",
    ),
    Gap(
        "care-minutes",
        pgettext_lazy("gap", "Minutes of a coordination meeting"),
        P.PLAN_EDIT,
        CARE_MEETINGS,
        page="plans:care-minutes-edit",
    ),
)


def gaps_of(user: User, office_id: int | None) -> list[Gap]:
    """Return the gaps that the user may see at one office."""
    granted = user.access.permissions(office_id)
    return [gap for gap in GAPS if gap.permission in granted]


def gap_sets(
    user: User, today: date, *, is_own: bool, office_id: int | None
) -> dict[Gap, QuerySet]:
    """Return the records of each gap that the user may see at one office.

    One's own are those which oneself must mend.
    """
    whose = {"is_own": is_own, "office_id": office_id}
    return {gap: gap.held(user, today, **whose) for gap in gaps_of(user, office_id)}


def with_gap_facts(gap: Gap, rows: QuerySet) -> QuerySet:
    """Return the rows as values, with what the list shows of each."""
    among = gap.among
    client = F(among.client) if among.client else Value(None, Client._meta.pk)
    return rows.annotate(
        gap_name=F(among.name),
        gap_client=client,
        gap_worker=F(f"{among.worker}__name"),
        gap_day=F(among.day),
    ).values("pk", "gap_name", "gap_client", "gap_worker", "gap_day")
