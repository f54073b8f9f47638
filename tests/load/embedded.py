"""The same program as one machine runs it: SQLite, a folder as queue, `manage.py serve`."""

import signal
from http.client import HTTPConnection

from tests.compose.files import read_variables
from tests.compose.stack import SYSTEM_PATH, Stack, wait_until


class Embedded(Stack):
    """One process that starts the others; its environment file is made like that of compose."""

    def environment(self, name: str) -> dict[str, str]:
        given = read_variables(self.folder / ".env") | {"PORT": str(self.ports["web"])}
        path = f"{self.home}/.venv/bin:{SYSTEM_PATH}"
        return given | {"PATH": path, "LANG": "C.UTF-8", "HOME": str(self.home)}

    def command(self, name: str) -> list[str]:
        return ["python", "manage.py", "serve"]

    def up(self) -> None:
        self.run("web", "python", "manage.py", "migrate", "--verbosity", "0")
        self.run("web", "python", "manage.py", "seed")
        self.start("web")
        wait_until(self._answers, what=self.log("web"))

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.ports["web"], timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        if serving := self.running.get("web"):
            # It ends what it has started; nobody else knows these processes.
            serving.send_signal(signal.SIGTERM)
            serving.wait()
        super().stop()
