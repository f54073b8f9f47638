"""Tables as CSV files that Excel opens as they are: UTF-8 with its mark, lines ended by CR LF."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from config.common.xlsx import Column

__all__ = ["CSV", "write_csv"]

CSV = "text/csv; charset=utf-8"
#: A text that begins like this would be computed by the program that opens the file.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, *, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows under their heads; return their number. Memory does not grow with them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow([column.head for column in columns])
        written = 0
        for row in rows:
            lines.writerow([_cell(value) for value in row])
            written += 1
    return written


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y/%m/%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    if isinstance(value, int | float):
        return str(value)
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(FORMULA) else text
