"""One person's browser, as far as a server can tell: cookies, forms, kept connections, times."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36"
#: All offices of one building reach the server from one address, with everybody's wrong passwords.
ADDRESS = "203.0.113.7"
CSRF_COOKIE = "tsunagi_csrf"
#: The server closes a quiet connection after two seconds; a post must not meet that moment.
KEPT_OPEN = 1.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Ledger:
    """What all visitors together asked, how long it took, what went wrong, what was promised."""

    asked: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    #: Markers of entries, corrections and drafts that the server said it has.
    entries: dict[str, int] = field(default_factory=dict)
    corrections: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    twice: int = 0
    conflicts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float) -> None:
        """Write down one answer."""
        with self.lock:
            self.asked.append((kind, seconds))

    def complain(self, text: str) -> None:
        """Write down what must not happen."""
        with self.lock:
            self.wrong.append(text)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    location: str


class Form(HTMLParser):
    """The first form of a page that posts to an address with `part` in it: its fields as sent."""

    def __init__(self, page: str, part: str) -> None:
        super().__init__()
        self.part, self.action, self.fields = part, "", []
        self.is_inside, self.writing, self.choosing = False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.is_inside = not self.action and self.part in (given.get("action") or "")
            self.action = given["action"] if self.is_inside else self.action
        elif not self.is_inside or not name:
            if self.is_inside and tag == "option" and self.choosing and "selected" in given:
                self.fields.append((self.choosing, value))
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            self.fields += [(name, value or "on")] if "checked" in given else []
        elif tag == "input":
            self.fields.append((name, value))
        elif tag == "textarea":
            self.writing = name
            self.fields.append((name, ""))
        elif tag == "select":
            self.choosing = name

    def handle_data(self, data: str) -> None:
        if self.writing:
            name, text = self.fields[-1]
            self.fields[-1] = (name, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag in ("textarea", "select"):
            self.writing = self.choosing = ""

    def filled(self, **values: str) -> list[tuple[str, str]]:
        """The fields with some of them changed; what the page does not have is added."""
        kept = [(name, value) for name, value in self.fields if name not in values]
        return [*kept, *values.items()]

    def text(self, name: str) -> str:
        """What a field holds; the line break after the tag is not part of it."""
        return dict(self.fields).get(name, "").removeprefix("\n")


class Visitor:
    """Asks for pages one after the other over one connection."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self.port, self.ledger = port, ledger
        self.cookies: dict[str, str] = {}
        self.connection = HTTPConnection("127.0.0.1", port, timeout=90)
        self.last_used = 0.0

    def get(self, kind: str, path: str, **headers: str) -> Answer:
        """Open a page; a list that opens as it was left leads to itself with its conditions."""
        answer = self.ask(kind, "GET", path, headers=headers, expect=(200, 302))
        if answer.status != 302:
            return answer
        if not answer.location.startswith(f"{path}?"):
            self.ledger.complain(f"{kind}: GET {path} leads away")
            return answer
        return self.ask(kind, "GET", answer.location, headers=headers)

    def post(
        self,
        kind: str,
        path: str,
        fields: Iterable[tuple[str, str]],
        *,
        expect: tuple[int, ...] = (302,),
        **headers: str,
    ) -> Answer:
        """Send a form."""
        data = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
        data.append(("csrfmiddlewaretoken", self.cookies.get(CSRF_COOKIE, "")))
        body = urlencode(data).encode()
        return self.ask(kind, "POST", path, body=body, headers=FORM | headers, expect=expect)

    def ask(
        self,
        kind: str,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: dict[str, str],
        expect: tuple[int, ...] = (200,),
    ) -> Answer:
        """Send one request and time it until its last byte; complain about any other status."""
        if time.monotonic() - self.last_used > KEPT_OPEN:
            self.connection.close()
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {
            "Cookie": cookie,
            "User-Agent": CHROME,
            "X-Forwarded-For": ADDRESS,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body=body, headers=sent)
            response = self.connection.getresponse()
            content = response.read()
        except OSError as problem:
            self.connection.close()
            self.ledger.complain(f"{kind}: {method} {path}: {problem!r}")
            return Answer(0, "", "")
        self.ledger.note(kind, time.perf_counter() - began)
        self.last_used = time.monotonic()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        is_text = response.headers.get_content_maintype() == "text"
        text = content.decode() if is_text else ""
        answer = Answer(response.status, text, response.headers.get("Location", ""))
        if answer.status not in expect:
            number = response.headers.get("X-Request-ID", "")
            self.ledger.complain(f"{kind}: {method} {path}: {answer.status} {number}")
        return answer

    def beside(self) -> "Visitor":
        """A second connection of the same browser."""
        other = Visitor(self.port, self.ledger)
        other.cookies = dict(self.cookies)
        return other
