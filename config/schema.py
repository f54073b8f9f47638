"""Whether tables made by some migrations are the tables this version would have made by them."""

from collections.abc import Iterable, Mapping, Set

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

Key = tuple[str, str]


def unknown_migrations(loader: MigrationLoader, applied: Iterable[Key]) -> str:
    """Name the applied migrations of our apps that this version does not have."""
    ours = {app for app, _name in loader.disk_migrations}
    unknown = sorted(
        f"{app}.{name}"
        for app, name in applied
        if app in ours and (app, name) not in loader.disk_migrations
    )
    if not unknown:
        return ""
    return _("It records migrations that this version does not know: %(names)s.") % {
        "names": ", ".join(unknown)
    }


def differing_table(
    loader: MigrationLoader, applied: Iterable[Key], columns: Mapping[str, Set[str]]
) -> str:
    """Say which table is missing or has other columns than the applied migrations make.

    A migration that was written anew under its old name shows only here.
    """
    state = loader.project_state([key for key in applied if key in loader.graph.nodes])
    for model in state.apps.get_models(include_auto_created=True):
        meta = model._meta
        if not meta.managed or meta.proxy or meta.app_label not in loader.migrated_apps:
            continue
        if meta.db_table not in columns:
            return _("The table %(table)s is missing.") % {"table": meta.db_table}
        if columns[meta.db_table] != {field.column for field in meta.local_concrete_fields}:
            return _("The table %(table)s has other columns.") % {"table": meta.db_table}
    return ""


def pending_migrations(loader: MigrationLoader, applied: Set[Key]) -> bool:
    """Whether `migrate` would have something to do."""
    return any(key not in applied for key in loader.graph.nodes)
