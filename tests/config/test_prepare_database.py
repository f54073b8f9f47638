"""A database of older, incompatible migrations is moved aside, never deleted."""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from config.management.commands.prepare_database import incompatibility, move_aside


@pytest.fixture
def empty_database(tmp_path, django_db_blocker):
    """A SQLite database of its own; nothing is read from the suite's."""
    connections.databases["old"] = connections.databases["default"] | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "old.sqlite3"),
        "OPTIONS": {},
    }
    with django_db_blocker.unblock():
        yield connections["old"]
    connections["old"].close()
    del connections["old"], connections.databases["old"]


@pytest.fixture
def database(empty_database):
    """The same with the migrations of one small app."""
    executor = MigrationExecutor(empty_database)
    executor.migrate([("contenttypes", "0002_remove_content_type_name")])
    return empty_database


def execute(connection, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_database_that_only_lacks_newer_migrations_fits(database):
    assert incompatibility(database) == ""


def test_empty_database_fits(empty_database):
    assert incompatibility(empty_database) == ""


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('staffing', '0009_gone', '2026-01-01')",
            "staffing.0009_gone",
        ),
        ("DROP TABLE django_content_type", "django_content_type"),
        ("ALTER TABLE django_content_type RENAME COLUMN model TO kind", "django_content_type"),
        ("ALTER TABLE django_content_type ADD COLUMN more text", "django_content_type"),
    ],
)
def test_other_migrations_tables_or_columns_do_not_fit(database, statement, named):
    execute(database, statement)
    assert named in incompatibility(database)


def test_tables_without_a_record_of_migrations_do_not_fit(database):
    execute(database, "DELETE FROM django_migrations")
    assert incompatibility(database)


def test_moved_file_holds_everything_that_was_written(tmp_path):
    path = tmp_path / "office.sqlite3"
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE note (text)")
    writer.execute("INSERT INTO note VALUES ('kept')")
    writer.commit()
    writer.close()
    kept = move_aside(path, now=datetime(2026, 4, 1, 9, 30, 5))
    assert not path.exists()
    assert kept.name == "office-20260401-093005.sqlite3"
    assert sqlite3.connect(kept).execute("SELECT text FROM note").fetchall() == [("kept",)]


def prepare(database: Path):
    return subprocess.run(
        [sys.executable, "manage.py", "prepare_database"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_moves_an_old_database_aside_and_says_where(tmp_path):
    path = tmp_path / "office.sqlite3"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE cases_client (id integer)")
    result = prepare(path)
    assert result.returncode == 0
    [kept] = tmp_path.glob("office-*.sqlite3")
    assert str(kept) in result.stdout
    assert not path.exists()


def test_command_says_nothing_about_a_database_that_is_not_there_yet(tmp_path):
    result = prepare(tmp_path / "below" / "office.sqlite3")
    assert (result.returncode, result.stdout) == (0, "")


def test_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "office.sqlite3"
    path.write_bytes(b"a letter, by mistake" * 100)
    result = prepare(path)
    assert result.returncode == 1
    assert "office" in result.stderr or "database" in result.stderr
    assert path.read_bytes().startswith(b"a letter")
