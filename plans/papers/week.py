"""様式1-2 and 2-2: the week of a plan on one page; what does not fit stands whole on a second."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from config.common.wareki import month_label
from plans.models import ServiceUsePlan
from plans.models.weekly import LifeTexts
from plans.papers.fit import head_of_text, line_count
from plans.papers.head import form_name, plan_head
from plans.rules import DAY_MARKS, WeekRow, clock_words, days_words
from plans.week_grid import grid_of, week_rows
from staffing.models import User

#: A line of a cell in ems, and what a line of it takes at 8 pt.
CELL_EMS, HALF_EMS = 9.39, 10.7
LINE_MM, EDGE_MM = 3.25, 0.6
#: The same at 7 pt, for a block that is too small for its text otherwise.
SMALL_EMS, SMALL_LINE_MM, SMALL_EDGE_MM = 10.7, 2.346, 0.3
#: Ems and lines of the boxes at the right (8.5 pt) and at the foot (9 pt).
SIDE_EMS = 17.0
FOOT_EMS, FOOT_LINES = 74.0, 3
#: (mm of a half hour, lines of the upper and of the lower box), as in print.css; lower where boxes
#: of a municipality stand above the week.
USUAL, LOW = (2.5, 14, 12), (2.37, 13, 12)
ON_OTHER_SHEET = "（別紙に続く）"


def week_paper(
    plan: ServiceUsePlan, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of one version's week."""
    plan = ServiceUsePlan.objects.for_detail().get(pk=plan.pk)
    rows = week_rows(plan.week.all())
    head = plan_head(plan)
    return (
        head
        | week_data(rows, plan, foot=plan.whole_picture, options=options)
        | {
            "title": f"{head['title']}【週間計画表】",
            "document": f"{form_name(plan, 2)}　週間計画表",
            "begins": month_label(plan.begins_on) if plan.begins_on else "",
        }
    )


def week_data(
    rows: Sequence[WeekRow], texts: LifeTexts, *, options: dict[str, Any], foot: str = ""
) -> dict[str, Any]:
    """Return grid and boxes of any week; what does not fit stands whole on another sheet."""
    grid = grid_of(rows)
    slot, above, below = LOW if options.get("has_boxes") else USUAL
    cut = _fitted(grid, slot)
    upper = _box("主な日常生活上の活動", texts.daily_activities, SIDE_EMS, above)
    lower = _box("週単位以外のサービス", texts.other_services, SIDE_EMS, below)
    whole = _box("サービス提供によって\n実現する生活の全体像", foot, FOOT_EMS, FOOT_LINES)
    boxes = [box for box in (upper, lower, whole) if box["is_cut"]]
    return {
        "day_marks": list(DAY_MARKS),
        "grid": grid,
        "upper": upper["shown"],
        "lower": lower["shown"],
        "foot": whole["shown"],
        "further": [_further(number, rows[index]) for index, number in cut.items()],
        "further_texts": [[box["label"], box["text"]] for box in boxes],
        "filled": bool(rows or texts.daily_activities or texts.other_services or foot),
    }


def _box(label: str, text: str, ems: float, lines: int) -> dict[str, Any]:
    if line_count(text, ems) <= lines:
        return {"label": label, "text": text, "shown": text, "is_cut": False}
    shown = f"{head_of_text(text, ems, lines - 1)}\n{ON_OTHER_SHEET}"
    return {"label": label, "text": text, "shown": shown, "is_cut": True}


def _fitted(grid: list[dict[str, Any]], slot: float) -> dict[int, int]:
    """Shorten the cells that are too small; return {index of the entry: its number there}."""
    cut: dict[int, int] = {}
    for line in grid:
        for cell in filter(lambda each: each["kind"], line["cells"]):
            room = _room(cell["rows"], slot)
            _part_names(cell)
            if _lines_of(cell, _ems(cell)) <= room:
                continue
            small_room = (cell["rows"] * slot - SMALL_EDGE_MM) // SMALL_LINE_MM
            if _lines_of(cell, SMALL_EMS) <= small_room:
                cell["is_small"] = True
                continue
            # An entry gets one number, on whichever days it stands.
            for text in cell["texts"]:
                number = cut.setdefault(text["row"], len(cut) + 1)
                text["mark"] = f"※{number}"
                text["provider"] = ""
            _shorten(cell, room)
    return cut


def _room(slots: int, height: float) -> int:
    return max(1, int((slots * height - EDGE_MM) / LINE_MM))


def _ems(cell: dict[str, Any]) -> float:
    return HALF_EMS if cell["rows"] == 1 else CELL_EMS


def _part_names(cell: dict[str, Any]) -> None:
    """Begin a new line between the words of a name that is too long for one line."""
    for text in cell["texts"]:
        words = text["provider"].split()
        lines = line_count(text["provider"], _ems(cell))
        if 1 < len(words) == lines and all(line_count(word, _ems(cell)) == 1 for word in words):
            text["provider"] = "\n".join(words)


def _lines_of(cell: dict[str, Any], ems: float) -> int:
    parts = [part for text in cell["texts"] for part in _parts(text)]
    return sum(line_count(part, ems) for part in parts)


def _parts(text: dict[str, Any]) -> list[str]:
    first = " ".join(filter(None, (text["time"], text["content"])))
    return list(filter(None, (first, text["provider"])))


def _shorten(cell: dict[str, Any], room: int) -> None:
    """Leave the numbers, and of a single entry as much of its content as there is room for."""
    texts = cell["texts"]
    if len(texts) == 1:
        mark = texts[0]["mark"]
        texts[0]["time"] = ""
        texts[0]["content"] = head_of_text(f"{mark} {texts[0]['content']}", _ems(cell), room)
        return
    marks = "・".join(text["mark"] for text in texts)
    cell["texts"] = [{"time": "", "content": marks, "provider": "", "row": texts[0]["row"]}]


def _further(number: int, row: WeekRow) -> list[str]:
    clock = clock_words(row.starts_at, row.ends_at)
    return [f"※{number}", days_words(row.weekdays), clock, row.content, row.provider]
