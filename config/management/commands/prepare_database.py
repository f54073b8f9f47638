"""Look at the database before `migrate` does: an older, incompatible one is moved aside."""

import sqlite3
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import InconsistentMigrationHistory, NodeNotFoundError
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _

from config.schema import differing_table, unknown_migrations


def incompatibility(database: BaseDatabaseWrapper) -> str:
    """Return why `migrate` cannot continue from this database, or an empty string.

    A database that only lacks the newest migrations is compatible. Compared are the migrations it
    records with those of this version, and the columns of every table those migrations made: a
    migration that was written anew under its old name shows only there.
    """
    loader = MigrationLoader(database)
    if reason := unknown_migrations(loader, loader.applied_migrations):
        return reason
    try:
        loader.check_consistent_history(database)
    except InconsistentMigrationHistory as error:
        return str(error)
    if not loader.applied_migrations and database.introspection.table_names():
        return _("It has tables, but no record of the migrations that made them.")
    return differing_table(loader, loader.applied_migrations, _columns(database))


def _columns(database: BaseDatabaseWrapper) -> dict[str, set[str]]:
    described = database.introspection.get_table_description
    with database.cursor() as cursor:
        return {
            table: {column.name for column in described(cursor, table)}
            for table in database.introspection.table_names(cursor)
        }


def move_aside(database: Path, *, now: datetime) -> Path:
    """Rename a SQLite file that nothing else has open, and return its new path.

    The write-ahead log is folded into the file first, so that one file holds everything.
    """
    folded = sqlite3.connect(database)
    folded.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folded.close()
    stamp = f"{now:%Y%m%d-%H%M%S}"
    target = database.with_name(f"{database.stem}-{stamp}{database.suffix}")
    for ending in ("", "-wal", "-shm"):
        source = database.with_name(database.name + ending)
        if source.exists():
            source.rename(target.with_name(target.name + ending))
    return target


class Command(BaseCommand):
    """Called by `make run` before `migrate`; does nothing with a database that fits."""

    help = "Create the folders of the database and move an incompatible SQLite database aside."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        settings.VAR_DIR.mkdir(exist_ok=True)
        if connection.vendor != "sqlite":
            self._refuse_incompatible()
            return
        database = Path(settings.DATABASES["default"]["NAME"])
        database.parent.mkdir(parents=True, exist_ok=True)
        if not database.exists():
            return
        if reason := self._reason():
            connection.close()
            kept = move_aside(database, now=timezone.localtime())
            self.stdout.write(
                _(
                    "The database %(name)s does not fit this version. %(reason)s"
                    " It was kept as %(kept)s, and a new one is made."
                )
                % {"name": database, "reason": reason, "kept": kept}
            )

    def _refuse_incompatible(self) -> None:
        if reason := self._reason():
            raise CommandError(
                _("The database does not fit this version, nothing was changed. %(reason)s")
                % {"reason": reason}
            )

    def _reason(self) -> str:
        try:
            return incompatibility(connection)
        except NodeNotFoundError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                _("The database cannot be read: %(error)s") % {"error": error}
            ) from error
