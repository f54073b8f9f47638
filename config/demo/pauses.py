"""People in hospital, a coming amendment, and the trainings of the staff, in the demo."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.actions import log_many
from cases.models import Client
from config.common.fiscal import add_months, fiscal_year, month_of
from config.demo.town import Town
from monitoring.actions.pauses import begin_pause
from plans.actions.amendments import add_interval
from staffing.actions.trainings import add_training
from staffing.models import User

HOSPITAL, FACILITY = "港の丘病院 3階病棟", "障害者支援施設 しおさい"
#: (kind, months back, day, days away or None, place, remarks): who came in when, and left.
STAYS = (
    ("hospital", 0, 2, None, HOSPITAL, "肺炎。2週間くらいの見込み。面会は平日午後。"),
    ("hospital", 3, 11, None, HOSPITAL, "任意入院。退院後の住まいを病院の相談員と調整中。"),
    ("hospital", 2, 9, 24, "市立小樽みなと総合病院", "骨折の手術。退院後は訪問看護を追加。"),
    ("facility", 4, 1, None, FACILITY, "体験入所から本入所へ。自宅に戻るかは半年後に相談。"),
)
TOLD = "入院の連絡を受け、病棟の相談員に生活の様子と服薬、連絡先を電話で伝えた。"
TALKED = "病棟で本人・相談員と面談。退院後の住まいとサービスの希望を聞き取った。"
#: The table of a law that does not exist: the page says so.
EXAMPLE = "見本（この改定は実在しません）"


def write_pauses(town: Town, now: datetime) -> None:
    """Pause four people of the first office, with what the hospital was told about one of them."""
    today = timezone.localtime(now).date()
    staff = town.people[town.first.pk]
    first = month_of(today)
    clients = Client.objects.filter(
        office=town.first,
        decisions__ends_on__gte=add_months(first, 3),
        decisions__starts_on__lte=today,
    )
    people = list(clients.distinct().order_by("pk")[: 9 * len(STAYS) : 9])
    for client, (kind, back, day, away, place, note) in zip(people, STAYS, strict=False):
        starts_on = min(add_months(first, -back).replace(day=day), today)
        begin_pause(
            client,
            by=staff[2],
            today=today,
            now=now,
            kind=kind,
            starts_on=starts_on,
            ends_on=away and min(starts_on + timedelta(days=away), today),
            place=place,
            note=note,
        )
    if people:
        _tell(people, staff[2], today, now)


def _tell(people: list[Client], writer: User, today: date, now: datetime) -> None:
    rows = [_row(people[0], "call", min(month_of(today) + timedelta(days=2), today), TOLD)]
    if len(people) > 1:
        rows.append(_row(people[1], "visit", today - timedelta(days=8), TALKED))
    log_many([row for row in rows if row["occurred_at"] <= now], by=writer)


def _row(client: Client, method: str, day: date, text: str) -> dict:
    return {
        "office": client.office,
        "client": client,
        "occurred_at": timezone.make_aware(datetime.combine(day, time(10, 30))),
        "method": method,
        "counterpart": "medical",
        "place_kind": "" if method == "call" else "facility",
        "is_evidence": True,
        "text": text,
        "minutes": 20 if method == "call" else 60,
        "contents": ["health"],
    }


def write_amendment(town: Town, now: datetime) -> None:
    """Let the administrator have added an amendment of the next April, plainly an example."""
    today = timezone.localtime(now).date()
    april = date(today.year + (today.month >= 4), 4, 1)
    administrator = User.objects.get(is_administrator=True)
    add_interval(
        group="E",
        valid_from=april,
        months=4,
        months_65=3,
        source=EXAMPLE,
        today=today,
        by=administrator,
    )


def write_trainings(town: Town, now: datetime) -> None:
    """Let the first office's staff have their trainings; one must renew within the year."""
    year = fiscal_year(timezone.localtime(now).date())
    manager, *staff = town.people[town.first.pk]
    for number, person in enumerate(staff[:6]):
        # Blocks of five years after the first training; the third one's ends this March.
        first = date(year - (5 if number == 2 else 6 + number), 9, 14)
        add_training(person, by=manager, kind="initial", completed_on=first, organiser="北海道")
        if number != 2:
            renewed = date(year - 1 - number % 2, 10, 20)
            add_training(
                person, by=manager, kind="renewal", completed_on=renewed, organiser="北海道"
            )
