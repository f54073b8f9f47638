"""Write new rows of one table at the speed of the database: many, or one on every page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

from django.db import connection, models

__all__ = ["insert_row", "insert_rows", "roomy"]

#: Rows per statement; the rows may come from a generator of any length.
CHUNK = 5_000
#: What SQLite may keep of a database during long work, in kibibytes.
ROOM = 128_000


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[tuple],
    *,
    same: Mapping[str, Any] | None = None,
) -> None:
    """Write new rows, given as tuples of the columns in `names` (`client_id`, not `client`).

    `same` holds the columns that are alike in every row; all others take their default. The values
    of a row are those the drivers take as they are: None, texts, numbers, switches and dates. Like
    `bulk_create` it calls no `save()`, and it returns no keys. The constraints of the table hold:
    a row that breaks one raises IntegrityError.
    """
    same = same or {}
    blank = model()
    alike = {
        field: field.get_db_prep_save(
            same[field.attname] if field.attname in same else field.pre_save(blank, add=True),
            connection,
        )
        for field in _written(model)
        if field.attname not in names
    }
    fields = [*map(model._meta.get_field, names), *alike]
    rest = tuple(alike.values())
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    if connection.vendor == "postgresql":
        write, statement = _copy, f"COPY {table} ({columns}) FROM STDIN"
    else:
        places = ", ".join(["%s"] * len(fields))
        write, statement = _execute, f"INSERT INTO {table} ({columns}) VALUES ({places})"
    whole = (row + rest for row in rows)
    while chunk := list(islice(whole, CHUNK)):
        write(statement, chunk)


@contextmanager
def roomy() -> Iterator[None]:
    """Let SQLite keep more pages in memory while a long piece of work lasts.

    Indexes that outgrow what it keeps are read and written again for every few rows.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [before] = cursor.execute("PRAGMA cache_size").fetchone()
        cursor.execute(f"PRAGMA cache_size=-{ROOM}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size={before}")


def insert_row(row: models.Model, *, unique: tuple[str, ...] = ()) -> None:
    """Write one new row by a statement that is made once for its table.

    With `unique`, the fields of a unique rule, a row that has them already takes over the others.
    Like `insert_rows` it calls no `save()` and returns no key.
    """
    with connection.cursor() as cursor:
        values = (
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in _written(type(row))
        )
        cursor.execute(_statement(type(row), unique), tuple(values))


@cache
def _written(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns whose values the database does not find by itself."""
    fields = model._meta.local_concrete_fields
    return tuple(f for f in fields if not f.generated and not isinstance(f, models.AutoField))


@cache
def _statement(model: type[models.Model], unique: tuple[str, ...]) -> str:
    def names(fields: Iterable[models.Field]) -> list[str]:
        return [connection.ops.quote_name(field.column) for field in fields]

    fields = _written(model)
    table, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(names(fields))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    if not unique:
        return statement
    taken = ", ".join(names(model._meta.get_field(name) for name in unique))
    others = names(field for field in fields if field.name not in unique)
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in others)
    return f"{statement} ON CONFLICT ({taken}) DO UPDATE SET {changes}"


def _copy(statement: str, rows: list[tuple]) -> None:
    # psycopg's own call: Django neither offers it nor translates its errors.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _execute(statement: str, rows: list[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
