"""A client as simple as a browser must be: one connection, kept open, with its cookies."""

import http.client
import uuid
from urllib.parse import urlencode


class Browser:
    """One connection to one server."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, dict(cookies or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def another(self) -> "Browser":
        """Return a second connection of the same person."""
        return Browser(self.port, self.cookies)

    def get(self, path: str) -> bytes:
        """Return the body of a page that must be there."""
        status, _headers, body = self._ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path} answers {status}")
        return body

    def post(self, path: str, data: dict[str, str]) -> str:
        """Send a form that must be accepted, and return where it leads."""
        fields = {"csrfmiddlewaretoken": self.cookies.get("tsunagi_csrf", "")} | data
        status, headers, body = self._ask("POST", path, urlencode(fields))
        if status != 302:
            raise RuntimeError(f"{path} answers {status}: {body[:2000].decode(errors='replace')}")
        # The page it leads to would show the message that it is saved, and none would pile up.
        self.cookies.pop("messages", None)
        return headers.get("Location", "")

    def _ask(self, method: str, path: str, body: str | None = None):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server closes what was idle for two seconds.
            self.connection.close()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.headers, content


def log_in(port: int, login: str, password: str) -> Browser:
    """Return the browser of somebody who gave ID and password on the login page."""
    browser = Browser(port)
    browser.get("/login/")
    browser.post("/login/", {"username": login, "password": password})
    return browser


def new_contact(client: int, client_name: str, at) -> dict[str, str]:
    """Return what the form of a new contact posts, as somebody would fill it in."""
    return {
        "_key": str(uuid.uuid4()),
        "client": str(client),
        "client_text": client_name,
        "method": "call",
        "counterpart": "self",
        "text": "本人から電話。来週の受診に同行してほしいとのこと。日程を確認して折り返す。",
        "contents": "health",
        "urgency": "normal",
        "occurred_on": f"{at:%Y-%m-%d}",
        "occurred_time": f"{at:%H:%M}",
        "minutes": "15",
    }
