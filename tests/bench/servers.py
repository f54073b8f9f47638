"""Start what is measured behind the web server of the Dockerfile, and stop it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

from tests.bench.databases import FOLDER, ROOT, environment

OURS = "config.wsgi:application"
FLOOR = "tests.bench.floor:application"
PLAIN = "tests.bench.plain.wsgi:application"
WAIT_SECONDS = 60


def command(application: str, port: int) -> list[str]:
    """Return the web server's command line as the Dockerfile has it, on one's own port."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    words = json.loads(re.search(r"^CMD (\[.*\])", text, re.MULTILINE)[1])
    words[words.index("--bind") + 1] = f"127.0.0.1:{port}"
    words[words.index(OURS)] = application
    return [sys.executable, "-m", *words]


class Server:
    """A running application; use as a context."""

    def __init__(self, application: str, url: str, port: int, **more: str) -> None:
        self.application, self.url, self.port, self.more = application, url, port, more

    def __enter__(self) -> "Server":
        log = FOLDER / f"server-{self.port}.log"
        with log.open("w") as output:
            self.process = subprocess.Popen(
                command(self.application, self.port),
                cwd=ROOT,
                env=environment(self.url, **self.more),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        end = time.monotonic() + WAIT_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError(f"{self.application} does not answer: see {log}")
            time.sleep(0.1)
        return self

    def __exit__(self, *problem) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server with its workers."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True
