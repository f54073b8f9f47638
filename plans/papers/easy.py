"""本人用 わかりやすい計画 (ux 6.2): the plan in plain words, in large print, with readings."""

from collections.abc import Callable
from datetime import date
from typing import Any

from config.common.phones import format_phone
from config.common.wareki import month_label, wareki
from plans.choices import Stage
from plans.choices_plain import HEADINGS, OF_PLAN, PlainPart
from plans.easy import Line, easy_lines, fixed_entries, known_readings, provider_of, reader
from plans.models import PlanNeed, ServiceUsePlan
from plans.papers.head import interval_words
from plans.rules import clock_words
from staffing.models import User

TITLE = "わたしのくらしの計画"
#: The days of the week in full: 月 alone could be the moon.
DAYS = ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日・祝日")
#: Beyond so many letters the readings take longer to print than anybody waits for a page.
MOST_LETTERS = 6_000
#: Letters of a need with all that belongs to it that surely stand on one page.
LONGEST_BOX = 300
Lines = Callable[[str], list]


def easy_paper(
    plan: ServiceUsePlan, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the paper: every text as lines of (words, reading)."""
    plan = ServiceUsePlan.objects.for_detail().get(pk=plan.pk)
    lines = easy_lines(plan)
    known = known_readings(plan) if options["furigana"] else None
    read = reader(known)
    is_draft = plan.stage == Stage.DRAFT
    return {
        "office": plan.office.name,
        "ident": f"利用者番号 {plan.client_id}　わかりやすい計画 第{plan.number}版",
        "is_numbered": True,
        "can_print": True,
        "filled": bool(lines),
        "title": f"{TITLE}（案）" if is_draft else TITLE,
        "document": "本人用　わかりやすい計画",
        "size": options["size"],
        "heading": read(f"{TITLE}（案）" if is_draft else TITLE),
        "name": read(f"{plan.client.name}さん"),
        "made": read(f"{wareki(plan.consented_on or plan.drafted_on)}に作りました。"),
        "is_draft": plan.consented_on is None,
        "is_slow": known is not None and sum(len(line.words) for line in lines) > MOST_LETTERS,
        "not_yet": read("これはまだ下書きです。いっしょに読んで、ちがうところを教えてください。"),
        "texts": [_text(plan, line, read) for line in lines if line.part in OF_PLAN],
        "needs": [_need(need, lines, read) for need in plan.needs.all()],
        "labels": _labels(read),
        "week": _week(plan, read),
        "ending": _ending(plan, read),
    }


def _labels(read: Lines) -> dict[str, list]:
    words = {
        "goal": HEADINGS[PlainPart.GOAL],
        "role": HEADINGS[PlainPart.ROLE],
        "helpers": HEADINGS[PlainPart.SERVICE],
        "needs": HEADINGS[PlainPart.NEED],
        "week": "1週間の予定",
        "ending": "これから",
    }
    return {key: read(text) for key, text in words.items()}


def _until(day: date | None) -> str:
    return f"{month_label(day)}まで" if day else ""


def _text(plan: ServiceUsePlan, line: Line, read: Lines) -> dict[str, Any]:
    ends = {PlainPart.LONG: plan.long_goal_by, PlainPart.SHORT: plan.short_goal_by}
    return {
        "heading": read(HEADINGS[line.part]),
        "words": read(line.words),
        "until": read(_until(ends.get(line.part))),
    }


def _need(need: PlanNeed, lines: list[Line], read: Lines) -> dict[str, Any]:
    own = {line.part: read(line.words) for line in lines if line.need == need}
    services = {service.pk for service in need.services.all()}
    letters = sum(
        len(line.words)
        for line in lines
        if line.need == need or (line.service and line.service.pk in services)
    )
    return {
        # A box that cannot stand on one page is divided.
        "is_long": letters > LONGEST_BOX,
        "number": need.position,
        "need": own.get(PlainPart.NEED, []),
        "goal": own.get(PlainPart.GOAL, []),
        "until": read(_until(need.target_on)),
        "role": own.get(PlainPart.ROLE, []),
        "helpers": [
            {
                "who": read(provider_of(line.service)),
                "words": read(line.words),
                "often": read(line.service.quantity),
            }
            for line in lines
            if line.service and line.service.pk in services
        ],
    }


def _week(plan: ServiceUsePlan, read: Lines) -> list[dict[str, Any]]:
    """Return the days with what is fixed on them; what is done every day anyway is left out."""
    entries = fixed_entries(plan)
    days = []
    for day, mark in enumerate(DAYS):
        own = [entry for entry in entries if str(day) in entry.weekdays]
        rows = [
            {
                "time": clock_words(entry.starts_at, entry.ends_at),
                "words": read("　".join(filter(None, (entry.content, entry.provider_name)))),
            }
            for entry in sorted(own, key=lambda entry: entry.starts_at)
        ]
        if rows:
            days.append({"day": read(mark), "rows": rows})
    return days


def _ending(plan: ServiceUsePlan, read: Lines) -> list[list]:
    """Say when it is looked at again, and whom to tell what is wrong with it."""
    every = interval_words(plan)
    words = []
    if every:
        words.append(f"{every}、この計画でよいか、会って話します。")
    words.append("わからないことや、変えたいことがあったら、いつでも話してください。")
    words.append(f"{plan.office.name}　{plan.author.name}")
    if plan.office.phone:
        words.append(f"電話　{format_phone(plan.office.phone)}")
    return [read(text) for text in words]
