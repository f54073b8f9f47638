"""The demo office's year: the plan of 2019, the years since, and this year's meetings."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from config.common.fiscal import fiscal_year
from config.demo.town import Town
from councils.actions import (
    copy_year,
    finish_minutes,
    mark_done,
    set_up_meeting,
    write_minutes,
)
from councils.models import Recurrence
from councils.rules import due_months
from reports.actions.annual_plan import read_in_plan, start_plan
from reports.plan_document import read_document

PLAN_FILE = Path(__file__).parent / "annual_plan_2019.json"
AGENDA = [
    (
        "各事業所からの報告",
        "なぎさ：新規の相談は先月より3件多い。空きのある通所先の情報を共有した。",
        "",
    ),
    (
        "地域の課題について",
        "みさき：医療的ケアのある児童の短期入所の受入れ先が不足している。",
        "次回までに、圏域の受入れの状況を一覧にまとめる。",
    ),
    (
        "次回の研修について",
        "基幹：意思決定支援をテーマにした事例検討を提案。",
        "2月に開催し、準備はなぎさが担当する。",
    ),
]


def write_year(town: Town, rng: Random, now: datetime) -> None:
    """Read the plan of 2019 in, start this year's from it, and hold the meetings so far."""
    today, manager = now.date(), town.head(town.first)
    plan = read_in_plan(read_document(PLAN_FILE.read_bytes()), is_replacing=False, by=manager)
    this_year = fiscal_year(today)
    copy_year(town.first, source=2019, target=this_year, by=manager, meetings=True, trainings=True)
    start_plan(town.first, this_year, from_plan=plan, by=manager)
    for recurrence in (
        Recurrence.objects.alive()
        .filter(body__office=town.first, fiscal_year=this_year)
        .select_related("body")
    ):
        _hold(town, recurrence, rng, now)


def _hold(town: Town, recurrence: Recurrence, rng: Random, now: datetime) -> None:
    manager, chief = town.people[town.first.pk][:2]
    for month in due_months(recurrence.rule, recurrence.fiscal_year):
        held_on = _weekday(month.replace(day=rng.randint(8, 20)))
        if held_on > now.date() + timedelta(days=40):
            return
        meeting = set_up_meeting(
            by=manager,
            body=recurrence.body,
            held_on=held_on,
            starts_at=time(14),
            ends_at=time(16),
            place="潮見市民交流センター 201",
            attendees=[
                {"user": person, "name": person.name, "organisation": town.first.label}
                for person in (manager, chief)
            ],
        )
        # The last minutes are still to be written: somebody must see that.
        if held_on >= now.date() - timedelta(days=20):
            continue
        meeting = write_minutes(
            meeting,
            by=chief,
            version=meeting.version,
            attendances=[
                {"user": manager, "name": manager.name, "organisation": town.first.label},
                {"user": chief, "name": chief.name, "organisation": town.first.label},
                {"name": "中里 亮", "organisation": town.second.label},
                {"name": "永瀬 隆", "organisation": town.core.label},
            ],
            agenda=[
                {"title": title, "discussion": text, "decision": decision}
                for title, text, decision in AGENDA
            ],
            action_items=[
                {
                    "text": "受入れ先の一覧を作る",
                    "owner_name": "早川",
                    "due_on": held_on + timedelta(days=30),
                },
            ],
        )
        finished = held_on + timedelta(days=7)
        moment = timezone.make_aware(datetime.combine(finished, time(17, 30)))
        finish_minutes(meeting, by=chief, version=meeting.version, now=moment, today=finished)
        # What was to be done by long ago was done; the latest is still open.
        for item in meeting.action_items.filter(due_on__lt=now.date() - timedelta(days=30)):
            mark_done(item, by=chief, done_on=item.due_on)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
