"""Files whose time of keeping is over (記録保存満了): a list for a decision, never more."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cases.models import Case, Client, Consultation, Purge
from cases.models.contacts import day_start
from cases.rules.retention import latest_end, of_age_on, years_kept
from config.common.sql import NOTHING
from staffing.choices import FigureCode
from staffing.models import LegalFigure, Office, User
from staffing.permissions import Permission


def _floor(on: date) -> int:
    """The least number of years the law of a day asks for."""
    return int(LegalFigure.objects.value_on(FigureCode.RETENTION_YEARS, on) or 0)


def office_years(office: Office, *, on: date) -> int:
    """Return how many years an office keeps its files, as the law of the day bounds it."""
    return years_kept(office.record_years, _floor(on))


def years_of_offices(user: User, *, today: date) -> dict[int, int]:
    """Return the years of each office where the user may purge files, by its key."""
    floor = _floor(today)
    offices = Office.objects.filter(pk__in=user.access.offices_with(Permission.FILE_PURGE))
    kept = offices.values_list("pk", "record_years")
    return {key: years_kept(years, floor) for key, years in kept}


def files_of_age(user: User, years: dict[int, int], *, today: date) -> QuerySet:
    """Return the people whose files are of age at the offices of `years_of_offices`.

    With `ended_on`, `last_at` (the last contact) and `is_asked` (a purge waits for its second
    person).
    """
    return _of_age(Client.objects.visible_to(user), years, today)


def is_of_age(client: Client, *, today: date) -> bool:
    """Whether a person's file is of age at its office, whoever asks."""
    years = {client.office_id: office_years(client.office, on=today)}
    return _of_age(Client.objects.filter(pk=client.pk), years, today).exists()


def _of_age(people: QuerySet, years: dict[int, int], today: date) -> QuerySet:
    open_cases = Case.objects.alive().open().filter(client=OuterRef("pk"))
    contacts = Consultation.objects.alive().filter(client=OuterRef("pk")).newest()
    ended = Case.objects.alive().filter(client=OuterRef("pk"), closed_on__isnull=False)
    people = people.annotate(
        ended_on=Subquery(ended.order_by("-closed_on").values("closed_on")[:1]),
        last_at=Subquery(contacts.values("occurred_at")[:1]),
        is_asked=Exists(Purge.objects.waiting().filter(client_id=OuterRef("pk"))),
    )
    return people.filter(~Exists(open_cases), _old_enough(years, today))


def _old_enough(years: dict[int, int], today: date) -> Q:
    """The condition of the files: one part for each number of years, however many offices."""
    wanted = NOTHING
    for number in sorted(set(years.values())):
        offices = [office_id for office_id, kept in years.items() if kept == number]
        end = latest_end(today, number)
        quiet = Q(last_at=None) | Q(last_at__lt=day_start(end + timedelta(days=1)))
        wanted |= Q(office__in=offices, ended_on__lte=end) & quiet
    return wanted


def row_of(client: Client, years: int) -> dict[str, Any]:
    """Return what one row of the list shows."""
    last = timezone.localtime(client.last_at).date() if client.last_at else None
    return {
        "client": client,
        "ended_on": client.ended_on,
        "last_on": last,
        "kept_until": of_age_on(client.ended_on, last, years),
        "is_asked": client.is_asked,
    }
