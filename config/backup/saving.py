"""Make a backup: the database of one moment and the files, in one sealed file, read back."""

import sqlite3
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from config.backup import postgres, sqlite
from config.backup.archive import ArchiveWriter, read_manifest, write_archive
from config.backup.files import add_files
from config.backup.manifest import POSTGRESQL_ENTRY, SQLITE_ENTRY, Manifest
from config.backup.problems import BackupProblem, Damaged
from config.backup.tables import postgresql_tables, sqlite_tables

LEFT_OVER = timedelta(days=1)
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


def make_backup(
    connection: BaseDatabaseWrapper, *, files: Path, output: Path, secret: str, now: datetime
) -> Manifest:
    """Write `output` and read it back; raises BackupProblem and leaves no file behind."""
    if output.exists():
        raise BackupProblem(_("%(file)s is already there. Give another name.") % {"file": output})
    part = output.with_name(f"{output.name}.part")
    fill = {"sqlite": _fill_from_sqlite, "postgresql": _fill_from_postgresql}[connection.vendor]
    try:
        manifest = write_archive(part, secret, partial(fill, connection, files, now))
        _require_same(read_manifest(part, secret), manifest)
        part.rename(output)
    except FileExistsError as error:
        raise _not_made(error) from error
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError | sqlite3.Error | Error):
            raise _not_made(error) from error
        if isinstance(error, Damaged):
            raise _not_readable() from error
        raise
    return manifest


def _not_made(error: Exception) -> BackupProblem:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return BackupProblem(_("The backup was not made: %(reason)s") % {"reason": reason})


def _not_readable() -> BackupProblem:
    return BackupProblem(
        _("The backup was not made: what was written could not be read back. Use another disk.")
    )


def _require_same(found: Manifest, written: Manifest) -> None:
    if found != written:
        raise _not_readable()


def _fill_from_sqlite(
    connection: BaseDatabaseWrapper, files: Path, now: datetime, archive: ArchiveWriter
) -> Manifest:
    database = Path(connection.settings_dict["NAME"])
    if not database.exists():
        raise BackupProblem(_("There is no database at %(name)s.") % {"name": database})
    sqlite.remove_leftovers(database, before=time.time() - LEFT_OVER.total_seconds())
    with sqlite.private_folder(beside=database) as folder:
        copy = folder / "copy.sqlite3"
        sqlite.copy_of_one_moment(database, copy)
        with sqlite.open_file(copy) as opened:
            tables = sqlite_tables(opened)
            migrations = opened.execute(MIGRATIONS).fetchall()
        entry = archive.add(SQLITE_ENTRY, sqlite.compressed(copy))
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=_listed(migrations),
        tables=tables,
        database=entry,
        files=add_files(archive, files),
    )


def _fill_from_postgresql(
    connection: BaseDatabaseWrapper, files: Path, now: datetime, archive: ArchiveWriter
) -> Manifest:
    postgres.program_path("pg_dump")
    with postgres.snapshot(connection) as (cursor, name):
        tables = postgresql_tables(cursor)
        cursor.execute(MIGRATIONS)
        migrations = cursor.fetchall()
        entry = archive.add(POSTGRESQL_ENTRY, postgres.dump(connection, name))
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=_listed(migrations),
        tables=tables,
        database=entry,
        files=add_files(archive, files),
    )


def _listed(rows: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(row) for row in rows]


def output_path(given: str, *, now: datetime) -> Path:
    """Return the file to write: the given one, or one named by the time in the given folder."""
    path = Path(given)
    if path.is_dir():
        return path / f"tsunagi-{now:%Y%m%d-%H%M%S}.backup"
    if not path.parent.is_dir():
        raise BackupProblem(_("There is no folder %(name)s.") % {"name": path.parent})
    return path


def size_of(path: Path) -> int:
    """Bytes on the disk."""
    return path.stat().st_size
