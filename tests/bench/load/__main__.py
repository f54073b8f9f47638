"""python -m tests.bench.load SIZE: migrate, seed and fill the database of DATABASE_URL."""

import os
import sys

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from config.common.wordindex import WordIndex  # noqa: E402
from config.demo.build import build  # noqa: E402
from staffing.tasks import gather_statistics  # noqa: E402
from tests.bench.load.filling import fill  # noqa: E402 - models need the set-up above
from tests.bench.sizes import DEMO, SIZES  # noqa: E402

if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        # Nobody reads the file yet; a load that broke off begins anew.
        cursor.execute("PRAGMA journal_mode=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
call_command("migrate", verbosity=0)
call_command("seed", verbosity=0)
if sys.argv[1] == DEMO.name:
    build(timezone.now(), size=0.03)
else:
    # Made at the end, an index on letters takes a fraction of what row by row would take.
    words = [
        (model, index)
        for model in apps.get_models()
        for index in model._meta.indexes
        if isinstance(index, WordIndex)
    ]
    with connection.schema_editor() as editor:
        for model, index in words:
            editor.remove_index(model, index)
    fill(SIZES[sys.argv[1]], now=timezone.now())
    with connection.schema_editor() as editor:
        for model, index in words:
            editor.add_index(model, index)
gather_statistics()
if connection.vendor == "postgresql":
    with connection.cursor() as cursor:
        # PostgreSQL does it by itself some minutes after so many rows were written.
        cursor.execute("VACUUM ANALYZE")
