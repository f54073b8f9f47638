"""A person at a browser: signs in, opens a form, sends it; as many at once as the test wants."""

import http.client
import threading
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.factories.staffing import PASSWORD
from tests.input.walk import FormReader

#: A page that takes longer counts as none.
TIMEOUT = 40
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when the connection broke before a whole answer was there."""

    status: int
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    #: The server was not even reached: nothing was sent.
    is_refused: bool = False
    is_cut: bool = False

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Browser:
    """One signed-in person; copies for other threads share the session."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, dict(cookies or {})

    def copy(self, port: int | None = None) -> "Browser":
        return Browser(port or self.port, self.cookies)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, pairs: Iterable[tuple[str, str]]) -> Answer:
        """Post a form, the token against forged requests included."""
        token = ("csrfmiddlewaretoken", self.cookies.get("tsunagi_csrf", ""))
        kept = [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
        return self._ask("POST", path, urlencode([*kept, token]).encode())

    def _ask(self, method: str, path: str, body: bytes = b"") -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body or None, headers)
        except ConnectionRefusedError:
            return Answer(0, is_refused=True)
        except OSError:
            return Answer(0)
        try:
            response = connection.getresponse()
        except (OSError, http.client.HTTPException):
            return Answer(0)
        try:
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return Answer(0, is_cut=True)
        finally:
            connection.close()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: part.value for key, part in SimpleCookie(value).items()}
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, text, found)

    def sign_in(self, login_id: str) -> "Browser":
        """Sign in at the login page as a person does."""
        self.get("/login/")
        answer = self.post("/login/", [("username", login_id), ("password", PASSWORD)])
        assert answer.status == 302, f"{login_id}: {answer.status}"
        return self

    def form(self, path: str, **typed: str) -> Pairs:
        """Open a page and return what its form would post, with some fields typed over."""
        answer = self.get(path)
        assert answer.status == 200, f"{path}: {answer.status} {answer.text[:300]}"
        reader = FormReader()
        reader.feed(answer.text)
        fields = [(name, value) for name, value in reader.fields if name not in typed]
        return fields + list(typed.items())


def as_new(pairs: Pairs, **typed: str) -> Pairs:
    """Return a form as if it had been opened anew: with a key of its own."""
    typed = {"_key": str(uuid.uuid4()), **typed}
    return [(name, value) for name, value in pairs if name not in typed] + list(typed.items())


def key_of(pairs: Pairs) -> str:
    return dict(pairs).get("_key", "")


def all_at_once(calls: list[Callable[[], Answer]]) -> list[Answer]:
    """Start every call at the same moment, each in a thread of its own."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], Answer]) -> Answer:
        barrier.wait(TIMEOUT)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
