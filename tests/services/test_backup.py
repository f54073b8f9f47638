"""E5 and E8 on PostgreSQL: a backup under load, restored into an empty database and compared."""

import random
import threading
import time
from contextlib import contextmanager

import pytest
from django.core.management import CommandError
from django.db import connection, connections
from django.utils import timezone

from config.backup import postgres, sealed
from config.backup.problems import BackupProblem
from config.backup.tables import postgresql_tables
from staffing.models import AuditEntry, JobRun, Office
from tests.config.backups import KEY, back_up, bring_back, run, tree
from tests.factories.cases import ClientFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PERSON = "潮見 波留"
EMPTY = "restored"


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch, settings):
    monkeypatch.setattr(sealed, "COST", (4, 8, 1))
    settings.BACKUP_KEY = KEY


@pytest.fixture
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_DIR.mkdir()
    (settings.FILES_DIR / "b2.bin").write_bytes(random.Random(1).randbytes(2_600_000))
    return settings.FILES_DIR


@pytest.fixture
def empty(django_db_blocker):
    """A connection to an empty database beside the suite's."""
    name = f"{connection.settings_dict['NAME']}_{EMPTY}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connections.databases[EMPTY] = connection.settings_dict | {"NAME": name}
    with django_db_blocker.unblock():
        yield connections[EMPTY]
    connections[EMPTY].close()
    del connections[EMPTY], connections.databases[EMPTY]
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.fixture
def client_file():
    return ClientFactory(name=PERSON, office=Office.objects.create(name="海辺の相談室"))


def held(database):
    with postgres.snapshot(database) as (cursor, _name):
        return postgresql_tables(cursor)


@contextmanager
def writing():
    """Commit pairs in a thread: a row, and in the same transaction the number of rows."""
    stop, acknowledged = threading.Event(), [0]

    def write() -> None:
        own = connection.copy()
        own.set_autocommit(False)
        with own.cursor() as cursor:
            while not stop.wait(0.001):
                number = acknowledged[-1] + 1
                cursor.execute(
                    "INSERT INTO staffing_jobrun (name, detail, is_ok) VALUES (%s, '', true)",
                    [f"w{number}"],
                )
                cursor.execute("UPDATE staffing_office SET address = %s", [str(number)])
                own.commit()
                acknowledged.append(number)
        own.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield acknowledged
    finally:
        stop.set()
        writer.join()


def test_a_backup_under_load_is_restored_equal_to_one_moment(client_file, files, empty, tmp_path):
    output = tmp_path / "made.backup"
    with writing() as acknowledged:
        while not acknowledged[-1]:
            time.sleep(0.01)
        earliest = acknowledged[-1]
        manifest = back_up(connection, files, output, timezone.localtime())
        latest = acknowledged[-1] + 1
    bring_back(empty, output, tmp_path / "elsewhere", timezone.localtime())
    assert held(empty) == manifest.tables
    rows = JobRun.objects.using(EMPTY).count()
    assert int(Office.objects.using(EMPTY).get().address) == rows
    assert earliest <= rows <= latest
    assert tree(tmp_path / "elsewhere") == tree(files)
    assert PERSON.encode() not in output.read_bytes()


def test_keys_go_on_counting_after_a_restore(client_file, files, empty, settings, tmp_path):
    run("backup", "--output", tmp_path / "made.backup", alias="default")
    settings.FILES_DIR = tmp_path / "elsewhere"
    said = run("restore", tmp_path / "made.backup", alias=EMPTY)
    assert "復元し" in said
    assert PERSON not in said
    assert AuditEntry.objects.using(EMPTY).filter(verb="backup.restored").count() == 1
    newer = ClientFactory.build(office=Office.objects.using(EMPTY).get())
    newer.save(using=EMPTY)
    assert newer.pk > client_file.pk


def test_a_database_with_tables_is_refused_also_with_replace(client_file, files, tmp_path):
    run("backup", "--output", tmp_path / "made.backup", alias="default")
    before = held(connection)
    with pytest.raises(CommandError, match="空ではありません"):
        run("restore", tmp_path / "made.backup", "--replace", alias="default")
    assert held(connection) == before


def test_a_damaged_file_leaves_the_database_empty(client_file, files, empty, tmp_path):
    output = tmp_path / "made.backup"
    back_up(connection, files, output, timezone.localtime())
    whole = bytearray(output.read_bytes())
    whole[len(whole) // 2] ^= 1
    output.write_bytes(whole)
    with pytest.raises(BackupProblem, match="壊れて"):
        bring_back(empty, output, tmp_path / "elsewhere", timezone.localtime())
    assert empty.introspection.table_names() == []
    assert not (tmp_path / "elsewhere").exists()


def test_a_dump_cut_short_leaves_nothing(client_file, files, empty, monkeypatch, tmp_path):
    output = tmp_path / "made.backup"
    back_up(connection, files, output, timezone.localtime())
    whole_load = postgres.load
    monkeypatch.setattr(postgres, "load", lambda own, blocks: whole_load(own, [next(blocks)[:-99]]))
    with pytest.raises(BackupProblem, match="pg_restore"):
        bring_back(empty, output, tmp_path / "elsewhere", timezone.localtime())
    assert empty.introspection.table_names() == []
    assert not (tmp_path / "elsewhere").exists()


def test_a_server_that_is_away_is_said_in_one_line(files, tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    away = connection.copy()
    with pytest.raises(BackupProblem, match="バックアップを取れませんでした"):
        back_up(away, files, tmp_path / "made.backup", timezone.localtime())
    assert not list(tmp_path.glob("made*"))
