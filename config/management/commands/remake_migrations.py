"""Write the one initial migration of every app anew, until the first release is tagged."""

from importlib import import_module, reload
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db.migrations.writer import MigrationWriter

from config.common.createtables import CreateTables
from config.retention import APPS


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
            migration.operations = [CreateTables(migration.operations)]
            path.write_text(MigrationWriter(migration).as_string())
