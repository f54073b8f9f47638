"""Tables as offices keep them: an Excel book, or CSV in UTF-8 or in Shift_JIS (cp932).

Rows come one by one, every cell as text: memory does not grow with the file. What the file is
called tells nothing; what it begins with does.
"""

import csv
import itertools
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from django.utils.translation import gettext as _

__all__ = ["Number", "TableError", "rows_of"]

#: A book unpacks to some times its size; one that unpacks to more than this is a bomb.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_COLUMNS = 200
ENCODINGS = ("utf-8-sig", "cp932")
PIECE = 1024 * 1024


class TableError(ValueError):
    """The file cannot be read as a table; `message` tells the reader what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Number(str):
    """A cell that Excel keeps as a number: it has lost the zeros it began with."""


def rows_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the row as Excel counts it, cells) of every row that holds something.

    Days come as 2026-11-26, times as 9:30. Raises TableError, at the first row or on the way.
    """
    rows = _book_rows(path) if zipfile.is_zipfile(path) else _csv_rows(path)
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS:
            raise TableError(_("The file has too many columns. Please use the template."))
        if any(cell.strip() for cell in cells):
            yield number, cells


def _book_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    _refuse_what_is_no_book(path)
    with path.open("rb") as file:  # its name says nothing, and openpyxl would go by it
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # a wrong size in the file would cut rows off
            rows = sheet.iter_rows(values_only=True)
        except Exception as error:  # whatever a broken book makes the reader raise
            raise _broken() from error
        for number in itertools.count(1):
            try:
                row = next(rows, None)
            except Exception as error:
                raise _broken() from error
            if row is None:
                return
            cells = [_cell(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield number, cells


def _refuse_what_is_no_book(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _broken() from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise TableError(_("This is no Excel book (.xlsx). Please save the list as .xlsx or CSV."))
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TableError(_("The book is too large when unpacked. Please split the list."))


def _cell(value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "○" if value else ""
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case time():
            return f"{value.hour}:{value.minute:02}"
        case int():
            return Number(value)
        case float():
            return Number(int(value) if value.is_integer() else value)
    return str(value)


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        file.seek(0)
        separator = max(",\t;", key=first.count)
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            for cells in reader:
                yield reader.line_num, cells
        except csv.Error as error:
            message = _("Row %(number)s cannot be read. Is a quotation mark missing?")
            raise TableError(message % {"number": reader.line_num}) from error


def _encoding(path: Path) -> str:
    """The encoding that reads the whole file; a file with control characters is no text."""
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while piece := file.read(PIECE):
                    if any(_is_binary(letter) for letter in set(piece)):
                        raise _no_table()
            return encoding
        except UnicodeDecodeError:
            continue
    raise _no_table()


def _is_binary(letter: str) -> bool:
    return letter not in "\t\r\n\x1a" and unicodedata.category(letter) == "Cc"


def _no_table() -> TableError:
    return TableError(_("This is neither an Excel book (.xlsx) nor CSV. Please use the template."))


def _broken() -> TableError:
    return TableError(_("The book cannot be opened. Please save it again in Excel and retry."))
