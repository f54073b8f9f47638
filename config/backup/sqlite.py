"""SQLite: a copy of one moment while others write, and a file put in the place of another."""

import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from config.backup.archive import BLOCK, Blocks
from config.backup.problems import BackupProblem
from config.backup.sealed import damaged

WAIT = 20  # seconds for a writer to finish, as in the settings
TEMPORARY = ".tsunagi-backup-"


@contextmanager
def private_folder(beside: Path) -> Iterator[Path]:
    """A folder only we can read, on the database's own disk, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=beside.parent) as folder:
        yield Path(folder)


def remove_leftovers(database: Path, *, before: float) -> None:
    """Remove copies that a killed backup left behind, untouched since `before` (seconds)."""
    for folder in database.parent.glob(f"{TEMPORARY}*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def copy_of_one_moment(database: Path, copy: Path) -> None:
    """Write a copy of the committed state of one moment; writers go on meanwhile.

    VACUUM INTO reads in one transaction. The backup API would start again with every write.
    """
    source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT)
    try:
        source.execute("VACUUM INTO ?", [str(copy)])
    finally:
        source.close()
    require_sound(copy)


def require_sound(database: Path) -> None:
    """Raise BackupProblem when SQLite finds the file broken."""
    with open_file(database) as checked:
        answer = checked.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != ("ok",):
        raise BackupProblem(
            _("SQLite reports damage in the database. Ask for help before you go on working.")
        )


@contextmanager
def open_file(database: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that nobody else has open, and close it."""
    opened = sqlite3.connect(database)
    try:
        yield opened
    finally:
        opened.close()


def compressed(database: Path) -> Blocks:
    """Read a file as compressed blocks: what is sealed cannot be made smaller afterwards."""
    packer = zlib.compressobj(level=1)
    with database.open("rb") as source:
        while block := source.read(BLOCK):
            if packed := packer.compress(block):
                yield packed
    yield packer.flush()


def write_compressed(blocks: Blocks, database: Path) -> None:
    """Write what `compressed` read."""
    unpacker = zlib.decompressobj()
    with database.open("xb") as target:
        for block in blocks:
            # Pages of zeros become a thousand times longer: not all at once.
            while block:
                target.write(unpacker.decompress(block, BLOCK))
                block = unpacker.unconsumed_tail
        target.write(unpacker.flush())
    if not unpacker.eof:
        raise damaged()


def has_tables(database: Path) -> bool:
    """Whether the file holds anything; a file that cannot be read counts as something."""
    if not database.exists() or database.stat().st_size == 0:
        return False
    try:
        with open_file(database) as opened:
            return bool(opened.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
    except sqlite3.DatabaseError:
        return True


def require_alone(database: Path) -> None:
    """Raise BackupProblem while another process has the database open.

    Leaving WAL is possible only for the last one on a file; it also folds the log into it. A
    broken database passes: to replace it is why somebody restores.
    """
    if not database.exists():
        return
    try:
        with open_file(database) as opened:
            opened.execute("PRAGMA busy_timeout = 1000")
            opened.execute("PRAGMA journal_mode = DELETE")
            opened.execute("BEGIN EXCLUSIVE")
            opened.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise BackupProblem(
                _("Tsunagi is still running on this database. Stop it first, then start again.")
            ) from error
    except sqlite3.DatabaseError:
        return


def name_aside(database: Path, *, now: datetime) -> Path:
    """Where the old file goes."""
    return database.with_name(f"{database.stem}-{now:%Y%m%d-%H%M%S}{database.suffix}")


def put_in_place(restored: Path, database: Path, kept: Path) -> None:
    """Rename the old file to `kept`, if there is one, and the restored one to its place."""
    for ending in ("", "-wal", "-shm"):
        old = database.with_name(database.name + ending)
        if old.exists():
            old.rename(kept.with_name(kept.name + ending))
    restored.rename(database)
