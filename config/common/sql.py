"""Many rows in one column, on PostgreSQL and SQLite alike: what hangs below a row comes with it."""

from datetime import date

from django.db.models import Aggregate, CharField, JSONField, Value

__all__ = ["Joined", "JsonRows", "read_day"]


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


def read_day(text: str | None) -> date | None:
    """Return a day that came in a JSON object."""
    return date.fromisoformat(text) if text else None
