"""What the ORM lacks, on PostgreSQL and SQLite alike: many rows in one column, sums, nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Aggregate, CharField, Field, JSONField, Q, QuerySet, Value
from django.db.models.lookups import In

__all__ = ["NOTHING", "Joined", "JsonRows", "read_day", "summed_up", "sums_of"]

#: A condition that no row fits: others are added to it. It leaves no trace in the SQL, where
#: "the key is null" would keep SQLite from the index of what stands beside it.
NOTHING = Q(pk__in=())


@Field.register_lookup
class Among(In):
    """`in` for the keys of a few rows, looked up before anything else.

    Beside a condition that PostgreSQL takes for rare it would test that on the whole table first.
    """

    lookup_name = "among"

    def get_rhs_op(self, connection, rhs):
        """Say it as an array where the database has them."""
        if connection.vendor == "postgresql":
            return f"= ANY(ARRAY{rhs})"
        return super().get_rhs_op(connection, rhs)


class Joined(Aggregate):
    """The texts of a group parted by commas, in no order; None where there are none."""

    function = "STRING_AGG"
    output_field = CharField()

    def __init__(self, expression, **extra) -> None:
        super().__init__(expression, Value(","), **extra)

    def as_sqlite(self, compiler, connection, **context):
        """SQLite has the same under another name."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


class JsonRows(Aggregate):
    """The objects of a group (a `JSONObject` each) as one list, in no order."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **context):
        """SQLite has the same under another name."""
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def summed_up(rows: QuerySet, *sums: str) -> tuple[Any, ...]:
    """Return sums of the columns of some rows of values.

    The same by `aggregate` takes Django longer to write than the database to count.
    """
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return (0,) * len(sums)
    return sums_of(f"({statement})", values, *sums, using=rows.db)


def sums_of(
    statement: str, values: Sequence[Any], *sums: str, using: str = DEFAULT_DB_ALIAS
) -> tuple[Any, ...]:
    """Return sums of the columns of a statement in brackets, as a prepared part has it."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sums)} FROM {statement} AS counted", values)
        return cursor.fetchone()


def read_day(text: str | None) -> date | None:
    """Return a day that came in a JSON object."""
    return date.fromisoformat(text) if text else None
