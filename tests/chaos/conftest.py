"""The places of the fault tests: a database server, a queue, small disks, an office in each."""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos.house import House
from tests.chaos.processes import ROOT
from tests.chaos.services import Cluster, Queue, SmallDisk

#: What the run measured goes here, for docs/figures.md.
REPORT = os.environ.get("CHAOS_REPORT", "")


#: The short run goes with every change: fewer rounds, without the tests marked as long.
IS_SHORT = os.environ.get("CHAOS") == "short"


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.chaos)
    if IS_SHORT:
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.fixture
def amount():
    """Return the number of the full run, or of the short one."""
    return lambda full, short: short if IS_SHORT else full


@pytest.fixture
def note(request):
    """Write a measured figure into the report."""

    def write(text: str) -> None:
        line = f"{request.node.name}: {text}"
        print(line)  # noqa: T201
        if REPORT:
            with Path(REPORT).open("a") as sink:
                sink.write(f"{line}\n")

    return write


@pytest.fixture(autouse=True)
def _timed(note):
    began = time.monotonic()
    yield
    note(f"{time.monotonic() - began:.0f} s")


@pytest.fixture(scope="session")
def place():
    """A folder that also PostgreSQL's user reaches, gone after the run."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def folder(place):
    """A folder of one test; its logs are shown when it fails."""
    made = Path(tempfile.mkdtemp(dir=place))
    made.chmod(0o755)
    return made


@pytest.fixture(scope="session")
def _static():
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    (ROOT / "var").mkdir(exist_ok=True)
    # Two processes write into the same folder; one after the other they may.
    with (ROOT / "var" / "collecting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, cwd=ROOT, check=True, timeout=120)


@pytest.fixture(scope="session")
def cluster(place):
    """A PostgreSQL server for the whole run; a test that stops it starts it again."""
    made = Cluster(place / "cluster")
    made.start()
    yield made
    made.end()


def build(folder: Path, url: str) -> dict:
    return json.loads(House(folder, url).python("-m", "tests.chaos.town"))


@pytest.fixture(scope="session")
def town(cluster, place):
    """The database `town`, to be copied, and what is in it."""
    cluster.do("CREATE DATABASE town")
    return build(place, cluster.url("town"))


@pytest.fixture(scope="session")
def small_town(place):
    """The same as an SQLite file."""
    path = place / "town.sqlite3"
    found = build(place, f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path, found


@pytest.fixture
def house(cluster, town, folder, _static):
    """An office on PostgreSQL, with a database of its own."""
    if not cluster.answers():
        cluster.start()
    name = folder.name.lower()
    cluster.do(f'CREATE DATABASE "{name}" TEMPLATE town')
    # A copied sequence believes its next numbers to be in the log; after a checkpoint they are.
    cluster.do("CHECKPOINT")
    made = House(folder, cluster.url(name), town=town)
    yield made
    made.end()
    if not cluster.answers():
        cluster.start()
    cluster.do(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def small_house(small_town, folder, _static):
    """An office on SQLite."""
    path, found = small_town
    shutil.copy(path, folder / "office.sqlite3")
    made = House(folder, f"sqlite:///{folder / 'office.sqlite3'}", town=found)
    yield made
    made.end()


@pytest.fixture
def queue(folder):
    """A Redis without persistence."""
    made = Queue(folder / "redis")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def disk(folder):
    """Return a function that mounts a small disk."""
    mounted = []

    def mount(name: str, megabytes: int) -> SmallDisk:
        mounted.append(SmallDisk(folder / name, megabytes))
        return mounted[-1]

    yield mount
    for small in mounted:
        small.end()
