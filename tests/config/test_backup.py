"""A backup holds one moment of everything; a restore trusts nothing it has not checked.

E5, E6, E8 on SQLite; PostgreSQL is in tests/services/.
"""

import errno
import os
import random
import shutil
import sqlite3
import threading
import tracemalloc
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import OperationalError
from django.utils import timezone

from config.backup import keys, postgres, restoring, saving, sealed, sqlite
from config.backup.archive import read_manifest
from config.backup.problems import BackupProblem, Damaged, WrongKey
from config.backup.tables import sqlite_tables
from config.common.tags import day
from staffing.models import AuditEntry, JobRun, Office, Session
from tests.config.backups import ALIAS, KEY, back_up, bring_back, database, run, tree
from tests.factories.cases import ClientFactory
from tests.migrated import migrated_file

PERSON = "潮見 波留"


@pytest.fixture
def files(settings, tmp_path):
    """The folder of the office's files, one of them longer than a chunk."""
    settings.FILES_DIR = tmp_path / "files"
    (settings.FILES_DIR / "2026").mkdir(parents=True)
    (settings.FILES_DIR / "2026" / "a1.pdf").write_bytes(b"%PDF-1.7 plan")
    (settings.FILES_DIR / "b2.bin").write_bytes(random.Random(1).randbytes(2_600_000))
    (settings.FILES_DIR / "empty").touch()
    return settings.FILES_DIR


@pytest.fixture
def office(files, settings, tmp_path, monkeypatch, django_db_blocker):
    """The connection to a database with one client in it."""
    monkeypatch.setattr(sealed, "COST", (4, 8, 1))
    settings.BACKUP_KEY = KEY
    path = tmp_path / "office.sqlite3"
    shutil.copy(migrated_file(), path)
    with django_db_blocker.unblock(), database(path) as connection:
        place = Office.objects.using(ALIAS).create(name="海辺の相談室")
        ClientFactory.build(office=place, name=PERSON).save(using=ALIAS)
        yield connection


@pytest.fixture
def made(office, files, tmp_path):
    """A backup of the office."""
    path = tmp_path / "made.backup"
    back_up(office, files, path, timezone.localtime())
    return path


def held(path: Path):
    with sqlite.open_file(path) as opened:
        return sqlite_tables(opened)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def where(office) -> Path:
    return Path(office.settings_dict["NAME"])


# Restoring what was backed up --------------------------------------------------------------


def test_an_empty_machine_gets_every_row_and_every_file_back(office, files, tmp_path):
    output = tmp_path / "made.backup"
    before = tree(files)
    manifest = back_up(office, files, output, timezone.localtime())
    with database(tmp_path / "new" / "office.sqlite3", "other") as other:
        done = bring_back(other, output, tmp_path / "new" / "files", timezone.localtime())
        other.close()
        assert held(where(other)) == manifest.tables == held(where(office))
    assert tree(tmp_path / "new" / "files") == before
    assert (done.kept, done.was_migrated) == ((), False)


def test_twenty_backups_taken_while_somebody_writes_hold_one_moment_each(
    office, files, tmp_path, monkeypatch
):
    monkeypatch.setattr(restoring, "require_fitting", lambda manifest: False)
    (files / "b2.bin").unlink()
    with writing(where(office)) as acknowledged:
        for number in range(20):
            output = tmp_path / f"{number}.backup"
            earliest = acknowledged[-1]
            back_up(office, files, output, timezone.localtime())
            latest = acknowledged[-1] + 1  # one more may be committed, and not yet said so
            with database(tmp_path / f"{number}.sqlite3", "other") as other:
                bring_back(other, output, tmp_path / f"files-{number}", timezone.localtime())
                rows, said = pair(where(other))
            assert rows == said
            assert earliest <= rows <= latest
    assert acknowledged[-1] > 20


ROW = "INSERT INTO staffing_jobrun (name, detail, is_ok) VALUES (?, ?, 1)"


class writing:
    """Commit pairs in a thread: a row, and in the same transaction the number of rows."""

    def __init__(self, path: Path) -> None:
        self._path, self._stop, self.acknowledged = path, threading.Event(), [0]
        self._thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        writer = sqlite3.connect(self._path, isolation_level=None, timeout=20)
        writer.execute("PRAGMA journal_mode=WAL")
        while not self._stop.wait(0.001):
            number = self.acknowledged[-1] + 1
            writer.execute("BEGIN IMMEDIATE")
            writer.execute(ROW, (f"w{number}", "x" * 200))
            writer.execute("UPDATE staffing_office SET address = ?", (str(number),))
            writer.execute("COMMIT")
            self.acknowledged.append(number)
        writer.close()

    def __enter__(self) -> list[int]:
        self._thread.start()
        return self.acknowledged

    def __exit__(self, *_exc: object) -> None:
        self._stop.set()
        self._thread.join()


