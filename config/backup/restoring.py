"""Restore a backup: first everything is checked, then the files go in, the database last."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from config.backup import files as stored
from config.backup import postgres, sqlite
from config.backup.archive import Blocks, entries, read_manifest
from config.backup.manifest import FILES_PREFIX, Manifest, Table
from config.backup.problems import BackupProblem
from config.backup.sealed import SealedReader
from config.backup.tables import postgresql_tables, sqlite_tables
from config.backup.versions import require_fitting


@dataclasses.dataclass(frozen=True)
class Restored:
    """What was done: the backup's manifest, and where the old data went."""

    manifest: Manifest
    kept: tuple[Path, ...]
    was_migrated: bool


def verified(path: Path, secret: str) -> Manifest:
    """Read the whole backup and return its manifest; raises BackupProblem and changes nothing."""
    try:
        return read_manifest(path, secret)
    except OSError as error:
        raise BackupProblem(
            _("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": error.strerror}
        ) from error


def restore(
    connection: BaseDatabaseWrapper,
    path: Path,
    *,
    secret: str,
    files: Path,
    now: datetime,
    replace: bool,
) -> Restored:
    """Put a backup in the place of an empty database and folder, or of the old ones.

    Raises BackupProblem; then the database and the files are as they were before.
    """
    manifest = verified(path, secret)
    if manifest.engine != connection.vendor:
        raise _other_engine(manifest.engine)
    must_migrate = require_fitting(manifest)
    connection.close()
    target = TARGETS[connection.vendor](connection, now)
    target.require_ready(replace=replace)
    if stored.holds_anything(files) and not replace:
        raise BackupProblem(
            _("The folder %(folder)s is not empty. Nothing was changed. --replace moves it aside.")
            % {"folder": files}
        )
    try:
        with (
            _files_in_place(path, secret, manifest, files, now) as kept_files,
            _entry(path, secret, manifest.database.name) as blocks,
        ):
            kept_database = target.load(blocks, manifest.tables)
    except (OSError, sqlite3.Error, Error) as error:
        raise BackupProblem(
            _("The restore failed and was undone: %(reason)s")
            % {"reason": str(error).partition("\n")[0]}
        ) from error
    if must_migrate:
        _migrate(connection.alias)
    kept = tuple(place for place in (kept_database, kept_files) if place)
    return Restored(manifest=manifest, kept=kept, was_migrated=must_migrate)


def _migrate(alias: str) -> None:
    try:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    except Error as error:
        raise BackupProblem(
            _("Restored, but the older tables could not be brought up to date: %(reason)s")
            % {"reason": str(error).partition("\n")[0]}
        ) from error


def _other_engine(engine: str) -> BackupProblem:
    return BackupProblem(
        _(
            "This backup is of a %(engine)s database, and DATABASE_URL names another kind."
            " Nothing was changed."
        )
        % {"engine": {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine, engine)}
    )


@contextmanager
def _files_in_place(
    path: Path, secret: str, manifest: Manifest, folder: Path, now: datetime
) -> Iterator[Path | None]:
    """Write the files, and take them back out when the rest of the restore fails."""
    kept = None
    if stored.holds_anything(folder):
        kept = stored.set_aside(folder, f"{now:%Y%m%d-%H%M%S}")
    restored = stored.Restored(folder)
    wanted = manifest.entries_by_name()
    try:
        restored.begin()
        with path.open("rb") as source:
            for name, blocks in entries(SealedReader(source, secret)):
                if name.startswith(FILES_PREFIX):
                    restored.write(wanted[name], blocks)
        yield kept
    except BaseException:
        restored.undo()
        if kept:
            restored.give_back(kept)
        raise


@contextmanager
def _entry(path: Path, secret: str, wanted: str) -> Iterator[Blocks]:
    with path.open("rb") as source:
        for name, blocks in entries(SealedReader(source, secret)):
            if name == wanted:
                yield blocks
                return


def _require_equal(found: dict[str, Table], wanted: dict[str, Table]) -> None:
    differing = [name for name in {*found, *wanted} if found.get(name) != wanted.get(name)]
    if differing:
        raise BackupProblem(
            _(
                "After the restore, %(count)d tables differ from the backup: %(names)s."
                " Do not use this database."
            )
            % {"count": len(differing), "names": ", ".join(sorted(differing)[:5])}
        )


class SqliteTarget:
    """The file of DATABASE_URL; the new one is compared before it takes the old one's place."""

    def __init__(self, connection: BaseDatabaseWrapper, now: datetime) -> None:
        self._database = Path(connection.settings_dict["NAME"])
        self._kept = sqlite.name_aside(self._database, now=now)

    def require_ready(self, *, replace: bool) -> None:
        if sqlite.has_tables(self._database) and not replace:
            raise BackupProblem(
                _(
                    "The database %(name)s already holds data. Nothing was changed."
                    " --replace moves it aside."
                )
                % {"name": self._database}
            )
        sqlite.require_alone(self._database)

    def load(self, blocks: Blocks, tables: dict[str, Table]) -> Path | None:
        self._database.parent.mkdir(parents=True, exist_ok=True)
        with sqlite.private_folder(beside=self._database) as folder:
            copy = folder / "copy.sqlite3"
            sqlite.write_compressed(blocks, copy)
            sqlite.require_sound(copy)
            with sqlite.open_file(copy) as opened:
                _require_equal(sqlite_tables(opened), tables)
            had_data = self._database.exists()
            sqlite.require_alone(self._database)
            sqlite.put_in_place(copy, self._database, self._kept)
        return self._kept if had_data else None


class PostgresqlTarget:
    """An empty database; pg_restore fills it in one transaction."""

    def __init__(self, connection: BaseDatabaseWrapper, now: datetime) -> None:
        self._connection = connection

    def require_ready(self, *, replace: bool) -> None:
        """`replace` moves files aside only: which database may go is the administrator's act."""
        postgres.program_path("pg_restore")
        if self._table_names():
            raise BackupProblem(
                _(
                    "The database %(name)s is not empty. Nothing was changed. Create an empty"
                    " database, name it in DATABASE_URL, and start again."
                )
                % {"name": self._connection.settings_dict["NAME"]}
            )
        self._connection.close()

    def _table_names(self) -> list[str]:
        try:
            return self._connection.introspection.table_names()
        except Error as error:
            raise BackupProblem(
                _(
                    "The database %(name)s cannot be reached. Nothing was changed. Does it exist,"
                    " and does DATABASE_URL name it? %(reason)s"
                )
                % {
                    "name": self._connection.settings_dict["NAME"],
                    "reason": str(error).partition("\n")[0],
                }
            ) from error

    def load(self, blocks: Blocks, tables: dict[str, Table]) -> None:
        postgres.load(self._connection, blocks)
        with postgres.snapshot(self._connection) as (cursor, _name):
            _require_equal(postgresql_tables(cursor), tables)


TARGETS = {"sqlite": SqliteTarget, "postgresql": PostgresqlTarget}
