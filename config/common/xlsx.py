"""Tables as Excel files that can be worked with: real days and numbers, one record a row.

A text is always written as text, so nothing a person typed becomes a formula.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

__all__ = ["XLSX", "Column", "file_name", "write_book"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What one cell holds at most; a longer text ends in an ellipsis.
CELL_LENGTH = 32_767
#: Characters that neither XML nor a sheet's name can hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
SHEET_NAME_LENGTH = 31
DAY, MOMENT = "yyyy/mm/dd", "yyyy/mm/dd hh:mm"


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in letters, and whether it shows who a person is."""

    head: str
    width: int = 12
    is_personal: bool = False


def write_book(
    path: Path,
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    conditions: Iterable[tuple[str, str]],
) -> int:
    """Write the rows under their heads and the conditions on a second sheet; return the number.

    A cell is a text, a number, a day, an aware moment (written in local time) or None. Memory
    does not grow with the rows.
    """
    with xlsxwriter.Workbook(path, {"constant_memory": True, "in_memory": False}) as book:
        styles = _Styles(book)
        sheet = book.add_worksheet(_sheet_name(title))
        _prepare(sheet, title, columns, styles)
        number = 0
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value, styles)
        sheet.autofilter(0, 0, number, len(columns) - 1)
        _write_conditions(book, conditions, styles)
    return number


def file_name(title: str, day: date) -> str:
    """Name the file after what it shows and the day it was made."""
    return f"{title}_{day:%Y%m%d}.xlsx"


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1, **top})
        self.text = book.add_format({"text_wrap": True, **top})
        self.number = book.add_format(top)
        self.day = book.add_format({"num_format": DAY, **top})
        self.moment = book.add_format({"num_format": MOMENT, **top})


def _prepare(sheet, title: str, columns: Sequence[Column], styles: _Styles) -> None:
    """Set what an office expects of a list: fixed heads, widths, A4 across with page numbers."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, styles.head)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{title.replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")


def _write(sheet, row: int, place: int, value: Any, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None)
        sheet.write_datetime(row, place, local, styles.moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, styles.day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, place, value, styles.number)
    else:
        sheet.write_string(row, place, _text(str(value)), styles.text)


def _text(value: str) -> str:
    written = UNWRITABLE.sub("", value)
    return written if len(written) <= CELL_LENGTH else written[: CELL_LENGTH - 1] + "…"


def _sheet_name(title: str) -> str:
    return NO_SHEET_NAME.sub("", title)[:SHEET_NAME_LENGTH]


def _write_conditions(book, conditions: Iterable[tuple[str, str]], styles: _Styles) -> None:
    sheet = book.add_worksheet(_("Conditions"))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 60)
    for row, (label, words) in enumerate(conditions):
        sheet.write_string(row, 0, _text(label), styles.head)
        sheet.write_string(row, 1, _text(words), styles.text)
