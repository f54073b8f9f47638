"""A small office on SQLite of its own, for the tests of backup and restore."""

import io
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from config.backup.restoring import restore
from config.backup.saving import make_backup

KEY = "四つの言葉でできた鍵です、たとえば"
ALIAS = "office"
OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL",
}


@contextmanager
def database(path: Path, alias: str = ALIAS):
    """Give a connection to a SQLite file under an alias, for as long as the block runs."""
    connections.databases[alias] = connections.databases["default"] | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": OPTIONS,
        "CONN_MAX_AGE": None,
    }
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


def run(command: str, *arguments: object, alias: str = ALIAS) -> str:
    """Run a command on the database of the alias and return what it says."""
    out = io.StringIO()
    call_command(command, *map(str, arguments), f"--database={alias}", stdout=out)
    return out.getvalue()


def back_up(connection, files: Path, output: Path, now):
    return make_backup(connection, files=files, output=output, secret=KEY, now=now)


def bring_back(connection, file: Path, files: Path, now, *, replace: bool = False):
    return restore(connection, file, secret=KEY, files=files, now=now, replace=replace)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
