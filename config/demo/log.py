"""Two years of the offices' log, today's appointments and what was promised."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cases.actions import log_many, make_appointment, make_promise
from cases.choices import Method
from cases.models import Client
from cases.work_categories import known_categories
from config.common.fiscal import age_on
from config.common.holidays import holiday_name
from config.demo import child_texts
from config.demo.log_texts import ENTRIES, NEXT_STEPS, UNREGISTERED
from staffing.models import Office, User

#: What a contact counts as in the centre's contract, by what it was about.
CATEGORIES = {
    "services": "I(1)②",
    "leisure": "I(1)③",
    "work": "I(1)③",
    "money": "I(1)④",
    "skills": "I(1)④",
    "health": "I(1)⑤",
    "rights": "I(2)①",
}
USUAL_CATEGORY = "I(1)①"
MINUTES = {"call": (5, 25), "visit": (40, 90), "desk": (30, 60), "along": (60, 150)}


def working_days(today: date, *, days: int) -> Iterator[date]:
    """Yield the weekdays of the last `days` days up to today, without national holidays."""
    for back in range(days, -1, -1):
        day = today - timedelta(days=back)
        if day.weekday() < 5 and not holiday_name(day):
            yield day


def at(day: date, hour: int, minute: int) -> datetime:
    """Return a moment of a day in local time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def write_log(
    office: Office,
    staff: list[User],
    clients: dict[int, list[Client]],
    rng: Random,
    now: datetime,
    *,
    per_day: float,
    days: int = 730,
) -> int:
    """Write the log of an office: about `per_day` contacts of each person on a working day.

    `clients` holds each person's clients by the person's place in `staff`. Returns how many.
    """
    today, written = timezone.localtime(now).date(), 0
    for index, writer in enumerate(staff):
        own = clients.get(index) or next(iter(clients.values()))
        rows = []
        for day in working_days(today, days=days):
            count = rng.choices((0, 1, 2, 3, 4), _weights(per_day))[0]
            rows += [_row(office, own, rng, day) for _contact in range(count)]
        rows = [row for row in rows if row["occurred_at"] <= now]
        rows = [_counted(row, number) for number, row in enumerate(rows)]
        written += log_many(sorted(rows, key=lambda row: row["occurred_at"]), by=writer)
    return written


def _weights(per_day: float) -> tuple[float, ...]:
    # Around the mean, with quiet days and busy ones.
    return tuple(max(0.05, 1 - abs(count - per_day) / 2.5) for count in range(5))


def _entries(client: Client, day: date) -> list[tuple]:
    """Return what may be written about a person of that age."""
    age = age_on(client.birth_on, day)
    if age >= 18:
        return ENTRIES
    return child_texts.BOTH + (child_texts.INFANTS if age < 6 else child_texts.PUPILS)


def _row(office: Office, clients: list[Client], rng: Random, day: date) -> dict:
    moment = at(day, rng.randint(9, 17), rng.randrange(0, 60, 5))
    if rng.random() < 0.06:
        name, is_anonymous, route, text = rng.choice(UNREGISTERED)
        return {
            "office": office,
            "occurred_at": moment,
            "caller_name": name,
            "is_anonymous": is_anonymous,
            "route": route,
            "method": "call",
            "counterpart": "other",
            "minutes": rng.randint(5, 40),
            "text": text,
            "contents": ("services",),
        }
    client = rng.choice(clients)
    method, counterpart, contents, text = rng.choice(_entries(client, day))
    shortest, longest = MINUTES.get(method, (10, 40))
    return {
        "office": office,
        "client": client,
        "occurred_at": moment,
        "method": method,
        "counterpart": counterpart,
        "minutes": rng.randint(shortest // 5, longest // 5) * 5,
        "place_kind": "home" if method == "visit" and "自宅" in text else "",
        "text": text,
        "contents": contents,
    }


def _counted(row: dict, number: int) -> dict:
    """Add what the counts ask of a contact; every fortieth lacks its category, as in an office."""
    ways = {"visit": "face", "desk": "face", "call": "phone"}
    present = {"self": ("self",), "family": ("self", "family")}
    is_met = row["method"] in ("visit", "desk", "along", "meeting")
    known = {known.code: known.pk for known in known_categories()}
    codes = [CATEGORIES[content] for content in row["contents"] if content in CATEGORIES]
    code = codes[0] if codes else USUAL_CATEGORY
    return row | {
        "interview_method": ways.get(row["method"], ""),
        "present": present.get(row["counterpart"], ()) if is_met else (),
        "is_evidence": row["method"] == "along",
        "work_category_id": None if number % 40 == 7 else known.get(code),
    }


VISITS = [
    (9, 30, Method.CALL, "短期入所の空き確認", "短期入所 うみねこ"),
    (10, 30, Method.VISIT, "モニタリング", "自宅"),
    (14, 0, Method.MEETING, "サービス担当者会議（第2回）", "市民交流センター 201"),
    (16, 0, Method.ALONG, "受診に同行", "港町病院"),
]


def write_appointments(
    office: Office, staff: list[User], clients: dict[int, list[Client]], rng: Random, today: date
) -> None:
    """Fill today and the next two weeks of everybody's diary."""
    days = [today + timedelta(days=ahead) for ahead in range(15)]
    for index, writer in enumerate(staff):
        for day in days:
            # Whoever tries the demo on a Sunday still finds something to do today.
            if day != today and (day.weekday() > 4 or holiday_name(day)):
                continue
            count = 3 if day == today else rng.randint(0, 2)
            for hour, minute, method, title, place in sorted(rng.sample(VISITS, count)):
                make_appointment(
                    by=writer,
                    office=office,
                    worker=writer,
                    client=rng.choice(clients.get(index) or [None]),
                    starts_at=at(day, hour, minute),
                    ends_at=at(day, hour + 1, minute),
                    method=method,
                    title=title,
                    place=place,
                )


def write_promises(
    office: Office, staff: list[User], clients: dict[int, list[Client]], rng: Random, today: date
) -> None:
    """Leave some promises open, one or two of them late."""
    for index, writer in enumerate(staff):
        for ahead in (-2, 0, 1, 4, 8):
            if not clients.get(index) or rng.random() < 0.3:
                continue
            make_promise(
                by=writer,
                office=office,
                client=rng.choice(clients[index]),
                owner=writer,
                text=rng.choice(NEXT_STEPS),
                due_on=today + timedelta(days=ahead),
            )
