"""Fill a migrated and seeded database with believable rows, as many as a size says."""

from datetime import UTC, datetime
from random import Random

from django.db import connection, transaction
from django.utils import timezone, translation

from cases.models import Client, RecentClient
from config.common.fiscal import add_months, month_of
from staffing.models import JobRun, Notice
from staffing.work import HEARTBEAT
from tests.bench.load.contacts import ContactWriter
from tests.bench.load.people import PeopleWriter
from tests.bench.load.rows import Book
from tests.bench.load.town import Place, build_town
from tests.bench.sizes import Size

SEED = 2019
OTHERS_IN_CARE = 40


def fill(size: Size, *, now: datetime) -> None:
    """Write the whole town as of `now`; the same month and size give the same rows."""
    rng, today = Random(SEED), timezone.localtime(now).date()
    with translation.override("ja"), connection.constraint_checks_disabled(), transaction.atomic():
        _without_triggers()
        places, city = build_town(rng, since=add_months(month_of(today), -size.months))
        plain = now.astimezone(UTC).replace(tzinfo=None)
        book = Book(plain)
        pools = [
            PeopleWriter(book, place, city.pk, rng, today).write(
                max(2, round(size.clients * place.share)),
                size.in_care if place is places[0] else min(OTHERS_IN_CARE, size.clients // 20),
                size,
            )
            for place in places
        ]
        contacts = ContactWriter(book, places, pools, rng, plain)
        contacts.write(size)
        contacts.write_work()
        book.close()
        _desk(places[0], now)


def _without_triggers() -> None:
    """Skip PostgreSQL's check of every foreign key; it takes longer than the rows themselves."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL session_replication_role = replica")


def _desk(place: Place, now: datetime) -> None:
    """What lies on the desk of the person who is signed in."""
    lead = place.staff[0]
    clients = Client.objects.filter(office=place.office).order_by("pk")[:12]
    RecentClient.objects.bulk_create(
        RecentClient(user_id=lead, client=client, opened_at=now) for client in clients
    )
    Notice.objects.bulk_create(
        Notice(recipient_id=lead, key=f"bench:{number}", kind="system", text="年末年始の窓口")
        for number in range(30)
    )
    JobRun.objects.update_or_create(name=HEARTBEAT, defaults={"finished_at": now, "is_ok": True})
