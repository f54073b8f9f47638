"""別紙2 of the demo: the week of some people as it was lived when they were assessed."""

from datetime import time

from config.demo.weeks import ADULT_ROUTINES, CHILD_ROUTINES, EVERY, WORKDAYS
from plans.choices import WeekKind
from plans.models import Assessment, PresentEntry

#: Of one person in so many the first assessment has the week, before any service began.
EACH = 6
OUT_AND_ABOUT = (
    ("024", time(10), time(12), "図書館・買い物（母と）", WeekKind.INFORMAL),
    ("1", time(14), time(15), "通院（月1回）・薬局", WeekKind.MEDICAL),
    ("0234", time(13), time(17), "自宅で過ごす（テレビ・昼寝）", WeekKind.ROUTINE),
    ("5", time(11), time(15), "友人の家", WeekKind.INFORMAL),
    (EVERY, time(18), time(19), "夕食（家族と）", WeekKind.ROUTINE),
)
AT_SCHOOL = (
    (WORKDAYS, time(8), time(15), "学校・園", WeekKind.ROUTINE),
    (WORKDAYS, time(16), time(18), "自宅（祖母が見守る）", WeekKind.INFORMAL),
    ("5", time(10), time(12), "公園・買い物（家族と）", WeekKind.INFORMAL),
    (EVERY, time(18), time(19), "夕食（家族と）", WeekKind.ROUTINE),
)
ACTIVITIES = "・家の中のことは自分でできる。外出は慣れた道だけ。\n・日中は一人になる時間が長い。"
OTHERS = "・外来通院　４週に１回\n・訪問看護、福祉サービスの利用はまだない"


def write_present_weeks(made: list[Assessment], children: set[int]) -> list[Assessment]:
    """Write the week of some of the assessments; return them. They are saved already."""
    chosen = [row for row in made if row.client_id % EACH == 1 and row.number == 1]
    PresentEntry.objects.bulk_create(
        PresentEntry(
            assessment=row,
            position=position,
            weekdays=days,
            starts_at=start,
            ends_at=end,
            content=content,
            kind=kind,
        )
        for row in chosen
        for position, (days, start, end, content, kind) in enumerate(
            _week(is_child=row.client_id in children), start=1
        )
    )
    for row in chosen:
        row.daily_activities, row.other_services = ACTIVITIES, OTHERS
    Assessment.objects.bulk_update(chosen, ("daily_activities", "other_services"))
    return chosen


def _week(*, is_child: bool) -> list[tuple]:
    routines, own = (CHILD_ROUTINES, AT_SCHOOL) if is_child else (ADULT_ROUTINES, OUT_AND_ABOUT)
    return [*((*row, WeekKind.ROUTINE) for row in routines), *own]
