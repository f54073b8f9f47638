"""Morning summary for everybody, and warnings before certificates and decisions end.

A reminder is "due and not yet sent", keyed by what it is about, its step and the person: a late, a
double or a missed run sends each once. Numbers only in the summary; names only behind the link.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Appointment, Case, Promise, RecipientCertificate
from cases.rules import expiry, warned_until
from config.common.holidays import is_open
from config.common.wareki import wareki
from monitoring.models import MonitoringMonth
from plans.models import BenefitDecision
from reports.figures import count_each
from reports.figures.file_deadlines import EXPIRED_DAYS
from staffing.actions import notify
from staffing.models import Notice, Office, User
from staffing.permissions import Permission, access_for, holders

MORNING, ENDING = "morning", "ending"


def send_mornings(*, today: date) -> int:
    """Tell everybody once on a day on which the office is open; return how many are new."""
    told = 0
    for office in Office.objects.filter(deleted_at=None, is_user=True).order_by("pk"):
        opens = {
            "open_weekdays": office.open_weekdays,
            "opens_on_holidays": office.opens_on_holidays,
        }
        if not is_open(today, **opens):
            continue
        for person in holders(Permission.MONITORING_EDIT, office, on=today).order_by("pk"):
            told += _tell(person, office, today)
    return told


def _tell(person: User, office: Office, today: date) -> bool:
    key = f"{MORNING}:{today:%Y-%m-%d}:{office.pk}"
    if Notice.objects.filter(recipient=person, key=key).exists():
        return False
    access_for(person, on=today)
    numbers = count_each(person, morning_sets(person, office.pk, today))
    if not any(numbers.values()):
        return False
    with translation.override(person.language):
        sentence = _(
            "Today at %(office)s: %(appointments)d appointments, %(promises)d promises due,"
            " monitoring %(overdue)d overdue and %(months)d left in the month."
        )
        text = sentence % {"office": office.label, **numbers}
    return notify(person, key=key, kind=MORNING, text=text, url=reverse("reports:home"))


def morning_sets(user: User, office_id: int, today: date) -> dict[str, QuerySet]:
    """Return one's own appointments and promises of today, and one's monitoring."""
    months = MonitoringMonth.objects.visible_to(user).filter(office_id=office_id).with_worker()
    own = months.filter(worker_id=user.pk)
    promises = Promise.objects.visible_to(user).open().filter(office_id=office_id, owner=user)
    appointments = Appointment.objects.visible_to(user).on_days(today, today)
    return {
        "appointments": appointments.filter(office_id=office_id, worker=user, consultation=None),
        "promises": promises.filter(due_on__lte=today),
        "overdue": own.overdue(today),
        "months": own.unfinished().filter(due_month=today.replace(day=1)),
    }


@dataclass(frozen=True)
class _End:
    """One end that is near: of which record, of whom, who is in charge, when."""

    what: str
    key: int
    client: int
    office: int
    worker: int | None
    day: date
    url: str


def send_endings(*, today: date) -> int:
    """Warn of each end once at 90, 60 and 30 days and on the last; return how many are new.

    Whoever is in charge is told, without anybody in charge those who approve records. A run that
    comes late warns of the step that is reached by then, not of those it missed.
    """
    told = 0
    leads: dict[int, list[User]] = {}
    people = {user.pk: user for user in User.objects.filter(is_active=True)}
    sent = set(
        Notice.objects.filter(key__startswith=f"{ENDING}:").values_list("recipient_id", "key")
    )
    for end in _ends(today):
        found = expiry(end.day, today)
        if found is None or found.step is None:
            continue
        key = f"{ENDING}:{end.what}:{end.key}:{end.day:%Y%m%d}:{found.step}"
        for person in _recipients(end, people, leads, today):
            if (person.pk, key) in sent:
                continue
            with translation.override(person.language):
                text = _words(end, found.left)
            told += notify(
                person, key=key, kind=ENDING, text=text, url=end.url, client_id=end.client
            )
    return told


def _recipients(
    end: _End, people: dict[int, User], leads: dict[int, list[User]], today: date
) -> Iterable[User]:
    if end.worker in people:
        return [people[end.worker]]
    if end.office not in leads:
        leads[end.office] = list(holders(Permission.RECORD_APPROVE, end.office, on=today))
    return leads[end.office]


def _words(end: _End, left: int) -> str:
    words = {"day": wareki(end.day), "left": left}
    if end.what == "decision":
        if left < 0:
            return _("A benefit decision ended on %(day)s and is not renewed.") % words
        return _("A benefit decision ends on %(day)s (%(left)d days). Prepare the renewal.") % words
    if left < 0:
        return _("A recipient certificate ended on %(day)s and is not renewed.") % words
    return _("A recipient certificate ends on %(day)s (%(left)d days).") % words


def _ends(today: date) -> Iterable[_End]:
    days = (today - timedelta(days=EXPIRED_DAYS), warned_until(today))
    decisions = BenefitDecision.objects.alive().not_renewed().ending_between(*days)
    for pk, client, office, worker, day in _in_charge(decisions).values_list(
        "pk", "client_id", "client__office_id", "worker_id", "ends_on"
    ):
        url = reverse("plans:decision-detail", args=[pk])
        yield _End("decision", pk, client, office, worker, day, url)
    papers = RecipientCertificate.objects.alive().not_renewed().ending_between(*days)
    for pk, client, office, worker, day in _in_charge(papers).values_list(
        "pk", "client_id", "client__office_id", "worker_id", "first_end"
    ):
        url = reverse("cases:client-papers", args=[client])
        yield _End("certificate", pk, client, office, worker, day, url)


def _in_charge(rows: QuerySet) -> QuerySet:
    """Keep the records of people with an open case, with who is in charge of it."""
    cases = Case.objects.alive().open().filter(client=OuterRef("client"))
    found = rows.filter(client__deleted_at=None).annotate(
        case_key=Subquery(cases.values("pk")[:1]), worker_id=Subquery(cases.values("worker")[:1])
    )
    return found.exclude(case_key=None).order_by("pk")
