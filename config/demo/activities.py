"""The demo offices' work for the area of the last months, with the categories of their contract."""

from datetime import date, timedelta

from cases.work_categories import known_categories
from config.demo.town import Town
from councils.choices import ActivityKind
from councils.models import Meeting, NetworkActivity

#: Days ago, kind, code of the category, what, for whom, how many came, minutes.
DONE = (
    (9, ActivityKind.COURSE, "III(1)④", "出前講座「となりで暮らす」", "民生委員", 24, 90),
    (
        16,
        ActivityKind.OFFICE,
        "II(1)②",
        "難しいケースの同行相談",
        "計画相談の事業所",
        3,
        60,
    ),
    (27, ActivityKind.OUTREACH, "III(1)②", "潮見団地の相談会", "団地の住民", 11, 150),
    (41, ActivityKind.PUBLICITY, "III(1)④", "障害者週間 パネル展", "市民", 60, 240),
    (58, ActivityKind.NETWORK, "III(1)①", "校区の見守り会議", "校区の関係者", 15, 90),
    (74, ActivityKind.RESOURCE, "III(1)③", "余暇の場の調査", "地域の団体", 6, 120),
    (96, ActivityKind.COURSE, "II(1)③", "相談支援専門員の初任者勉強会", "相談支援専門員", 9, 120),
    (120, ActivityKind.OTHER, None, "作品展の手伝い", "市民", None, 180),
)
COUNCIL_MEETINGS = "II(2)③"


def write_activities(town: Town, today: date) -> None:
    """Write what the offices and the core centre did; name the category of their meetings."""
    known = {row.code: row.pk for row in known_categories()}
    rows = []
    for office, shift, done in (
        (town.first, 0, DONE),
        (town.second, 5, DONE[:3]),
        (town.core, 2, DONE[1:7]),
    ):
        worker = town.people[office.pk][1]
        for ago, kind, code, title, audience, participants, minutes in done:
            rows.append(
                NetworkActivity(
                    office=office,
                    held_on=today - timedelta(days=ago + shift),
                    kind=kind,
                    work_category_id=known.get(code),
                    title=title,
                    audience=audience,
                    place="潮見市民交流センター" if kind == ActivityKind.COURSE else "",
                    participants=participants,
                    minutes=minutes,
                    worker=worker,
                    created_by=worker,
                    updated_by=worker,
                )
            )
    NetworkActivity.objects.bulk_create(rows)
    if COUNCIL_MEETINGS in known:
        Meeting.objects.filter(office=town.first).update(work_category_id=known[COUNCIL_MEETINGS])