def pair(path: Path) -> tuple[int, int]:
    with sqlite.open_file(path) as opened:
        [[rows]] = opened.execute("SELECT count(*) FROM staffing_jobrun").fetchall()
        [[said]] = opened.execute("SELECT address FROM staffing_office").fetchall()
    return rows, int(said or 0)


def test_a_large_file_is_sealed_and_read_in_little_memory(office, files, tmp_path):
    with (files / "large").open("wb") as large:
        large.truncate(40 * 1024 * 1024)
    tracemalloc.start()
    back_up(office, files, tmp_path / "made.backup", timezone.localtime())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * 1024 * 1024


def test_a_database_of_empty_pages_is_unpacked_in_little_memory(tmp_path):
    with (tmp_path / "empty.sqlite3").open("wb") as pages:
        pages.truncate(64 * 1024 * 1024)
    packed = list(sqlite.compressed(tmp_path / "empty.sqlite3"))
    assert sum(map(len, packed)) < 1024 * 1024
    tracemalloc.start()
    sqlite.write_compressed(iter([b"".join(packed)]), tmp_path / "again.sqlite3")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024
    assert (tmp_path / "again.sqlite3").stat().st_size == 64 * 1024 * 1024


# Files that are not what was written ------------------------------------------------------


def test_one_changed_byte_anywhere_is_refused(made):
    whole = made.read_bytes()
    draw = random.Random(7)
    places = [*range(sealed.HEADER.size), *(draw.randrange(len(whole)) for _ in range(40))]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << draw.randrange(8)
        made.write_bytes(changed)
        with pytest.raises(Damaged):
            read_manifest(made, KEY)


FRAME = sealed.CHUNK + sealed.TAG


@pytest.mark.parametrize(
    "left",
    [0, 5, sealed.HEADER.size, sealed.HEADER.size + 1, sealed.HEADER.size + FRAME, -1, -FRAME],
)
def test_a_missing_end_is_refused_also_between_two_chunks(made, left):
    made.write_bytes(made.read_bytes()[:left])
    with pytest.raises(Damaged):
        read_manifest(made, KEY)


def test_swapped_chunks_and_added_bytes_are_refused(made):
    whole = made.read_bytes()
    start = sealed.HEADER.size
    first, second = whole[start : start + FRAME], whole[start + FRAME : start + 2 * FRAME]
    swapped = whole[:start] + second + first + whole[start + 2 * FRAME :]
    for other in (swapped, whole + b"\0"):
        made.write_bytes(other)
        with pytest.raises(Damaged):
            read_manifest(made, KEY)


def test_another_key_is_told_from_a_damaged_file(made):
    with pytest.raises(WrongKey, match="鍵"):
        read_manifest(made, KEY + " ")


