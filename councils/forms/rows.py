"""What the rows of a form hold, as actions take it."""

from typing import Any

from staffing.sheets.forms import SheetFormMixin


def filled_rows(form: SheetFormMixin, name: str) -> list[dict[str, Any]]:
    """Return the rows to keep, without the mark of removal."""
    rows = form.formsets[name].filled
    return [{key: value for key, value in row.items() if key != "DELETE"} for row in rows]
