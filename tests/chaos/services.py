"""A PostgreSQL, a Redis and small disks of one's own, to be killed, stopped, filled and freed."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg
import redis

from tests.chaos.processes import Running, free_port, wait_for

#: PostgreSQL refuses to run as root.
OWNER = "postgres" if os.geteuid() == 0 else ""


def program(name: str) -> str:
    """Return a program of PostgreSQL's server, the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    assert found, f"{name} is missing: apt-get install postgresql"
    return str(found[-1])


def given(folder: Path) -> Path:
    """Make a folder that PostgreSQL's user may write."""
    folder.mkdir(parents=True)
    if OWNER:
        shutil.chown(folder, OWNER, OWNER)
    folder.chmod(0o700)
    return folder


class Cluster:
    """A PostgreSQL server with fsync, on a port of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.port = folder, free_port()
        self.data = folder / "data"
        given(self.data)
        given(folder / "socket")
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-instructions")  # fmt: skip
        settings = {"fsync": "on", "shared_buffers": "32MB", "max_connections": "90"} | settings
        self.options = [f"-c{name}={value}" for name, value in settings.items()]
        self.server: Running | None = None

    def _run(self, name: str, *arguments: object) -> str:
        owner = {"user": OWNER, "group": OWNER, "extra_groups": []} if OWNER else {}
        command = [program(name), *map(str, arguments)]
        done = subprocess.run(
            command, cwd="/", capture_output=True, text=True, timeout=300, check=False, **owner
        )
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Start the server and wait until it answers; a killed one recovers first."""
        command = [program("postgres"), "-D", str(self.data), "-p", str(self.port)]
        command += ["-h", "127.0.0.1", "-k", str(self.folder / "socket"), *self.options]

        def up() -> bool:
            # What a killed server started may hold its memory for a moment more.
            if self.server is None or not self.server.is_alive:
                log = self.folder / "log"
                self.server = Running(command, log=log, env=dict(os.environ), user=OWNER)
            return self.answers()

        wait_for(up, "PostgreSQL")

    def answers(self) -> bool:
        with suppress(psycopg.Error), psycopg.connect(self.url("postgres"), connect_timeout=2):
            return True
        return False

    def url(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def kill(self) -> None:
        """SIGKILL the postmaster by the number in its file."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        assert pid == self.server.pid
        self.server.kill()

    def stop(self) -> None:
        """Stop as `pg_ctl stop -m fast` does: connections are cut."""
        if self.server and self.server.is_alive:
            self.server.ask_to_stop(signal.SIGINT)
            self.server.process.wait(60)

    def end(self) -> None:
        self.stop()
        if self.server:
            self.server.end_group()

    def do(self, sql: str, name: str = "postgres") -> None:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(sql)

    def is_sound(self, name: str) -> bool:
        """Whether pg_amcheck finds nothing wrong in tables and indexes."""
        self.do("CREATE EXTENSION IF NOT EXISTS amcheck", name)
        where = ["-h", "127.0.0.1", "-p", self.port, "-U", "postgres"]
        return self._run("pg_amcheck", *where, "--heapallindexed", name) == ""


class Queue:
    """A Redis without persistence, as in docker-compose.yml."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir(parents=True)
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.server: Running | None = None

    @property
    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, socket_timeout=2)

    def start(self) -> None:
        command = [shutil.which("redis-server") or "redis-server", "--bind", "127.0.0.1"]
        command += ["--port", str(self.port), "--save", "", "--appendonly", "no"]
        log = self.folder / "log"
        self.server = Running([*command, "--dir", str(self.folder)], log=log, env=dict(os.environ))
        wait_for(self.answers, "Redis")

    def answers(self) -> bool:
        with suppress(redis.RedisError):
            return self.client.ping()
        return False

    def stop(self) -> None:
        """Kill it: what it held is lost."""
        if self.server:
            self.server.end_group()


class SmallDisk:
    """A disk of a few megabytes in memory. Only root may mount one: it fails, it does not skip."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        size = f"size={megabytes}m"
        command = ["mount", "-t", "tmpfs", "-o", size, "chaos", str(folder)]
        subprocess.run(command, check=True, timeout=10)
        self.ballast = folder / "ballast"

    def fill(self) -> None:
        """Write until there is no room left."""
        with self.ballast.open("ab", buffering=0) as sink, suppress(OSError):
            while True:
                sink.write(bytes(4096))

    def free(self) -> None:
        self.ballast.unlink(missing_ok=True)

    def end(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True, timeout=10)
