"""The dated numbers of the law that the caseload is measured against."""

from datetime import date
from decimal import Decimal

from staffing.choices import FigureCode
from staffing.models import LegalFigure

CODES = (
    FigureCode.CASELOAD_STANDARD,
    FigureCode.HANDLED_THRESHOLD,
    FigureCode.SUPPORT_WORKER_SHARE,
)


class LegalNumbers:
    """The standard of 35, the threshold of 40 and the share of a support worker, by day."""

    def __init__(self) -> None:
        rows = LegalFigure.objects.filter(code__in=CODES).order_by("-valid_from")
        self._rows = list(rows.values_list("code", "valid_from", "valid_to", "value"))

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
