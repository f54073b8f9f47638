"""One migrated database for all processes of the tests: each takes a copy of it in a moment.

The migrations run once for every state of their files; without that each process of each run spent
a quarter of a minute on them.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = Path(settings.BASE_DIR) / "var" / "tests"


def state_of_migrations() -> str:
    """Return a short name of what the migrations of all apps say."""
    told = hashlib.sha256(django.__version__.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            told.update(path.read_bytes())
    return told.hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time make what all use."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(
        command, check=True, cwd=settings.BASE_DIR, env=os.environ | {"DATABASE_URL": url}
    )


def migrated_file() -> Path:
    """Return the SQLite file in which all migrations have run; copy it, never write to it."""
    made = FOLDER / f"{state_of_migrations()}.sqlite3"
    with _alone():
        if not made.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            part = made.with_suffix(".sqlite3.part")
            _migrate(f"sqlite:///{part}")
            part.rename(made)
    return made


def fill_test_database() -> None:
    """Make the test database of this process from the migrated one; Django then finds it ready."""
    name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        # A database in memory lives as long as one connection to it; this one is kept.
        target = fill_test_database.kept = sqlite3.connect(name, uri=True, check_same_thread=False)
        with closing(sqlite3.connect(migrated_file())) as source:
            source.backup(target)
        return
    with _alone(), connection.creation._nodb_cursor() as cursor:
        template = _template(cursor)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _template(cursor) -> str:
    known = connection.settings_dict["NAME"]
    template = f"{known}_migrated_{state_of_migrations()}"
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{known}_migrated_%"])
    found = [name for (name,) in cursor.fetchall() if not name.endswith("_part")]
    if template not in found:
        for old in found:
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        cursor.execute(f'DROP DATABASE IF EXISTS "{template}_part"')
        cursor.execute(f'CREATE DATABASE "{template}_part"')
        before, _name = os.environ["DATABASE_URL"].rsplit("/", 1)
        _migrate(f"{before}/{template}_part")
        cursor.execute(f'ALTER DATABASE "{template}_part" RENAME TO "{template}"')
    return template
