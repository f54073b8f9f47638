"""The processes that `manage.py serve` starts, watches and stops."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

ON_WINDOWS = sys.platform == "win32"

# A process that dies again and again is started at growing distances, never given up.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# After this long a process counts as sound, and its next failure as the first one.
SOUND_AFTER = 60.0


def why_not_listen(host: str, port: int) -> str:
    """Return why a server cannot listen there, or an empty string when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if not ON_WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return _(
                    "Port %(port)s on %(host)s is in use by another program."
                    " Choose another one, for example PORT=%(other)s."
                ) % {"port": port, "host": host, "other": port + 1}
            return _("It is not possible to listen on %(host)s, port %(port)s: %(error)s") % {
                "host": host,
                "port": port,
                "error": error.strerror or error,
            }
    return ""


def answers(host: str, port: int) -> bool:
    """Return whether something accepts connections there."""
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def web_command(host: str, port: int) -> list[str]:
    """Return the command line of the web server: gunicorn, or waitress on Windows."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if ON_WINDOWS:
        return [sys.executable, "-m", "waitress", f"--listen={address}", "config.wsgi:application"]
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    quiet = ["--log-level", "warning", "--no-control-socket"]
    bind = ["--bind", address]
    return [sys.executable, "-m", "gunicorn", *bind, *options, *quiet, "config.wsgi:application"]


def worker_commands() -> dict[str, list[str]]:
    """Return the command lines of the Celery worker and its beat, by their names.

    One process does both; on Windows, where Celery can neither fork nor embed the beat, two do.
    """
    celery = [sys.executable, "-m", "celery", "--app", "config", "--quiet"]
    worker = [*celery, "worker", "--concurrency", "1", "--loglevel", "WARNING"]
    worker += ["--without-gossip", "--without-mingle"]
    if ON_WINDOWS:
        return {"worker": [*worker, "--pool", "threads"], "beat": [*celery, "beat"]}
    return {"worker": [*worker, "--beat"]}


@dataclass
class Child:
    """One process: how it is started, and what is known of its present run."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    failures: int = 0

    def start(self, now: float) -> None:
        """Start the process in a group of its own: Ctrl+C reaches only `serve`, which tells it."""
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=not ON_WINDOWS,
        )
        self.started_at = now

    def ask_to_stop(self) -> None:
        """Let the process finish what it is doing."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def end_group(self) -> None:
        """End whatever is left of the process and of those that it started."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if ON_WINDOWS:
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Supervisor:
    """Starts the children, says when one dies and starts it again, stops them together."""

    children: list[Child]
    say: Callable[[str], None]
    clock: Callable[[], float] = field(default=time.monotonic)

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start(self.clock())

    def look_after(self) -> None:
        """Notice children that died, and start again those whose pause is over."""
        now = self.clock()
        for child in self.children:
            if child.process is None:
                if now >= child.start_again_at:
                    child.start(now)
            elif child.process.poll() is not None:
                self._died(child, now)

    def _died(self, child: Child, now: float) -> None:
        code = child.process.returncode
        child.end_group()
        child.process = None
        sound = now - child.started_at >= SOUND_AFTER
        child.failures = 1 if sound else child.failures + 1
        pause = min(FIRST_PAUSE * 2 ** (child.failures - 1), LONGEST_PAUSE)
        child.start_again_at = now + pause
        self.say(
            _("The process “%(name)s” ended (code %(code)s). It starts again in %(pause)d seconds.")
            % {"name": child.name, "code": code, "pause": pause}
        )

    def stop(self, *, patience: float) -> None:
        """Ask every child to stop, wait at most `patience` seconds in all, then end the rest."""
        until = self.clock() + patience
        for child in self.children:
            child.ask_to_stop()
        while self.clock() < until and any(_running(self.children)):
            time.sleep(0.05)
        for child in self.children:
            child.end_group()
            child.process = None


def _running(children: Iterable[Child]) -> Iterable[bool]:
    return (child.process is not None and child.process.poll() is None for child in children)
