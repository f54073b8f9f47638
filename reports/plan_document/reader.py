"""Read JSON strictly: every value is asked for by name, every surprise becomes a problem.

A reader never stops at the first problem; it goes on with a harmless stand-in, so that the
person who prepared the file sees all of them at once.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from .document import ImportProblem, PlanDocumentError

T = TypeVar("T")
IGNORED_PREFIXES = ("printed", "comment")
NAME_LENGTH = 200
TEXT_LENGTH = 4000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_REFUSED_CATEGORIES = {"Cc", "Cs", "Co"}


class JsonObject(dict):
    """A JSON object that remembers which keys the file wrote twice."""

    duplicates: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = JsonObject(pairs)
    keys = [key for key, _value in pairs]
    found.duplicates = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _refuse_constant(name: str) -> None:
    reason = _("%(value)s is not a number of JSON.") % {"value": name}
    raise PlanDocumentError([ImportProblem("", reason)])


def load_json(raw: bytes) -> Any:
    """Return the values of a UTF-8 JSON file; raise `PlanDocumentError` with line and column."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            lines = raw[: error.start].decode("utf-8-sig").split("\n")
            place = {"line": len(lines), "column": len(lines[-1]) + 1}
            reason = _("The file ends in the middle (line %(line)d, column %(column)d).") % place
        else:
            reason = _("The file is not UTF-8 text (byte %(place)d).") % {"place": error.start + 1}
        raise PlanDocumentError([ImportProblem("", reason)]) from error
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise PlanDocumentError([_syntax_problem(error, len(text.rstrip()))]) from error
    except RecursionError as error:
        reason = _("The values are nested too deeply.")
        raise PlanDocumentError([ImportProblem("", reason)]) from error
    except (ValueError, ArithmeticError) as error:
        reason = _("A number of the file is too long to read.")
        raise PlanDocumentError([ImportProblem("", reason)]) from error


def _syntax_problem(error: json.JSONDecodeError, length: int) -> ImportProblem:
    place = {"line": error.lineno, "column": error.colno}
    if error.pos >= length or error.msg.startswith("Unterminated string"):
        reason = _("The file ends in the middle (line %(line)d, column %(column)d).") % place
    else:
        reason = _("The file is broken at line %(line)d, column %(column)d.") % place
    return ImportProblem("", reason)


class Reader:
    """Collects problems while the parser asks for values by path."""

    def __init__(self) -> None:
        self.problems: list[ImportProblem] = []

    def refuse(self, path: str, reason: str) -> None:
        self.problems.append(ImportProblem(path, reason))

    def fields(
        self, value: Any, path: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Return the known fields of an object; unknown, doubled and missing keys are problems."""
        if not isinstance(value, dict):
            self.refuse(path, _("Here an object with names and values is needed."))
            return {}
        known: dict[str, Any] = {}
        for key in getattr(value, "duplicates", ()):
            self.refuse(join(path, key), _("This key stands twice."))
        for key, inner in value.items():
            if key.startswith(IGNORED_PREFIXES):
                continue
            if key in required or key in optional:
                known[key] = inner
            else:
                self.refuse(join(path, key), _("This key is unknown."))
        for key in required:
            if key not in known:
                self.refuse(join(path, key), _("This key is missing."))
        return known

    def rows(self, value: Any, path: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        """Read a list, each element with `read(value, path)`."""
        if not isinstance(value, list):
            self.refuse(path, _("Here a list is needed."))
            return ()
        return tuple(read(inner, f"{path}[{place}]") for place, inner in enumerate(value))

    def text(
        self, value: Any, path: str, *, length: int = NAME_LENGTH, needed: bool = False
    ) -> str:
        """Return a text without control characters and not longer than `length`."""
        if not isinstance(value, str):
            self.refuse(path, _("Here text is needed."))
            return ""
        if needed and not value.strip():
            self.refuse(path, _("This text is empty."))
        if len(value) > length:
            size = {"length": len(value), "limit": length}
            self.refuse(
                path, _("This text has %(length)d characters; at most %(limit)d fit.") % size
            )
        if not is_printable(value):
            self.refuse(path, _("This text holds characters that cannot be printed."))
            return ""
        return value

    def count(self, value: Any, path: str, *, limit: int = 999_999) -> int:
        """Return a whole number of people, days or times, from 0 to `limit`."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(path, _("Here a whole number is needed."))
        elif value < 0:
            self.refuse(path, _("This number is below 0."))
        elif value > limit:
            self.refuse(path, _("This number is above %(limit)d.") % {"limit": limit})
        else:
            return value
        return 0

    def count_or_none(self, value: Any, path: str) -> int | None:
        """Return a whole number, or None for an empty cell (`null`)."""
        return None if value is None else self.count(value, path)

    def decimal(self, value: Any, path: str, *, places: int = 2) -> Decimal:
        """Return a number from 0 with at most `places` decimal places."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.refuse(path, _("Here a number is needed."))
            return Decimal(0)
        # A float comes from a frozen version, which the database keeps as JSON.
        number = Decimal(str(value))
        if number < 0:
            self.refuse(path, _("This number is below 0."))
        elif number >= 1_000_000:
            self.refuse(path, _("This number is above %(limit)d.") % {"limit": 999_999})
        elif number != round(number, places):
            self.refuse(path, _("At most %(places)d decimal places are kept.") % {"places": places})
        else:
            return number
        return Decimal(0)

    def area(self, value: Any, path: str) -> Decimal | None:
        """Return square metres typed as text ("80.00"), or None."""
        if value is None:
            return None
        if not isinstance(value, str) or not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", value):
            self.refuse(path, _("Here square metres such as “80.00” are needed."))
            return None
        return Decimal(value)

    def day(self, value: Any, path: str) -> date:
        """Return a date written YYYY-MM-DD; a day that does not exist is a problem."""
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.refuse(path, _("%(day)s does not exist.") % {"day": value})
                return date.min
        self.refuse(path, _("Here a date such as 2019-04-01 is needed."))
        return date.min


def join(path: str, key: str) -> str:
    """Return the path of `key` inside `path`."""
    return f"{path}.{key}" if path else key


def is_printable(text: str) -> bool:
    """Tell whether the text holds no control, surrogate or private-use character."""
    return all(
        character == "\n" or unicodedata.category(character) not in _REFUSED_CATEGORIES
        for character in text
    )
