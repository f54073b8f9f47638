"""PostgreSQL: its own pg_dump and pg_restore, tied to the snapshot that is counted."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from config.backup.archive import BLOCK, Blocks
from config.backup.problems import BackupProblem


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[tuple[object, str]]:
    """Give a cursor that sees one moment, and that moment's name for pg_dump."""
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [name] = cursor.fetchone()
            yield cursor, name
    finally:
        own.close()


def dump(connection: BaseDatabaseWrapper, snapshot_name: str) -> Blocks:
    """Give the dump of a snapshot in PostgreSQL's custom format while pg_dump makes it."""
    options = ["--format=custom", "--compress=1", "--no-owner", f"--snapshot={snapshot_name}"]
    with _running("pg_dump", connection, options, stdout=subprocess.PIPE) as process:
        while block := process.stdout.read(BLOCK):
            yield block


def load(connection: BaseDatabaseWrapper, blocks: Blocks) -> None:
    """Restore a dump in one transaction: all of it, or nothing."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    running = _running("pg_restore", connection, options, stdin=subprocess.PIPE)
    # When it gives up, its own words follow with its exit code.
    with running as process, suppress(BrokenPipeError):
        for block in blocks:
            process.stdin.write(block)


@contextmanager
def _running(
    program: str, connection: BaseDatabaseWrapper, options: list[str], **pipe: int
) -> Iterator[subprocess.Popen]:
    """Run PostgreSQL's program to its end; raise BackupProblem when it fails."""
    path = program_path(program)
    where, secrets = _where(connection)
    command = [path, *options, *where]
    environment = os.environ | secrets | {"LC_ALL": "C"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, stderr=said, **pipe)
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            for stream in filter(None, (process.stdin, process.stdout)):
                with suppress(BrokenPipeError):
                    stream.close()
            code = process.wait()
        if code != 0:
            said.seek(0)
            raise _failed(program, said.read(4000).decode(errors="replace"))


def _where(connection: BaseDatabaseWrapper) -> tuple[list[str], dict[str, str]]:
    """Return the options that name the database, and its secrets for the environment."""
    given = connection.settings_dict
    [_psql, *words], secrets = connection.client.settings_to_cmd_args_env(given, [])
    if given["NAME"]:
        words.pop()
    name = given["NAME"] or f"service={given['OPTIONS'].get('service', '')}"
    return [*words, "--no-password", f"--dbname={name}"], secrets or {}


def program_path(program: str) -> str:
    """Return where pg_dump or pg_restore is; raises BackupProblem with what to install."""
    found = shutil.which(program)
    if found is None:
        raise BackupProblem(
            _(
                "%(program)s was not found. Install PostgreSQL's client programs (Debian and"
                " Ubuntu: postgresql-client), of the server's version or newer."
            )
            % {"program": program}
        )
    return found


def _failed(program: str, said: str) -> BackupProblem:
    """Quote the program's own first error, without anything that could be a person's data."""
    first = next((line for line in said.splitlines() if "error:" in line), "")
    words = re.sub(r"[^\x00-\x7f]+", "…", first.partition("error:")[2]).strip()[:200]
    return BackupProblem(
        _("%(program)s failed: %(words)s") % {"program": program, "words": words or "?"}
    )
