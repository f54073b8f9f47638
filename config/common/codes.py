"""A few choices kept together in one column: 「,mental,developmental,」, read as a tuple of codes.

For facts that are counted by the million and never changed one by one: a table beside would cost a
row and a join for each. `field__contains="mental"` finds the rows that hold the code.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

__all__ = ["CodesField"]

MARK = ","


class CodesField(models.CharField):
    """A tuple of codes in the order they were given, without doubles."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 120, "blank": True, "default": (), **options})

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> tuple:
        return tuple(code for code in (value or "").split(MARK) if code)

    def to_python(self, value: Any) -> tuple:
        if isinstance(value, str):
            return self.from_db_value(value, None, None)
        return tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        codes = _codes(value)
        return f"{MARK}{MARK.join(codes)}{MARK}" if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


def _codes(value: Any) -> list[str]:
    found: Iterable[str] = value.split(MARK) if isinstance(value, str) else value or ()
    return list(dict.fromkeys(str(code) for code in found if code))
