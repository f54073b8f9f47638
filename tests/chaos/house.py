"""Web, worker and beat of one office as processes, with the commands of the image."""

import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import yaml

from tests.chaos.browser import Browser
from tests.chaos.processes import ROOT, Running, free_port, wait_for

BIN = Path(sys.executable).parent


def web_command(port: int) -> list[str]:
    """Return the Dockerfile's command, on this machine's loopback."""
    text = (ROOT / "Dockerfile").read_text()
    [command] = re.findall(r"^CMD (\[.*?\])$", text, re.MULTILINE | re.DOTALL)
    words = json.loads(command.replace("\\\n", ""))
    words[words.index("--bind") + 1] = f"127.0.0.1:{port}"
    return [str(BIN / words[0]), *words[1:]]


def service_command(name: str, app: str) -> list[str]:
    """Return the command of a service of docker-compose.yml."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    words = shlex.split(services[name]["command"])
    words[words.index("--app") + 1] = app
    return [str(BIN / words[0]), *words[1:]]


@dataclass
class House:
    """One office: its database, queue and folder, who works there, and what runs."""

    folder: Path
    database_url: str
    broker_url: str = "redis://127.0.0.1:1/0"
    town: dict = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)
    files: Path | None = None

    def __post_init__(self) -> None:
        self.files = self.files or self.folder / "files"

    @property
    def env(self) -> dict[str, str]:
        made = {
            "DATABASE_URL": self.database_url,
            "CELERY_BROKER_URL": self.broker_url,
            "FILES_DIR": str(self.files),
            "QUEUE_DIR": str(self.folder / "queue"),
            "SECRET_KEY": "chaos-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
            "ALLOWED_HOSTS": "127.0.0.1",
            "INSECURE_HTTP": "on",
            "DEBUG": "off",
            "DEMO": "off",
            "PYTHONWARNINGS": "ignore:You're running the worker",
        }
        return os.environ | made

    def python(self, *arguments: str) -> str:
        """Run Python on this office's database."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def process(self, *arguments: str) -> Iterator[subprocess.Popen]:
        """Start Python on this office's database; whoever asked may kill it."""
        command = [sys.executable, *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        with subprocess.Popen(command, cwd=ROOT, env=self.env, **pipes) as started:
            try:
                yield started
            finally:
                started.kill()

    def _start(self, name: str, command: list[str], **env: str) -> Running:
        log = self.folder / f"{name}-{len(self.running)}.log"
        started = Running(command, log=log, env=self.env | env)
        self.running.append(started)
        return started

    def web(self, port: int = 0) -> tuple[Running, Browser]:
        """Start the web server; return it with a browser in front of it."""
        port = port or free_port()
        server = self._start("web", web_command(port))
        browser = Browser(port)

        def up() -> bool:
            assert server.is_alive, server.said()
            return bool(browser.get("/login/").status)

        wait_for(up, "the web server")
        return server, browser

    def worker(self, app: str = "tests.chaos.quick", **env: str) -> Running:
        """Start a worker of its own name; two on one machine must not share it."""
        name = ["--hostname", f"worker{len(self.running)}@chaos"]
        return self._start("worker", [*service_command("worker", app), *name], **env)

    def beat(self, app: str = "tests.chaos.quick") -> Running:
        schedule = ["--schedule", str(self.folder / f"schedule-{len(self.running)}")]
        return self._start("beat", [*service_command("beat", app), *schedule])

    def path(self, name: str) -> str:
        """Return the address of a page of the access table, with its object."""
        return self.town["pages"][name]["path"]

    def who(self, persona: str) -> str:
        return self.town["people"][persona]

    def end(self) -> None:
        for started in reversed(self.running):
            started.end_group()
            # pytest shows it beside a failure.
            print(f"--- {started.log.name}", *started.said().splitlines()[-40:], sep="\n")  # noqa: T201

    @contextmanager
    def database(self) -> Iterator:
        """Give a connection of the driver itself, committing each statement."""
        if self.database_url.startswith("sqlite"):
            path = self.database_url.removeprefix("sqlite:///")
            made = sqlite3.connect(path, timeout=20, isolation_level=None)
        else:
            made = psycopg.connect(self.database_url, autocommit=True)
        with closing(made) as connection:
            yield connection

    def rows(self, sql: str) -> list[tuple]:
        with self.database() as connection:
            return connection.execute(sql).fetchall()

    def one(self, sql: str):
        """Return the only value of the only row."""
        [(value,)] = self.rows(sql)
        return value
