"""The dated numbers of the law that the caseload is measured against."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import CharField, QuerySet, Subquery, Value
from django.db.models.functions import Cast, JSONObject

from config.common.prepared import prepared
from config.common.sql import JsonRows, read_day
from staffing.choices import FigureCode
from staffing.models import LegalFigure

CODES = (
    FigureCode.CASELOAD_STANDARD,
    FigureCode.HANDLED_THRESHOLD,
    FigureCode.SUPPORT_WORKER_SHARE,
)


def legal_rows() -> Subquery:
    """The rows of `LegalNumbers` as a column of another query."""
    row = JSONObject(
        code="code",
        valid_from="valid_from",
        valid_to="valid_to",
        value=Cast("value", CharField()),
    )
    rows = LegalFigure.objects.filter(code__in=CODES).order_by().values(alike=Value(1))
    return Subquery(rows.annotate(rows=JsonRows(row)).values("rows"))


@prepared
def _figures() -> QuerySet:
    figures = LegalFigure.objects.filter(code__in=CODES)
    return figures.values_list("code", "valid_from", "valid_to", "value")


class LegalNumbers:
    """The standard of 35, the threshold of 40 and the share of a support worker, by day.

    `rows` are those of `legal_rows`, where another query brought them along.
    """

    def __init__(self, rows: Sequence[dict[str, str]] | None = None) -> None:
        if rows is None:
            self._rows = _figures()
        else:
            self._rows = [
                (
                    row["code"],
                    date.fromisoformat(row["valid_from"]),
                    read_day(row["valid_to"]),
                    Decimal(row["value"]),
                )
                for row in rows
            ]
        self._rows.sort(key=lambda row: row[1], reverse=True)

    def on(self, code: FigureCode, day: date) -> Decimal | None:
        """Return the value in force on a day, None where no row holds."""
        for held, valid_from, valid_to, value in self._rows:
            if held == code and valid_from <= day and (valid_to is None or valid_to >= day):
                return value
        return None

    def whole(self, code: FigureCode, day: date) -> int | None:
        """Return a value that counts people."""
        value = self.on(code, day)
        return None if value is None else int(value)
