"""The minutes of a meeting as they are printed (A4 portrait, ux 6.10)."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from config.common.pdf import Running, render_pdf
from config.common.wareki import wareki
from councils.choices import AttendanceState, MeetingMode, MeetingState, Openness, Side
from councils.models import ActionItem, Meeting

TEMPLATE = "print/minutes.html"
DOCUMENT = "議事録"
#: Heads of those who came, as minutes print them.
SIDES = ((Side.MEMBER, "委員"), (Side.SECRETARIAT, "事務局"), (Side.GUEST, "その他"))
MODES = (
    (MeetingMode.VENUE, "会場"),
    (MeetingMode.ONLINE, "オンライン"),
    (MeetingMode.BOTH, "併用"),
)
OPENNESS = (
    (Openness.OPEN, "公開"),
    (Openness.PARTLY, "一部非公開"),
    (Openness.CLOSED, "非公開"),
)


def minutes_pdf(meeting: Meeting, *, now: datetime, by: str) -> bytes:
    """Return the PDF of minutes; `by` names who prints it. Raises PdfUnavailable."""
    return render_pdf(TEMPLATE, minutes_paper(meeting, now=now, by=by))


def minutes_paper(meeting: Meeting, *, now: datetime, by: str) -> dict[str, Any]:
    """Return what the template of the paper shows."""
    attendances = list(meeting.attendances.all())
    items = [_Task(item) for item in meeting.action_items.all()]
    return {
        "meeting": meeting,
        "title": _title(meeting),
        "is_draft": not meeting.is_final,
        "is_planned": meeting.state == MeetingState.PLANNED,
        "when": _when(meeting),
        "modes": [(label, meeting.mode == mode) for mode, label in MODES],
        "openness": [(label, meeting.openness == value) for value, label in OPENNESS],
        "came": _came(attendances),
        "absent": [a for a in attendances if a.state == AttendanceState.ABSENT],
        "papers": [
            ("事前送付資料", meeting.materials_sent),
            ("当日配付資料", meeting.materials_handed),
            ("参考資料", meeting.materials_reference),
        ],
        "agenda": [
            (item, [i for i in items if i.item_number == number])
            for number, item in enumerate(meeting.agenda.select_related("decision"), start=1)
        ],
        "action_items": items,
        "next_on": wareki(meeting.next_on, "long-weekday") if meeting.next_on else "",
        "finished_on": wareki(timezone.localdate(meeting.finished_at)) if meeting.is_final else "",
        "running": _running(meeting, now=now, by=by),
    }


class _Task:
    """An action item with its date in words."""

    def __init__(self, item: ActionItem) -> None:
        self.text, self.owner_name, self.item_number = item.text, item.owner_name, item.item_number
        self.due_on = item.due_on
        self.due = f"{item.due_on.month}月{item.due_on.day}日" if item.due_on else ""


def _title(meeting: Meeting) -> str:
    body = meeting.body
    names = [body.name]
    if body.council and body.council.name not in body.name:
        names.insert(0, body.council.name)
    number = f"第{meeting.number}回　" if meeting.number else ""
    return f"{number}{'　'.join(names)}　{DOCUMENT}"


def _when(meeting: Meeting) -> str:
    times = [f"{t.hour}:{t:%M}" if t else "" for t in (meeting.starts_at, meeting.ends_at)]
    span = f"　{times[0]}～{times[1]}" if any(times) else ""
    return wareki(meeting.held_on, "long-weekday") + span


def _came(attendances: list) -> list[tuple[str, list]]:
    groups = [
        (head, [a for a in attendances if a.state == AttendanceState.PRESENT and a.side == side])
        for side, head in SIDES
    ]
    online = [a for a in attendances if a.state == AttendanceState.ONLINE]
    return [(head, people) for head, people in [*groups, ("オンライン", online)] if people]


def _running(meeting: Meeting, *, now: datetime, by: str) -> Running:
    local = timezone.localtime(now)
    state = "確定" if meeting.is_final else "確定前"
    return Running(
        office=meeting.office.name,
        document=f"{meeting.body.name}　{DOCUMENT}",
        ident=f"会議番号 {meeting.pk}　{state}",
        stamp=f"出力 {wareki(local.date())} {local:%H:%M}　{by}".rstrip("　"),
    )
