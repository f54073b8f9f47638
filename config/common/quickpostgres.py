"""What a connection to PostgreSQL does on every page, done quickly."""

from datetime import UTC, datetime
from functools import partial
from select import select
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.psycopg_any import BaseTzLoader

__all__ = ["hastens"]


class _Moments(BaseTzLoader):
    """A moment as PostgreSQL writes it in UTC, 2026-11-27 01:02:03.5+00, by the standard library.

    The driver's own reading takes ten times as long, and a list has a hundred of them.
    """

    timezone = UTC

    def load(self, data: Any) -> datetime:
        """Return the moment; what lies beyond Python's years is the driver's to refuse."""
        try:
            return datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            return super().load(data)


def _is_usable(connection: BaseDatabaseWrapper) -> bool:
    """Whether the server still holds a connection: it says something before it lets go.

    Django would ask it a question at every page; one that lost its network answers neither.
    """
    driver = connection.connection
    return driver is not None and not driver.closed and not select([driver], (), (), 0)[0]


def hastens(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Let a new connection read moments and be looked after this way."""
    connection.is_usable = partial(_is_usable, connection)
    if connection.timezone == UTC:
        connection.connection.adapters.register_loader("timestamptz", _Moments)