@pytest.mark.parametrize("fault", ["byte", "end", "key"])
def test_a_bad_file_is_refused_before_anything_is_touched(office, made, files, settings, fault):
    whole = made.read_bytes()
    match fault:
        case "byte":
            made.write_bytes(whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:])
        case "end":
            made.write_bytes(whole[: len(whole) // 2])
        case "key":
            settings.BACKUP_KEY = "これは別の事業所の鍵なので開かない"
    office.close()
    before = where(office).read_bytes(), tree(files), names(files.parent)
    for more in ((), ("--replace",), ("--verify-only",)):
        with pytest.raises(CommandError, match="何も変えていません"):
            run("restore", made, *more)
    assert (where(office).read_bytes(), tree(files), names(files.parent)) == before


# The target ------------------------------------------------------------------------------


def test_data_that_is_there_asks_for_replace_and_is_kept_aside(office, made, files):
    Office.objects.using(ALIAS).update(address="後から書いた住所")
    (files / "2026" / "a1.pdf").write_bytes(b"later")
    office.close()
    with pytest.raises(CommandError, match="--replace"):
        run("restore", made)
    said = run("restore", made, "--replace")
    assert Office.objects.using(ALIAS).get().address == ""
    assert (files / "2026" / "a1.pdf").read_bytes() == b"%PDF-1.7 plan"
    [kept] = files.parent.glob("office-*.sqlite3")
    [kept_files] = files.parent.glob("files-*")
    assert str(kept) in said
    assert str(kept_files) in said
    with sqlite.open_file(kept) as old:
        assert old.execute("SELECT address FROM staffing_office").fetchone()[0].startswith("後")
    assert (kept_files / "2026" / "a1.pdf").read_bytes() == b"later"


def test_files_that_are_there_ask_for_replace_too(made, files, tmp_path):
    with database(tmp_path / "new.sqlite3", "other"):
        with pytest.raises(CommandError, match="--replace"):
            run("restore", made, alias="other")
        assert not (tmp_path / "new.sqlite3").exists()


def test_a_database_in_use_is_not_replaced(office, made):
    other = sqlite3.connect(where(office))
    # Idle, as a web thread between two requests: it would go on writing into the old file.
    other.execute("SELECT count(*) FROM staffing_office").fetchall()
    with pytest.raises(CommandError, match="止めて"):
        run("restore", made, "--replace")
    other.close()


def test_a_broken_database_is_replaced_and_kept(office, made):
    office.close()
    where(office).write_bytes(b"not a database at all" * 99)
    run("restore", made, "--replace")
    assert Office.objects.using(ALIAS).count() == 1
    [kept] = where(office).parent.glob("office-*.sqlite3")
    assert kept.read_bytes().startswith(b"not a database")


def test_a_restore_that_fails_at_the_database_gives_the_old_files_back(
    office, made, files, monkeypatch
):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (files / "only-here").write_bytes(b"1")
    before = tree(files)
    office.close()
    monkeypatch.setattr(sqlite, "write_compressed", full)
    with pytest.raises(CommandError, match="元に戻しました"):
        run("restore", made, "--replace")
    assert tree(files) == before
    assert Office.objects.using(ALIAS).count() == 1
    office.close()
    assert names(files.parent) == ["files", "made.backup", "office.sqlite3"]


# Versions --------------------------------------------------------------------------------


def restored_elsewhere(made: Path, tmp_path: Path, settings) -> str:
    settings.FILES_DIR = tmp_path / "new" / "files"
    with database(tmp_path / "new" / "office.sqlite3", "other") as other:
        said = run("restore", made, alias="other")
        assert JobRun.objects.using("other").get(name="backup.restored").is_ok
        other.close()
    return said


def test_a_backup_of_an_older_version_is_brought_up_to_date(office, files, settings, tmp_path):
    with office.cursor() as cursor:
        # Changes nothing here: the table it belongs to is our own.
        cursor.execute("DELETE FROM django_migrations WHERE app = 'auth' AND name LIKE '0012%'")
    back_up(office, files, tmp_path / "old.backup", timezone.localtime())
    said = restored_elsewhere(tmp_path / "old.backup", tmp_path, settings)
    assert "古い版" in said
    with sqlite.open_file(tmp_path / "new" / "office.sqlite3") as opened:
        names = opened.execute("SELECT name FROM django_migrations WHERE app = 'auth'").fetchall()
    assert any(name.startswith("0012") for (name,) in names)


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO django_migrations (app, name, applied) VALUES ('plans', '0099_later', 0)",
        "ALTER TABLE staffing_office ADD COLUMN more text",
        "DROP TABLE staffing_jobrun",
    ],
)
def test_a_backup_that_cannot_fit_is_refused_at_once(office, files, settings, tmp_path, change):
    with office.cursor() as cursor:
        cursor.execute(change)
    back_up(office, files, tmp_path / "odd.backup", timezone.localtime())
    with pytest.raises(CommandError, match="版"):
        restored_elsewhere(tmp_path / "odd.backup", tmp_path, settings)
    assert not (tmp_path / "new").exists()


def test_a_backup_of_the_other_kind_of_database_is_refused(office, made, tmp_path, monkeypatch):
    monkeypatch.setattr(office, "vendor", "postgresql")
    with pytest.raises(BackupProblem, match="SQLite"):
        bring_back(office, made, tmp_path / "elsewhere", timezone.localtime())


# The commands ----------------------------------------------------------------------------


def test_the_command_counts_leaves_a_trail_and_shows_nobody(office, files, tmp_path):
    (tmp_path / "usb").mkdir()
    said = run("backup", "--output", tmp_path / "usb")
    [output] = (tmp_path / "usb").iterdir()
    assert str(output) in said
    assert "ファイル 3" in said
    assert PERSON not in said
    assert PERSON.encode() not in output.read_bytes()
    assert output.stat().st_mode & 0o077 == 0
    job = JobRun.objects.using(ALIAS).get(name="backup.made")
    assert (job.is_ok, job.finished_at >= job.started_at) == (True, True)
    assert AuditEntry.objects.using(ALIAS).get(verb="backup.made").details["files"] == 3
    assert "ファイル 3" in run("restore", output, "--verify-only")


def test_a_restore_leaves_its_trail_in_the_restored_database(office, made):
    office.close()
    run("restore", made, "--replace")
    entry = AuditEntry.objects.using(ALIAS).get(verb="backup.restored")
    assert entry.details["rows"] > 0
    assert JobRun.objects.using(ALIAS).get(name="backup.restored").is_ok


