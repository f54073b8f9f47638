"""Write the one initial migration of every app anew, until the first release is tagged."""

from importlib import import_module, reload
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.writer import MigrationWriter

from config.retention import APPS


def folded(migration: Migration) -> None:
    """Put indexes and constraints into the tables they belong to, where their columns are.

    Django leaves them apart as soon as two tables name each other, and every operation of its own
    renders half of all tables again: a fresh database took half a minute.
    """
    tables = {op.name_lower: op for op in migration.operations if isinstance(op, CreateModel)}
    late = {
        (op.model_name_lower, op.name) for op in migration.operations if isinstance(op, AddField)
    }
    kept = []
    for operation in migration.operations:
        if isinstance(operation, AddIndex):
            part, kind = operation.index, "indexes"
        elif isinstance(operation, AddConstraint):
            part, kind = operation.constraint, "constraints"
        else:
            kept.append(operation)
            continue
        table = tables[operation.model_name_lower]
        names = _words(part)
        if any(model == table.name_lower and field in names for model, field in late):
            kept.append(operation)
        else:
            table.options.setdefault(kind, []).append(part)
    migration.operations = kept


def _words(part) -> set[str]:
    """Every word of an index or a constraint that may be the name of a column."""
    return set(str(part.deconstruct()).replace("'", " ").replace("__", " ").split())


class Command(BaseCommand):
    help = "Writes the initial migration of every app anew (before the first release only)."

    def handle(self, *args, **options) -> None:
        root = Path(settings.BASE_DIR)
        for app in APPS:
            for path in (root / app / "migrations").glob("0*.py"):
                path.unlink()
        call_command("makemigrations", *APPS, verbosity=0)
        for app in APPS:
            path = root / app / "migrations" / "0001_initial.py"
            module = import_module(f"{apps.get_app_config(app).name}.migrations.0001_initial")
            migration = reload(module).Migration("0001_initial", app)
            folded(migration)
            path.write_text(MigrationWriter(migration).as_string())
