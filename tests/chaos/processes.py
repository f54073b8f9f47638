"""Processes of the run: started with a log of their own, ended by their number, never by name."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Nothing here may take longer to start or to stop.
PATIENCE = 60.0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(found: Callable[[], object], what: str, seconds: float = PATIENCE) -> object:
    """Return what `found` finds; fail when it finds nothing in time."""
    until = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < until, f"waited {seconds:.0f} s for: {what}"
        time.sleep(0.05)
    return answer


class Running:
    """One process and those that it started."""

    def __init__(
        self, command: list[str], *, log: Path, env: dict[str, str], user: str = ""
    ) -> None:
        self.log = log
        with log.open("ab") as sink:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **({"user": user, "group": user, "extra_groups": []} if user else {}),
            )
        self.pid = self.process.pid

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        """Return what it wrote so far."""
        return self.log.read_text(errors="replace")

    def children(self) -> list[int]:
        """Return the numbers of the processes that it started and that still run."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, parent = stat.read_text().rpartition(")")[2].split()[:2]
                if int(parent) == self.pid and state != "Z":
                    found.append(int(stat.parent.name))
        return sorted(found)

    def kill(self) -> None:
        """SIGKILL the process alone, as the system does when memory runs out."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def ask_to_stop(self, number: int = signal.SIGTERM) -> None:
        """Send the signal of a deployment."""
        self.process.send_signal(number)

    def end_group(self) -> None:
        """SIGKILL the process and everything that it started, as a power cut does."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def is_gone(pid: int) -> bool:
    """Whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
