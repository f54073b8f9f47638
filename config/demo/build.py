"""Build the whole demo in one transaction: all of it, or nothing."""

from datetime import datetime, timedelta
from math import ceil
from random import Random

from django.db import transaction
from django.utils import timezone, translation

from cases.actions import register_client
from cases.models import Client
from config.common.fiscal import add_months, month_end, month_of
from config.demo import names, people, year
from config.demo.access import write_restrictions
from config.demo.activities import write_activities
from config.demo.assessments import write_assessments
from config.demo.claims import write_notices
from config.demo.community import write_community
from config.demo.file import Papers
from config.demo.files import FileWriter
from config.demo.households import write_households
from config.demo.intake_texts import FIRST, SECOND
from config.demo.intakes import write_intakes
from config.demo.lessons import write_lessons
from config.demo.log import write_appointments, write_log, write_promises
from config.demo.meetings import write_meetings
from config.demo.moves import write_moves
from config.demo.office_days import write_office_days
from config.demo.papers import file_papers
from config.demo.pauses import write_amendment, write_pauses, write_trainings
from config.demo.people import Person, Term
from config.demo.reports import report_months
from config.demo.styles import write_styles
from config.demo.submissions import write_submissions
from config.demo.town import Town, build_town
from config.demo.town_counts import write_town_counts
from monitoring.actions import recompute, stale_schedules
from monitoring.actions.following import listed_together
from monitoring.subscribers import computed_together
from plans.actions import create_provider
from staffing.actions import notify, read_notices
from staffing.models import Notice, Office

SEED = 2019
#: Of one person in so many the draft of the plan in force is kept too.
WITH_DRAFT = 6


@transaction.atomic
def build(now: datetime, *, size: float = 1) -> dict[str, int]:
    """Fill an empty database with the invented town as of `now`; return what was written.

    `size` is the share of clients and of the log's days to write, for a town that is there soon.
    """
    rng, today = Random(SEED), timezone.localtime(now).date()
    with translation.override("ja"), computed_together(), listed_together():
        town = build_town()
        counts = {"clients": 0, "log": 0}
        for office, shares, per_day, number in (
            (town.first, people.SHARES, 3.4, sum(people.SHARES)),
            (town.second, (8, 16, 0), 0.9, people.SECOND_OFFICE_CLIENTS),
        ):
            number = ceil(number * size)
            clients = _files(town, office, shares, number, rng, today)
            counts["clients"] += sum(map(len, clients.values()))
            staff = [person for person in town.people[office.pk] if person.login_id != "jimu"]
            days = ceil(people.YEARS_BACK * 365 * size)
            counts["log"] += write_log(office, staff, clients, rng, now, per_day=per_day, days=days)
            write_appointments(office, staff, clients, rng, today)
            write_promises(office, staff, clients, rng, today)
            file_papers(clients[1], staff[1], now)
            write_meetings(office, town.people[office.pk], Random(SEED + 2), now)
        counts["clients"] += write_households(town, today)
        counts["clients"] += _newcomers(town, rng, today, count=ceil(people.WITHOUT_PLAN * size))
        write_assessments(town, today)
        year.write_year(town, rng, timezone.localtime(now))
        write_activities(town, today)
        write_lessons(town, today)
        write_office_days(town, now)
        write_restrictions(town, now)
        write_notices(town.first, town.people[town.first.pk], today)
        write_moves(town, now)
        write_community(town, today)
        for office, requests in ((town.first, FIRST), (town.second, SECOND)):
            write_intakes(office, town.people[office.pk], requests, now)
        write_styles(town, today)
        write_submissions(town, now)
        write_town_counts(town, today)
        write_pauses(town, now)
        write_amendment(town, now)
        write_trainings(town, now)
        _notices(town, now)
    for schedules in stale_schedules():
        recompute(schedules, today=today, now=now)
    return counts


def _files(town: Town, office: Office, shares, number, rng: Random, today) -> dict[int, list]:
    staff = town.people[office.pk]
    writer = FileWriter(office, staff, rng, today)
    for name, kana, codes in names.PROVIDERS:
        phone = f"0134{rng.randint(100000, 999999)}"
        provider = create_provider(office, by=staff[0], name=name, name_kana=kana, phone=phone)
        writer.add_provider(provider, codes)
    clients: dict[int, list[Client]] = {}
    for person in people.people(rng, today, count=number, shares=shares):
        client = writer.register(person)
        _write_file(writer, client, person, rng, today)
        clients.setdefault(person.worker, []).append(client)
    return clients


def _write_file(writer: FileWriter, client: Client, person: Person, rng: Random, today) -> None:
    """Most clients have their plan and reports; some are only at the beginning."""
    if person.number % 24 == 5:
        start = add_months(month_of(today), 1)
        agreed = today - timedelta(days=rng.randint(3, 12))
        term = Term(start, month_end(add_months(start, 11)), agreed)
        writer.write_draft(client, person, term)
        return
    *earlier, current = people.terms(rng, person, today)
    for term in earlier:
        writer.write_term(client, person, term)
    if person.number % WITH_DRAFT == 1:
        writer.write_whole_way(client, person, current)
    else:
        writer.write_term(client, person, current)
    report_months(writer, client, person)


def _newcomers(town: Town, rng: Random, today, *, count: int) -> int:
    """People who came lately and have no plan yet, some without anybody in charge."""
    staff, papers = town.people[town.first.pk], Papers(today)
    for person in people.people(Random(SEED + 1), today, count=count, shares=(1,) * len(staff)):
        client = register_client(
            office=town.first,
            by=staff[1],
            worker=None if person.number % 5 == 0 else staff[person.worker],
            opened_on=today - timedelta(days=rng.randint(1, 120)),
            route=rng.choice(("core_centre", "medical", "hello_work", "self", "family")),
            disabilities=person.profile["kinds"],
            name=person.name,
            name_kana=person.kana,
            gender=person.gender,
            birth_on=person.birth_on,
            address=person.address,
            phone=person.phone,
            municipality_id=town.municipality.pk,
        )
        if person.number % 9 == 4:
            papers.self_plan(client, person, staff[person.worker])
    return count


def _notices(town: Town, now: datetime) -> None:
    """Leave one notice unread; those of the year's minutes were read long ago."""
    today = timezone.localtime(now).date()
    for person in town.people[town.first.pk]:
        earlier = Notice.objects.filter(recipient=person).values_list("pk", flat=True)
        read_notices(list(earlier), by=person, now=now)
        notify(
            person,
            key=f"year-end:{today.year}",
            kind="system",
            text="年末年始（12/29〜1/3）の窓口の当番を、12月10日までに決めてください。",
        )
