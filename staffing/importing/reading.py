"""From the cells of a file to the values of its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from config.common.tabular import Number, TableError, rows_of
from staffing.importing.kinds import ImportColumn, ImportKind, ImportRow, Outcome, Scope
from staffing.importing.words import folded

#: Titles may stand above the heads.
HEAD_WITHIN = 15
MOST_ROWS = 50_000
#: Heads of a result that is brought again; they are no columns of the list.
RESULT_HEADS = ("行", "結果", "理由")


@dataclass
class ListFile:
    """An opened list: which place holds which column, which heads say nothing to us."""

    path: Path
    kind: ImportKind
    head_row: int = 0
    heads: list[str] = field(default_factory=list)
    places: dict[int, ImportColumn] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def rows(self, scope: Scope) -> Iterator[ImportRow]:
        """Yield every row below the heads, read as far as it can be."""
        fields = {column.key: _ready(column.make_field(), scope) for column in self.kind.columns}
        found = 0
        for number, cells in rows_of(self.path):
            if number <= self.head_row:
                continue
            found += 1
            if found > MOST_ROWS:
                message = _("The list has more than %(most)s rows. Please split it.")
                raise TableError(message % {"most": f"{MOST_ROWS:,}"})
            yield self._read(number, cells, fields)

    def _read(self, number: int, cells: list[str], fields: dict[str, forms.Field]) -> ImportRow:
        row = ImportRow(number, cells[: len(self.heads)])
        texts = {
            column.key: _text(cells[place], column)
            for place, column in self.places.items()
            if place < len(cells)
        }
        for column in self.kind.columns:
            try:
                row.values[column.key] = fields[column.key].clean(texts.get(column.key, ""))
            except ValidationError as error:
                row.turn(Outcome.WRONG, _sentence(column, error))
        return row


def open_list(path: Path, kind: ImportKind) -> ListFile:
    """Find the heads of a list; raises TableError when it is none of this kind."""
    known = {
        folded(word): column for column in kind.columns for word in (column.label, *column.aliases)
    }
    best: ListFile | None = None
    for count, (number, cells) in enumerate(rows_of(path), start=1):
        places: dict[int, ImportColumn] = {}
        for place, cell in enumerate(cells):
            column = known.get(folded(cell.replace("※必須", "")))
            if column and column not in places.values():
                places[place] = column
        if places and (best is None or len(places) > len(best.places)):
            ignored = {folded(word) for word in RESULT_HEADS}
            unknown = [
                cell.strip()[:30]
                for place, cell in enumerate(cells)
                if cell.strip() and place not in places and folded(cell) not in ignored
            ]
            best = ListFile(path, kind, number, [cell.strip() for cell in cells], places, unknown)
        if count == HEAD_WITHIN:
            break
    _refuse_without_columns(best, kind)
    return best


def _refuse_without_columns(found: ListFile | None, kind: ImportKind) -> None:
    have = found.places.values() if found else ()
    lacking = [str(c.label) for c in kind.columns if c.is_required and c not in have]
    if found is None or lacking:
        message = _("The column “%(columns)s” is missing. Heads must be those of the template.")
        lacking = lacking or [str(kind.columns[0].label)]
        raise TableError(message % {"columns": "」「".join(lacking)})


def _sentence(column: ImportColumn, error: ValidationError) -> str:
    if error.code == "required":
        return _("%(label)s: please fill in.") % {"label": column.label}
    message = " ".join(error.messages)
    return _("%(label)s: %(message)s") % {"label": column.label, "message": message}


def _ready(made: forms.Field, scope: Scope) -> forms.Field:
    made.today, made.now = scope.today, scope.now
    return made


def _text(cell: str, column: ImportColumn) -> str:
    if column.restore and isinstance(cell, Number):
        return column.restore(cell)
    return str(cell).strip()


def chunks(rows: Iterator[ImportRow], size: int) -> Iterator[Sequence[ImportRow]]:
    """Yield the rows in parts."""
    part: list[ImportRow] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
