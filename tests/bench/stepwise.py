"""Benches that go step by step: each step in a process of its own, on a database of their own.

So its time and its highest memory are its own too. Each database is made anew and dropped; its
name must say `bench`.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

#: The server, and how the name of its database begins.
SERVER = "postgres://postgres@127.0.0.1:5432/bench"
#: What a step says when it waits for an empty line before it goes on.
TURN = "turn"


@dataclass(frozen=True)
class Limit:
    """What a figure must not exceed, and what we aim at."""

    must: float
    aim: float | None = None

    def verdict(self, value: float) -> str:
        """Return MISS above the limit, ok below it, aim where the aim is met as well."""
        if value > self.must:
            return "MISS"
        return "ok" if self.aim is None or value > self.aim else "ok, aim"


class Report:
    """The figures of one database as lines, and whether one of them missed."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.has_missed = False

    def say(self, name: str, value: str, verdict: str = "") -> None:
        sys.stdout.write(f"{self.engine:<11}{name:<46}{value:>24}  {verdict}\n")
        sys.stdout.flush()

    def judge(self, name: str, value: float, limit: Limit, unit: str = "x") -> None:
        verdict = limit.verdict(value)
        self.has_missed |= verdict == "MISS"
        aim = f", aim {limit.aim:g}" if limit.aim is not None else ""
        self.say(name, f"{value:.2f} {unit}", f"must {limit.must:g}{aim}: {verdict}")


def start(url: str, steps: str, step: str, *options: object) -> subprocess.Popen:
    """Start one step of the module `steps` in its own process."""
    command = [sys.executable, "-m", steps, step, *map(str, options)]
    env = os.environ | {"DATABASE_URL": url, "DEBUG": "off"}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, env=env, text=True, **pipes)


def run(url: str, steps: str, step: str, *options: object) -> dict:
    """Run one step to its end and return what it found."""
    with start(url, steps, step, *options) as process:
        out, err = process.communicate()
    if process.returncode:
        sys.exit(f"{step}: {err}")
    return json.loads(out.splitlines()[-1])


def create(url: str) -> None:
    """Make the database anew."""
    name = drop(url)
    if not url.startswith("sqlite"):
        with _server(url) as server:
            server.execute(f'CREATE DATABASE "{name}"')


def drop(url: str) -> str:
    """Remove the database where it exists, and return its name."""
    name = urlsplit(url).path.removeprefix("/")
    if "bench" not in name:
        sys.exit(f"{name}: the database is emptied, so its name must say bench")
    if url.startswith("sqlite"):
        for tail in ("", "-wal", "-shm"):
            Path(name + tail).unlink(missing_ok=True)
    else:
        with _server(url) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')
    return name


def _server(url: str) -> psycopg.Connection:
    return psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True)
