"""serve: web and worker start, come back when they die, and stop together."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from config.management.commands import serve as serve_module
from tests.migrated import migrated_file


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'office.sqlite3'}",
        "CELERY_BROKER_URL": "filesystem://localhost",
        "QUEUE_DIR": str(folder / "queue"),
        "FILES_DIR": str(folder / "files"),
        "INSECURE_HTTP": "on",
        "DEBUG": "on",
    }


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def serving(folder: Path, port: int):
    """Run serve with its output in a file, and end it whatever happens."""
    output = folder / "output"
    with output.open("w") as sink:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=environment(folder),
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(lambda: f":{port}/" in output.read_text() or process.poll() is not None, output)
        assert process.poll() is None, output.read_text()
        yield process, output
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=60)


def wait_for(condition, output, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, output.read_text()
        time.sleep(0.1)


def children_of(pid: int, word: str) -> list[int]:
    """Return the direct children of a process whose command line holds the word."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            command = stat.with_name("cmdline").read_bytes().decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid and word in command:
            found.append(int(stat.parent.name))
    return found


def test_taken_port_is_named_and_ends_with_1(tmp_path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = manage(tmp_path, "serve", "--port", str(port))
    assert result.returncode == 1
    assert str(port) in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes from /proc")
def test_both_processes_serve_come_back_and_stop_together(tmp_path):
    shutil.copy(migrated_file(), tmp_path / "office.sqlite3")
    port = free_port()
    with serving(tmp_path, port) as (process, output):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as page:
            assert page.status == 200
        [worker] = children_of(process.pid, "celery")
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: "worker" in output.read_text(), output)
        wait_for(lambda: children_of(process.pid, "celery") not in ([], [worker]), output)
        started = [*children_of(process.pid, "celery"), *children_of(process.pid, "gunicorn")]
        assert len(started) == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
    assert not re.search("Traceback", output.read_text())


@pytest.mark.django_db
def test_demo_is_only_for_a_database_below_var(monkeypatch, tmp_path):
    named = {"default": {"NAME": str(tmp_path / "office.sqlite3")}}
    monkeypatch.setattr(serve_module.settings, "DATABASES", named)
    monkeypatch.setattr(serve_module.settings, "VAR_DIR", tmp_path / "elsewhere")
    assert not serve_module.may_load_demo()


@pytest.mark.django_db
def test_demo_is_only_for_a_database_without_users(monkeypatch, tmp_path, django_user_model):
    named = {"default": {"NAME": str(tmp_path / "office.sqlite3")}}
    monkeypatch.setattr(serve_module.settings, "DATABASES", named)
    monkeypatch.setattr(serve_module.settings, "VAR_DIR", tmp_path)
    monkeypatch.setattr(serve_module.connection, "vendor", "sqlite")
    assert serve_module.may_load_demo()
    django_user_model.objects.create(login_id="someone")
    assert not serve_module.may_load_demo()
