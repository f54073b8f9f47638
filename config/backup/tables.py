"""Row count and checksum of every table, the same before a backup and after its restore.

The checksum is the sum of one 128-bit hash for each row, so it knows no order and needs no sort
and no memory. It finds what was lost or bent on the way; that nobody changed the file on purpose
is what the seal is for.
"""

import hashlib
import sqlite3

from config.backup.manifest import Table

ROWS_AT_ONCE = 1000
HASH_SPACE = 1 << 128


def sqlite_tables(database: sqlite3.Connection) -> dict[str, Table]:
    """Return what every table of an SQLite file holds; an index on letters only repeats them."""
    named = database.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return {name: _sqlite_table(database, name) for (name,) in named.fetchall()}


def _sqlite_table(database: sqlite3.Connection, name: str) -> Table:
    quoted = name.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{quoted}"')
    columns = [column[0] for column in cursor.description]
    rows, total = 0, 0
    while some := cursor.fetchmany(ROWS_AT_ONCE):
        rows += len(some)
        for row in some:
            # ascii() and not repr(): what counts as printable changes with the Python version.
            digest = hashlib.blake2b(ascii(row).encode(), digest_size=16).digest()
            total += int.from_bytes(digest)
    return Table(rows=rows, checksum=f"{total % HASH_SPACE:032x}", columns=columns)


#: Text of a row must not depend on who asks: dates, floats and bytes are pinned down.
PINNED = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD';"
    "SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL extra_float_digits = 1;"
    "SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0;"
    "SET LOCAL idle_in_transaction_session_timeout = 0"
)
NAMED = """
    SELECT c.oid, CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
           format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
     ORDER BY 2
"""
COLUMNS = """
    SELECT attname FROM pg_attribute
     WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
SUM = """
    SELECT count(*), COALESCE(sum(('x' || left(hash, 16))::bit(64)::bigint), 0),
           COALESCE(sum(('x' || right(hash, 16))::bit(64)::bigint), 0)
      FROM (SELECT md5(whole_row::text) AS hash FROM {} AS whole_row) AS hashes
"""


def postgresql_tables(cursor) -> dict[str, Table]:
    """Return what every table holds, in the cursor's open transaction (its snapshot)."""
    cursor.execute(PINNED)
    cursor.execute(NAMED)
    found = {}
    for oid, name, quoted in cursor.fetchall():
        cursor.execute(COLUMNS, [oid])
        columns = [column for (column,) in cursor.fetchall()]
        cursor.execute(SUM.format(quoted))
        rows, first, second = cursor.fetchone()
        found[name] = Table(rows=rows, checksum=f"{first}:{second}", columns=columns)
    return found
