"""Let PostgreSQL keep the plan of a question that is asked again and again.

Planning a long question takes PostgreSQL longer than answering it. Django writes the values into
the text, so that every asking is a new question. Here the values are sent beside it, and the driver
prepares on the server what it has sent before. What never changes is written into the text as
Django would, and a value that stands in two places is one parameter: an expression is the same in
SELECT and GROUP BY, and the one plan for all values knows what is the same for all.

Only where OPTIONS has a `prepare_threshold` (settings): a pool between here and the server may not
keep what is prepared for one connection (`DATABASE_URL=…?prepare_threshold=0`).
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

__all__ = ["Keeping", "Named", "keeps_plans", "named"]

PLACEHOLDER = re.compile("%[s%]")


def keeps_plans(connection: BaseDatabaseWrapper) -> bool:
    """Say whether the server is to keep plans."""
    options = connection.settings_dict["OPTIONS"]
    return connection.vendor == "postgresql" and options.get("prepare_threshold") is not None


@dataclass(frozen=True)
class Named:
    """A question whose parameters have names, and which parameter each name means."""

    sql: str
    names: Mapping[str, int]


def named(
    sql: str,
    parameters: Sequence[Any],
    places: Mapping[int, Hashable],
    connection: BaseDatabaseWrapper,
) -> Named:
    """Return a question in which only the parameters in `places` are sent, alike ones once."""
    number, names = count(), {}

    def written(found: re.Match) -> str:
        if found[0] == "%%":
            return "%%"
        at = next(number)
        if at not in places:
            return connection.ops.compose_sql("%s", [parameters[at]]).replace("%", "%%")
        name, _first = names.setdefault(places[at], (f"v{len(names)}", at))
        return f"%({name})s"

    text = PLACEHOLDER.sub(written, sql)
    return Named(text, dict(names.values()))


class Keeping:
    """A connection whose cursors send the values beside the question."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> Any:
        """Return a cursor like Django's, but for where it puts the values."""
        connection = self._connection
        if connection.queries_logged:
            return connection.cursor()  # the log shows the values
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        backend = load_backend(connection.settings_dict["ENGINE"])
        with connection.wrap_database_errors:
            cursor = backend.ServerBindingCursor(connection.connection)
        return connection._prepare_cursor(cursor)
