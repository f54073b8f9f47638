"""The weeks of the demo's plans: a day service on working days, help on the others, evenings."""

from datetime import time
from typing import Any

from plans.choices import SupportPhase, WeekKind
from plans.models import PlannedService, ServiceUsePlan, WeekEntry

EVERY, WORKDAYS = "0123456", "01234"
#: Service code: (weekdays, from, to) of what a person has by it.
TIMES = {
    "22": (WORKDAYS, time(9, 30), time(15, 30)),
    "43": (WORKDAYS, time(9, 30), time(15, 30)),
    "45": (WORKDAYS, time(9), time(16)),
    "46": ("0134", time(10), time(15)),
    "11": ("25", time(10), time(11, 30)),
    "33": (EVERY, time(16), time(21)),
    "61": ("13", time(10), time(12)),
    "63": ("024", time(15), time(17, 30)),
}
ADULT_ROUTINES = (
    (EVERY, time(7), time(8), "起床・朝食・服薬"),
    (EVERY, time(21), time(22), "入浴・手帳に記入"),
    (EVERY, time(22), time(7), "就寝"),
)
CHILD_ROUTINES = (
    (EVERY, time(6, 30), time(7, 30), "起床・朝食・支度"),
    (EVERY, time(19), time(20), "入浴・明日の支度"),
    (EVERY, time(21), time(6, 30), "就寝"),
)
ACTIVITIES = (
    "・平日は７時に起き、自分で薬を飲む。\n・夕食は家族と一緒に準備し、片付けは本人が行う。",
    "・朝の支度は手順表を見て自分で進める。\n・休みの日の午前に部屋を片づける。",
)
OTHERS = (
    "・外来通院　４週に１回\n・モニタリング　決められた月に自宅を訪問",
    "・短期入所　月１回・２日\n・モニタリング　決められた月に自宅を訪問",
)
PICTURES = (
    "決まった場所に通うことで生活のリズムが整い、困ったときに話せる相手が増えていく。",
    "自分で選んだ活動を続け、家族以外の人と過ごす時間が増え、次の暮らしを考えられるようになる。",
)


def week_texts(number: int) -> dict[str, Any]:
    """Return the texts around the week of the plan of a person with this number."""
    return {
        "daily_activities": ACTIVITIES[number % 2],
        "other_services": OTHERS[number % 2],
        "whole_picture": PICTURES[number // 2 % 2],
        "phase": list(SupportPhase)[number % 3],
    }


def write_week(plan: ServiceUsePlan, *, is_child: bool) -> None:
    """Write the week of a plan from its services, in one statement."""
    lines = PlannedService.objects.filter(need__plan=plan, service_type__code__in=TIMES)
    entries = [_of_service(line) for line in lines.select_related("service_type", "provider")]
    for days, start, end, content in CHILD_ROUTINES if is_child else ADULT_ROUTINES:
        words = {"content": content, "kind": WeekKind.ROUTINE}
        entries.append(WeekEntry(weekdays=days, starts_at=start, ends_at=end, **words))
    for position, entry in enumerate(entries, start=1):
        entry.plan, entry.position = plan, position
    WeekEntry.objects.bulk_create(entries)


def _of_service(line: PlannedService) -> WeekEntry:
    kind = line.service_type
    days, start, end = TIMES[kind.code]
    return WeekEntry(
        weekdays=days,
        starts_at=start,
        ends_at=end,
        service=line,
        content=kind.short_name or kind.name,
        provider_name=line.provider.name if line.provider else line.provider_name,
        kind=WeekKind.SERVICE,
    )
