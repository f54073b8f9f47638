"""Whether this version of Tsunagi can read a backup, decided from its manifest alone."""

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from config.backup.manifest import Manifest
from config.backup.problems import BackupProblem
from config.schema import differing_table, pending_migrations, unknown_migrations


def require_fitting(manifest: Manifest) -> bool:
    """Return whether the backup needs newer migrations; raise BackupProblem when it cannot fit."""
    loader = MigrationLoader(None)
    applied = {(app, name) for app, name in manifest.migrations}
    columns = {name: set(table.columns) for name, table in manifest.tables.items()}
    reason = unknown_migrations(loader, applied) or differing_table(loader, applied, columns)
    if reason:
        raise BackupProblem(
            _(
                "This backup does not fit this version of Tsunagi. %(reason)s Nothing was changed."
                " Restore it with the version that made it."
            )
            % {"reason": reason}
        )
    return pending_migrations(loader, applied)