def test_a_restore_logs_everybody_out_who_was_in_on_that_day(office, files, tmp_path):
    now = timezone.now()
    Session.objects.using(ALIAS).create(
        key_digest="x", started_at=now, seen_at=now, confirmed_at=now, expires_at=now
    )
    output = tmp_path / "with-session.backup"
    run("backup", "--output", output)
    said = run("restore", output, "--verify-only")
    assert day(timezone.localdate()) in said
    office.close()
    run("restore", output, "--replace")
    assert not Session.objects.using(ALIAS).exists()


def test_an_existing_file_is_never_overwritten(office, made):
    before = made.read_bytes()
    with pytest.raises(CommandError, match="すでに"):
        run("backup", "--output", made)
    assert made.read_bytes() == before
    assert not JobRun.objects.using(ALIAS).get(name="backup.made").is_ok


def test_a_folder_that_is_not_there_is_named(office, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        run("backup", "--output", tmp_path / "nowhere" / "x.backup")


def test_a_database_that_is_not_there_is_named_and_not_made(settings, tmp_path):
    settings.BACKUP_KEY = KEY
    with database(tmp_path / "nowhere.sqlite3"):
        for _time in range(2):
            with pytest.raises(CommandError, match="にデータベースがありません"):
                run("backup", "--output", tmp_path / "made.backup")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_half_file(office, tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sealed.SealedWriter, "_seal", full)
    with pytest.raises(CommandError, match="バックアップを取れませんでした"):
        run("backup", "--output", tmp_path / "x.backup")
    assert not list(tmp_path.glob("x.backup*"))
    assert not list(tmp_path.glob(".tsunagi-backup-*"))


def test_what_cannot_be_read_back_is_no_backup(office, tmp_path, monkeypatch):
    def bad_disk(path, secret):
        raise sealed.damaged()

    monkeypatch.setattr(saving, "read_manifest", bad_disk)
    with pytest.raises(CommandError, match="読み直せません"):
        run("backup", "--output", tmp_path / "x.backup")
    assert not list(tmp_path.glob("x.backup*"))


def test_copies_of_a_killed_backup_are_removed_after_a_day(office, files, tmp_path):
    old, new = tmp_path / ".tsunagi-backup-old", tmp_path / ".tsunagi-backup-new"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (0, 0))
    back_up(office, files, tmp_path / "x.backup", timezone.localtime())
    assert (old.exists(), new.exists()) == (False, True)


# The key ---------------------------------------------------------------------------------


def typed(monkeypatch, *answers: str) -> None:
    waiting = list(answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(keys.getpass, "getpass", lambda question: waiting.pop(0))


def test_a_typed_key_is_asked_twice(monkeypatch):
    typed(monkeypatch, KEY, KEY)
    assert keys.key_for_backup("") == KEY
    typed(monkeypatch, KEY, KEY + "?")
    with pytest.raises(BackupProblem, match="一致しません"):
        keys.key_for_backup("")


def test_a_short_key_is_refused(monkeypatch):
    with pytest.raises(BackupProblem, match="16"):
        keys.key_for_backup("password")


def test_without_key_and_terminal_the_variable_is_named(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(BackupProblem, match="BACKUP_KEY"):
        keys.key_for_restore("")


def test_a_new_key_is_long_and_another_each_time(office):
    made = {run("backup", "--new-key").strip() for _ in range(3)}
    assert len(made) == 3
    assert all(len(key) >= keys.SHORTEST * 2 for key in made)


# PostgreSQL's programs -------------------------------------------------------------------


def test_a_missing_program_is_named_with_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupProblem, match=r"pg_dump .*postgresql-client"):
        postgres.program_path("pg_dump")


def test_words_of_a_program_never_carry_what_people_wrote():
    said = f"pg_restore: error: COPY failed: ERROR: bad value: {PERSON}\nDETAIL: 電話 {PERSON}"
    assert not set(PERSON) - {" "} & set(str(postgres._failed("pg_restore", said)))


def test_a_database_that_cannot_be_reached_is_said_in_one_line(monkeypatch):
    class Away:
        settings_dict = {"NAME": "tsunagi"}

        class introspection:
            @staticmethod
            def table_names():
                raise OperationalError("connection failed: refused\nIs it running?")

    monkeypatch.setattr(postgres, "program_path", lambda program: program)
    target = restoring.PostgresqlTarget(Away(), timezone.localtime())
    with pytest.raises(BackupProblem, match="tsunagi に接続できません") as problem:
        target.require_ready(replace=False)
    assert "\n" not in str(problem.value)
