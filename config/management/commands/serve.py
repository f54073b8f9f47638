"""Run Tsunagi on one machine: web server and background worker, stopped together."""

import os
import signal
import threading
import time
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from config.processes import (
    Child,
    Supervisor,
    answers,
    web_command,
    why_not_listen,
    worker_commands,
)

# A task that runs when the office closes may finish; a save in the browser certainly does.
PATIENCE = 20.0
READY_WITHIN = 60.0


def may_load_demo() -> bool:
    """Return whether the database is an empty SQLite file below var/: no other gets demo data."""
    if connection.vendor != "sqlite":
        return False
    database = Path(settings.DATABASES["default"]["NAME"]).resolve()
    below_var = database.is_relative_to(settings.VAR_DIR.resolve())
    return below_var and not get_user_model().objects.exists()


class Command(BaseCommand):
    """`serve --demo` is what `make run` ends with; an office without Docker uses plain `serve`."""

    help = "Start the web server and the background worker, and stop both together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument(
            "--demo",
            action="store_true",
            help="plain http; invented data in an empty database below var/",
        )

    def handle(self, *args: object, **options: object) -> None:
        host, port, demo = options["host"], options["port"], options["demo"]
        if reason := why_not_listen(host, port):
            raise CommandError(reason)
        # Pages name their files by content; without the collected ones none could be shown.
        call_command("collectstatic", interactive=False, verbosity=0)
        if demo:
            self._load_demo()
        connection.close()
        supervisor = Supervisor(self._children(host, port, demo=demo), say=self._say)
        stopping = _stop_on_signals()
        supervisor.start()
        try:
            self._welcome(host, port, supervisor, stopping)
            while not stopping.wait(0.2):
                supervisor.look_after()
        finally:
            supervisor.stop(patience=PATIENCE)
        self._say(_("Tsunagi has stopped."))

    def _children(self, host: str, port: int, *, demo: bool) -> list[Child]:
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        environment |= {"DEMO": "on"} if demo else {}
        # On a machine of one's own root is no news; it would drown the address and the accounts.
        environment.setdefault("PYTHONWARNINGS", "ignore:You're running the worker")
        commands = {"web": web_command(host, port)} | worker_commands()
        return [Child(name, command, environment) for name, command in commands.items()]

    def _load_demo(self) -> None:
        """Load the demo where it may be, and print who can sign in: on every run."""
        try:
            call_command("demo", accounts=not may_load_demo(), stdout=self.stdout)
        except CommandError as reason:
            # Data of one's own is served as it is.
            self._say(str(reason))

    def _welcome(
        self, host: str, port: int, supervisor: Supervisor, stopping: threading.Event
    ) -> None:
        until = time.monotonic() + READY_WITHIN
        while not answers(host, port) and time.monotonic() < until:
            if stopping.wait(0.1):
                return
            supervisor.look_after()
        shown = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
        self._say(
            _("Tsunagi is running at %(address)s (stop it with Ctrl+C).")
            % {"address": f"http://{shown}:{port}/"}
        )

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _stop_on_signals() -> threading.Event:
    """Return an event that Ctrl+C, a service manager's stop or a closed terminal sets."""
    stopping = threading.Event()

    def stop(_number: int, _frame: object) -> None:
        stopping.set()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    return stopping
