"""The template of a list: heads, one example row, and what each column expects."""

from pathlib import Path

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from staffing.importing.kinds import ImportKind


def write_template(path: Path, kind: ImportKind) -> None:
    """Write the template as an Excel book; every cell is a text, so no zero is lost."""
    with translation.override("ja"), xlsxwriter.Workbook(path) as book:
        must = book.add_format({"bold": True, "bg_color": "#FFEEE2", "border": 1})
        may = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1})
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(str(kind.label)[:31])
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(_("How to fill it in"))
        notes.set_column(0, 0, 22)
        notes.set_column(1, 1, 10)
        notes.set_column(2, 2, 24)
        notes.set_column(3, 3, 70)
        heads = (_("Column"), _("Required"), _("Example"), _("What to write"))
        for place, head in enumerate(heads):
            notes.write_string(0, place, head, may)
        for place, column in enumerate(kind.columns):
            head = must if column.is_required else may
            sheet.set_column(place, place, 18, text)
            sheet.write_string(0, place, str(column.label), head)
            row = place + 1
            notes.write_string(row, 0, str(column.label), wrapped)
            notes.write_string(row, 1, _("Required") if column.is_required else "", wrapped)
            notes.write_string(row, 2, column.example, wrapped)
            notes.write_string(row, 3, _expects(column), wrapped)


def _expects(column) -> str:
    offered = getattr(column.make_field(), "offered", "")
    return "\n".join(filter(None, (str(column.note), offered)))
