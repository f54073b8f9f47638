"""The databases of the bench: loaded once a month and schema, copied for every run.

A loaded database is kept under a name that holds a digest of the migrations, the loader and the
month; a run writes only into a copy, so that every run begins with the same rows.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tests.bench.sizes import Size

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
SOURCES = ("*/migrations/*.py", "tests/bench/load/*.py", "tests/bench/sizes.py", "config/demo/*.py")


def digest(today: date) -> str:
    """Name the state of everything that decides what the loader writes."""
    found = hashlib.sha256(f"{today:%Y-%m}".encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:8]


def environment(url: str, **more: str) -> dict[str, str]:
    """Return the environment of a process of the bench: as in production, without https."""
    return os.environ | {
        "DATABASE_URL": url,
        "DEBUG": "off",
        "INSECURE_HTTP": "on",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": "of-the-bench-and-of-nothing-else-0123456789",
        "FILES_DIR": str(FOLDER / "files"),
        "QUEUE_DIR": str(FOLDER / "queue"),
        "CELERY_BROKER_URL": "filesystem://localhost",
        "EMAIL_URL": "dummymail://",
        "SECOND_FACTOR_ROLES": "",
        **more,
    }


def run(url: str, module: str, *arguments: str, **more: str) -> str:
    """Run a module of the bench on a database and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(url, **more),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def load(url: str, size: Size) -> None:
    """Fill an empty database."""
    run(url, "tests.bench.load", size.name)


@dataclass(frozen=True)
class Sqlite:
    """Files below var/bench."""

    state: str
    name: str = "SQLite"

    def copy(self, size: Size) -> str:
        """Return the address of a fresh copy of the loaded database, loading it if need be."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        loaded = FOLDER / f"{size.name}-{self.state}.sqlite3"
        if not loaded.exists():
            for old in FOLDER.glob(f"{size.name}-*.sqlite3*"):
                old.unlink()
            begun = loaded.with_suffix(".begun")
            begun.unlink(missing_ok=True)
            load(f"sqlite:///{begun}", size)
            begun.rename(loaded)
        work = self._work(size)
        self.discard(size)
        shutil.copyfile(loaded, work)
        return f"sqlite:///{work}"

    def discard(self, size: Size) -> None:
        """Remove the copy."""
        for path in FOLDER.glob(f"{self._work(size).name}*"):
            path.unlink()

    def _work(self, size: Size) -> Path:
        return FOLDER / f"work-{size.name}.db"


@dataclass(frozen=True)
class Postgres:
    """Databases beside the one that `url` names, their names beginning with its name."""

    state: str
    url: str
    name: str = "PostgreSQL"

    def copy(self, size: Size) -> str:
        """Return the address of a fresh copy of the loaded database, loading it if need be."""
        loaded, work = self._name(size, self.state), self._name(size, "work")
        with self._server() as server:
            found = server.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
                [self._name(size, "")],
            )
            names = {row[0] for row in found}
            for old in names - {loaded}:
                self._drop(server, old)
            if loaded not in names:
                begun = self._name(size, "begun")
                self._ask(server, "CREATE DATABASE {}", begun)
                load(self._address(begun), size)
                self._ask(server, "ALTER DATABASE {} RENAME TO {}", begun, loaded)
            self._ask(server, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", work, loaded)
        return self._address(work)

    def discard(self, size: Size) -> None:
        """Remove the copy."""
        with self._server() as server:
            self._drop(server, self._name(size, "work"))

    def _server(self) -> psycopg.Connection:
        return psycopg.connect(self._address("postgres"), autocommit=True)

    def _drop(self, server: psycopg.Connection, name: str) -> None:
        self._ask(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    @staticmethod
    def _ask(server: psycopg.Connection, statement: str, *names: str) -> None:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _name(self, size: Size, state: str) -> str:
        return f"{conninfo_to_dict(self.url)['dbname']}_{size.name}_{state}"

    def _address(self, name: str) -> str:
        return f"{self.url.rpartition('/')[0]}/{name}"
