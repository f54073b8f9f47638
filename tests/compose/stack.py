"""The services of docker-compose.yml as processes of this machine.

Each runs its own command with its own environment and nothing of the developer's. Only what a
container would have of its own is replaced: the names of other services by this machine, their
ports by free ones, /srv by a new folder that holds what `COPY . .` brings.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from tests.compose import servers
from tests.compose.files import read_image, read_services, read_variables

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PASSWORD = "only-for-this-test"
#: What the comments of docker-compose.yml say must be set, and the switch for plain http.
CHOSEN = {
    "SECRET_KEY": "compose-" + "0123456789" * 5,
    "POSTGRES_PASSWORD": PASSWORD,
    "ALLOWED_HOSTS": "127.0.0.1",
    "INSECURE_HTTP": "on",
}
PATIENCE = 60.0


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(found: Callable[[], object], *, seconds: float = PATIENCE, what: str = "") -> None:
    """Return as soon as `found()` is true; raise TimeoutError when it never is."""
    until = time.monotonic() + seconds
    while not found():
        if time.monotonic() > until:
            raise TimeoutError(what or repr(found))
        time.sleep(0.2)


def write_environment_file(target: Path) -> None:
    """Make .env as its users do: copy the example, then set what must be set."""
    example = (ROOT / ".env.example").read_text()
    lines = [line for line in example.splitlines() if line.split("=")[0].strip("#") not in CHOSEN]
    target.write_text("\n".join([*lines, *(f"{name}={value}" for name, value in CHOSEN.items())]))


class Stack:
    """Starts, asks, kills and stops the services; everything lies in one folder."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="tsunagi-compose-"))
        self.folder.chmod(0o755)
        self.home, self.logs = self.folder / "tsunagi", self.folder / "logs"
        self.logs.mkdir()
        (self.folder / "files").mkdir()
        self.ports = {"postgres": free_port(), "redis": free_port(), "web": free_port()}
        write_environment_file(self.folder / ".env")
        self.image = read_image(ROOT / "Dockerfile")
        self.services = read_services(
            ROOT / "docker-compose.yml", read_variables(self.folder / ".env")
        )
        self.running: dict[str, subprocess.Popen] = {}
        self.cluster = self.folder / "postgres"
        self.replaced = {
            "@postgres:5432": f"@127.0.0.1:{self.ports['postgres']}",
            "//redis:6379": f"//127.0.0.1:{self.ports['redis']}",
            "0.0.0.0:8000": f"127.0.0.1:{self.ports['web']}",
            "127.0.0.1:8000": f"127.0.0.1:{self.ports['web']}",
            "/srv/files": str(self.folder / "files"),
            self.image.folder: str(self.home),
        }

    @property
    def address(self) -> str:
        """Where the browser finds the web service."""
        return f"http://127.0.0.1:{self.ports['web']}"

    @property
    def database_url(self) -> str:
        """Where the services find their database."""
        return self.environment("web")["DATABASE_URL"]

    def here(self, text: str) -> str:
        """Return a value with the containers' names replaced by this machine's."""
        for theirs, ours in self.replaced.items():
            text = text.replace(theirs, ours)
        return text

    def environment(self, name: str) -> dict[str, str]:
        """Return the whole environment of a service's processes."""
        own = self.services[name].environment
        if name == "postgres":
            place = {"PGHOST": "127.0.0.1", "PGPORT": str(self.ports["postgres"])}
            return own | place | {"PATH": f"{servers.programs()}:{SYSTEM_PATH}"}
        container = {"HOME": self.image.folder, "HOSTNAME": socket.gethostname()}
        given = self.image.environment(path=SYSTEM_PATH) | own | container
        return {key: self.here(str(value)) for key, value in given.items()}

    def command(self, name: str) -> list[str]:
        """Return a service's command line."""
        own = self.services[name].command
        if name == "postgres":
            return servers.postgres_command(self.cluster, self.ports["postgres"])
        if name == "redis":
            place = {"--bind": "127.0.0.1", "--port": self.ports["redis"], "--dir": self.folder}
            return [*own, *(str(word) for option in place.items() for word in option)]
        return [self.here(word) for word in own or self.image.command]

    def up(self) -> None:
        """Start everything in the order that the services wait for each other."""
        waiting = dict(self.services)
        while waiting:
            name = next(n for n, found in waiting.items() if not found.waits_for.keys() & waiting)
            for other, how in waiting.pop(name).waits_for.items():
                if how == "service_healthy":
                    self.wait_for(other)
            if self.services[name].runs_once:
                self.run(name)
            else:
                self.start(name)

    def build(self) -> None:
        """Do what the image's build does with our code; .venv is the one of this checkout."""
        left_out = (ROOT / ".dockerignore").read_text().split()
        names = [pattern.removeprefix("**/") for pattern in left_out]
        shutil.copytree(ROOT, self.home, ignore=shutil.ignore_patterns(*names))
        (self.home / ".venv").symlink_to(ROOT / ".venv")
        build_only = {"SECRET_KEY": "only-while-building"}
        environment = {
            key: self.here(value) for key, value in self.image.environment(path=SYSTEM_PATH).items()
        } | build_only
        for command in ("compile_catalogue", "collectstatic --noinput --verbosity 0"):
            words = ["python", "manage.py", *command.split()]
            self._run(words, environment, "build")

    def run(self, name: str, *words: str) -> str:
        """Run a service's command, or another in its place, to its end; return what it printed."""
        return self._run(list(words) or self.command(name), self.environment(name), name)

    def _run(self, words: list[str], environment: dict[str, str], name: str) -> str:
        done = subprocess.run(
            words, cwd=self.home, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {words} ended with {done.returncode}\n{done.stderr}")
        return done.stdout

    def start(self, name: str) -> None:
        """Start a service in a group of its own, as a container would be."""
        is_new = name == "postgres" and not self.cluster.exists()
        if is_new:
            servers.prepare_postgres(self.cluster, self.environment(name))
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.command(name),
                cwd=self.home,
                env=self.environment(name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **(servers.as_server() if name == "postgres" else {}),
            )
        if is_new:
            environment = self.environment(name)
            wait_until((self.cluster / f".s.PGSQL.{self.ports['postgres']}").exists, what=name)
            servers.create_database(self.cluster, self.ports["postgres"], environment)

    def is_healthy(self, name: str) -> bool:
        """Ask a service as its health check does."""
        words = [self.here(word) for word in self.services[name].healthcheck]
        if name == "redis":
            words[1:1] = ["-p", str(self.ports["redis"])]
        done = subprocess.run(
            words, cwd=self.home, env=self.environment(name), capture_output=True, check=False
        )
        return done.returncode == 0

    def wait_for(self, name: str) -> None:
        """Wait until a service is healthy."""
        wait_until(lambda: self.is_healthy(name), what=f"{name}\n{self.log(name)}")

    def log(self, name: str) -> str:
        """Return what a service has printed."""
        path = self.logs / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def kill(self, name: str) -> None:
        """Take a service away at once, with everything it has started."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End what runs, the database last, and remove the folder."""
        for name in [name for name in self.running if name != "postgres"]:
            self.kill(name)
        if postgres := self.running.pop("postgres", None):
            postgres.send_signal(signal.SIGQUIT)
            postgres.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
