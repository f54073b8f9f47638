"""Write rows of any model in bulk: COPY on PostgreSQL, executemany on SQLite.

Values are what the database takes: foreign keys by attname, moments as naive UTC.
"""

import json
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from config.common.codes import CodesField

#: Rows of one table that are kept back until they are written together.
BATCH = 20_000


class Rows:
    """The new rows of one model, each completed by the defaults of its fields."""

    def __init__(self, model: type[models.Model], now: datetime) -> None:
        self.model = model
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.names = [field.attname for field in fields]
        self.columns = [field.column for field in fields]
        self.usual = {field.attname: _usual(field, now) for field in fields}
        self.waiting: list[tuple] = []
        last = model._base_manager.aggregate(last=models.Max("pk"))["last"]
        self.last_key = last or 0

    def add(self, **values: Any) -> int:
        """Keep a row for writing and return its key."""
        self.last_key += 1
        row = self.usual | values
        row["id"] = self.last_key
        if len(row) != len(self.names):
            raise LookupError(f"{self.model._meta.label} has no {set(row) - set(self.names)}")
        self.waiting.append(tuple([row[name] for name in self.names]))
        if len(self.waiting) >= BATCH:
            self.write()
        return self.last_key

    def write(self) -> None:
        """Write what was kept."""
        table, columns = self.model._meta.db_table, ", ".join(f'"{c}"' for c in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                    for row in self.waiting:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(
                    f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', self.waiting
                )
        self.waiting = []


class Book:
    """The rows of all models: `book[Client].add(name=…)`."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._rows: dict[type[models.Model], Rows] = {}

    def __getitem__(self, model: type[models.Model]) -> Rows:
        if model not in self._rows:
            self._rows[model] = Rows(model, self.now)
        return self._rows[model]

    def close(self) -> None:
        """Write everything, and let the database count on from the last keys."""
        for rows in self._rows.values():
            rows.write()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._rows)):
                cursor.execute(statement)


def _usual(field: models.Field, now: datetime) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return now
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return field.get_prep_value(value) if isinstance(field, CodesField) else value
