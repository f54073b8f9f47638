"""The morning sheet on one A4 page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import ceil

from django.utils import timezone

from config.common.pdf import Running, render_pdf
from config.common.wareki import wareki
from reports.morning.day import Morning
from reports.morning.parts import Shown

TEMPLATE = "print/morning.html"
DOCUMENT = "朝の打合せ"
#: Lines of a full morning; longer notes are read on the screen: the paper has one page.
LINES, LETTERS, MOST_POINTS = 3, 50, 2


def morning_pdf(
    morning: Morning,
    parts: Sequence[Shown],
    notes: str,
    points: Sequence[str],
    *,
    now: datetime,
    by: str,
) -> bytes:
    """Return the PDF of a morning; `by` names who prints it. Raises PdfUnavailable."""
    local = timezone.localtime(now)
    running = Running(
        office=morning.office.name,
        document=DOCUMENT,
        ident=f"{wareki(morning.day)}　事業所内限り",
        stamp=f"出力 {wareki(local.date())} {local:%H:%M}　{by}".rstrip("　"),
    )
    spare = sum(shown.part.printed - len(shown.paper) for shown in parts)
    longer = min(spare, max(0, _line_number(notes) - LINES))
    context = {
        "title": f"{DOCUMENT}　{wareki(morning.day, 'long-weekday')}",
        "parts": _lent(parts, spare - longer),
        "notes": _beginning(notes, LINES + longer),
        "points": points[:MOST_POINTS],
        "running": running,
    }
    return render_pdf(TEMPLATE, context)


def _line_number(notes: str) -> int:
    return sum(max(1, ceil(len(line) / LETTERS)) for line in notes.splitlines())


def _lent(parts: Sequence[Shown], spare: int) -> list[Shown]:
    """Give rows that others and the notes leave empty to parts with more, the first one first."""
    fuller = []
    for shown in parts:
        lent = min(spare, len(shown.rows) - len(shown.paper))
        fuller.append(replace(shown, lent=lent))
        spare -= lent
    return fuller


def _beginning(notes: str, lines: int) -> str:
    short = "\n".join(notes[: lines * LETTERS].splitlines()[:lines]).rstrip()
    return short if short == notes.rstrip() else f"{short}…（続きは画面で）"
