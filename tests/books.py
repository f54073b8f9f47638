"""Read an Excel file back as a reader of the format sees it."""

import re
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EPOCH = datetime(1899, 12, 30)


def cells(book: Path | bytes, sheet: int) -> list[list]:
    """Return the rows of a sheet (counted from 1): texts, numbers, days, moments, None."""
    with _opened(book) as packed:
        root = ElementTree.fromstring(packed.read(f"xl/worksheets/sheet{sheet}.xml"))
        shared = _shared(packed)
        formats = _formats(packed)
    rows = []
    width = 0
    for row in root.iterfind(".//x:row", NS):
        found = {_column(cell.get("r")): _value(cell, shared, formats) for cell in row}
        width = max(width, *(place + 1 for place in found)) if found else width
        rows.append([found.get(place) for place in range(width)])
    return rows


def formulas(book: Path | bytes) -> list[str]:
    """Return every formula of the book."""
    with _opened(book) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        roots = [ElementTree.fromstring(packed.read(name)) for name in sheets]
    return [found.text or "" for root in roots for found in root.iterfind(".//x:f", NS)]


def _opened(book: Path | bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(book) if isinstance(book, bytes) else book)


def _shared(packed: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in packed.namelist():
        return []
    root = ElementTree.fromstring(packed.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in item.iterfind(".//x:t", NS)) for item in root]


def _formats(packed: zipfile.ZipFile) -> list[str]:
    root = ElementTree.fromstring(packed.read("xl/styles.xml"))
    codes = {
        found.get("numFmtId"): found.get("formatCode") for found in root.iterfind(".//x:numFmt", NS)
    }
    used = root.find("x:cellXfs", NS)
    return [codes.get(each.get("numFmtId"), "") for each in used]


def _column(reference: str) -> int:
    number = 0
    for letter in re.match(r"[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell, shared: list[str], formats: list[str]):
    kind, found = cell.get("t"), cell.find("x:v", NS)
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iterfind(".//x:t", NS))
    if found is None:
        return None
    if kind == "s":
        return shared[int(found.text)]
    number = float(found.text)
    code = formats[int(cell.get("s") or 0)]
    if "hh" in code:
        return (EPOCH + timedelta(days=number) + timedelta(seconds=0.5)).replace(microsecond=0)
    if "yy" in code:
        return date(1899, 12, 30) + timedelta(days=int(number))
    return int(number) if number == int(number) else number
