"""What sixty people do at once: each signs in and goes on as their role does."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.load.visitor import Answer, Form, Visitor

#: Seconds between two things a person does, on average; nobody in an office is faster.
PAUSE = 6.0
#: Everybody comes within so many seconds in the morning.
ARRIVING = 20.0
OF_ASSETS = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
NAMES = ("さとう", "やまだ", "高橋", "たなか", "ｲﾄｳ", "小林")
TEXTS = (
    "電話で体調の確認。",
    "見学の日程について。",
    "家族から相談があった。",
    "通所先と連絡を取った。",
)
FILTERS = (
    "period=week",
    "period=last_month&method=visit",
    "period=year&who=unregistered",
    "period=month&content=health",
    "period=today",
)


@dataclass(frozen=True)
class Account:
    """Who somebody is, from tests/load/people.py."""

    pk: int
    login_id: str
    role: str
    office: int
    password: str


class Employee:
    """One person at work until `until` (a time of time.monotonic)."""

    def __init__(
        self, account: Account, visitor: Visitor, *, seed: int, until: float, haste: float = 1
    ) -> None:
        self.account, self.visitor, self.ledger = account, visitor, visitor.ledger
        self.rng, self.until, self.haste = random.Random(seed), until, haste
        self.clients: list[str] = []
        self.papers: list[str] = []
        self.written = 0

    def work(self, arriving: float) -> None:
        """Come, sign in, and do one thing after another."""
        time.sleep(self.rng.uniform(0, arriving))
        try:
            self.sign_in()
            doings = self.doings()
            if self.quick_log in dict(doings):
                self.quick_log()  # also the shortest run has something to lose
            while time.monotonic() < self.until:
                self.rng.choices([do for do, _ in doings], [often for _, often in doings])[0]()
                self.think(PAUSE)
        except Exception as problem:  # a thread that dies unheard would look like a quiet day
            self.ledger.complain(f"{self.account.login_id}: {problem!r}")

    def think(self, seconds: float) -> None:
        """Read, talk, type; in haste a part of the time is enough."""
        pause = min(self.rng.expovariate(1 / seconds), 4 * seconds) / self.haste
        time.sleep(max(0.0, min(pause, self.until - time.monotonic())))

    def doings(self) -> list[tuple[Callable[[], object], int]]:
        """What this person does and how often, of about a hundred."""
        everybody = [(self.home, 14), (self.meetings, 3), (self.drafts, 2), (self.notices, 2)]
        if self.account.role == "city":
            return [*everybody, (self.caseload, 6)]
        files = [
            (self.log, 14),
            (self.search, 10),
            (self.suggest, 6),
            (self.client, 16),
            (self.quick_log, 20),
            (self.correct, 7),
            (self.week, 3),
        ]
        if self.account.role == "clerk":
            return everybody + files
        return [*everybody, *files, (self.monitoring, 8), (self.caseload, 4), (self.paper, 1)]

    def sign_in(self) -> None:
        """Enter by the login page, one in four after a slip of the hand."""
        page = self.visitor.get("login page", "/login/")
        for asset in OF_ASSETS.findall(page.text):
            self.visitor.get("style or script", asset)
        names = [("username", self.account.login_id), ("next", "")]
        if self.rng.random() < 0.25:
            wrong = [*names, ("password", self.account.password[::-1])]
            self.visitor.post("wrong password", "/login/", wrong, expect=(422,))
        self.visitor.post("login", "/login/", [*names, ("password", self.account.password)])
        home = self.visitor.get("home", "/")
        for asset in set(OF_ASSETS.findall(home.text)):
            self.visitor.get("style or script", asset)

    def home(self) -> None:
        """Today's work."""
        self.visitor.get("home", "/")

    def meetings(self) -> None:
        """The year's meetings."""
        self.visitor.get("meetings", "/meetings/")

    def drafts(self) -> None:
        """What is half written."""
        self.visitor.get("drafts", "/drafts/")

    def notices(self) -> None:
        """What is new."""
        self.visitor.get("notices", "/notices/")

    def week(self) -> None:
        """The week's appointments."""
        self.visitor.get("appointments", "/appointments/")

    def monitoring(self) -> None:
        """Who is to be visited."""
        self.visitor.get("monitoring", "/monitoring/")

    def caseload(self) -> None:
        """Who carries how much."""
        self.visitor.get("caseload", "/caseload/")

    def log(self) -> None:
        """The log, as it is or narrowed."""
        self.visitor.get("log", "/log/")
        self.think(2)
        self.visitor.get("log, filtered", f"/log/?{self.rng.choice(FILTERS)}")

    def search(self) -> None:
        """A client by a part of the name."""
        found = self.visitor.post("search", "/clients/find/", [("q", self.rng.choice(NAMES))])
        if found.location:
            self._remember(self.visitor.get("clients, found", found.location))

    def suggest(self) -> None:
        """Names while they are typed."""
        for length in (1, 2):
            typed = [("q", self.rng.choice(NAMES)[:length])]
            self.visitor.post("suggestions", "/clients/suggest/", typed, expect=(200,))

    def client(self) -> None:
        """One person's file and log."""
        if not self.clients:
            self._remember(self.visitor.get("clients", "/clients/"))
        if self.clients:
            pk = self.rng.choice(self.clients)
            self.visitor.get("client", f"/clients/{pk}/")
            self.think(3)
            self.visitor.get("client's log", f"/clients/{pk}/log/")

    def _remember(self, page: Answer) -> None:
        found = re.findall(r'href="/clients/(\d+)/"', page.text)
        self.clients = list(dict.fromkeys([*found, *self.clients]))[:30]

    def paper(self) -> None:
        """The year's plan on paper."""
        if not self.papers:
            page = self.visitor.get("annual plans", "/annual-plans/")
            self.papers = re.findall(r'href="(/annual-plans/\d+/)"', page.text)
        if self.papers:
            self.visitor.get("PDF", f"{self.papers[0]}pdf/")

    def marker(self, kind: str) -> str:
        """A word that stands nowhere else."""
        self.written += 1
        return f"[{kind}-{self.account.login_id}-{self.written}]"

    def quick_log(self) -> None:
        """A call, logged beside the page; sometimes clicked twice, sometimes left unfinished."""
        about = f"?client={self.rng.choice(self.clients)}" if self.clients else ""
        page = self.visitor.get("quick log", f"/log/new/{about}", HX_Request="true")
        form, marker = Form(page.text, "/log/new/"), self.marker("log")
        text = f"{self.rng.choice(TEXTS)}{marker}"
        self.think(3)
        self._autosave(form, text[:4])
        self.think(3)
        is_kept = self._autosave(form, text)
        if self.rng.random() < 0.08:
            if is_kept:
                with self.ledger.lock:
                    self.ledger.drafts.append(marker)
            return
        if self.rng.random() < 0.1:
            self._click_twice(form, text, marker)
        elif self._record(self.visitor, form, text):
            self._acknowledged(marker)

    def _record(self, visitor: Visitor, form: Form, text: str) -> bool:
        fields = form.filled(text=text)
        sent = visitor.post("record", form.action, fields, expect=(204,), HX_Request="true")
        return sent.status == 204

    def _click_twice(self, form: Form, text: str, marker: str) -> None:
        other = threading.Thread(target=self._record, args=(self.visitor.beside(), form, text))
        other.start()
        is_recorded = self._record(self.visitor, form, text)
        other.join()
        with self.ledger.lock:
            self.ledger.twice += 1
        if is_recorded:
            self._acknowledged(marker)

    def _acknowledged(self, marker: str) -> None:
        with self.ledger.lock:
            self.ledger.entries[marker] = self.account.office

    def _autosave(self, form: Form, text: str) -> bool:
        fields = form.filled(text=text)
        return self.visitor.post("autosave", "/drafts/save/", fields, expect=(200,)).status == 200

    def correct(self) -> None:
        """Add a line to a record: one's own, or anybody's for those who approve."""
        is_lead = self.account.role in ("lead", "manager")
        mine = "" if is_lead else f"&worker={self.account.pk}"
        page = self.visitor.get("log, own", f"/log/?period=month{mine}")
        found = re.findall(r'href="/log/(\d+)/"', page.text)[:2]
        if not found:
            return
        path = f"/log/{self.rng.choice(found)}/edit/"
        page = self.visitor.get("correction", path)
        form, marker = Form(page.text, path), self.marker("line")
        text = f"{form.text('text')}\n追記 {marker}"
        self.think(3)
        self._autosave(form, text)
        self.think(2)
        sent = self._send(path, form.filled(text=text))
        for _attempt in range(5):
            if sent.status != 409:
                break
            # A colleague was faster: both texts are kept, one after the other.
            with self.ledger.lock:
                self.ledger.conflicts += 1
            sent = self._send(path, Form(sent.text, path).filled(**{"_pick:text": "both"}))
        if sent.status == 302:
            with self.ledger.lock:
                self.ledger.corrections.append(marker)

    def _send(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        return self.visitor.post("record, corrected", path, fields, expect=(302, 409))
