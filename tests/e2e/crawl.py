"""Every page that the links of a person's pages lead to, read without a browser.

A browser then looks at each page once (test_every_page.py): rendering the same page again for each
of seven roles took longer than everything else together.
"""

import json
import re
from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

#: Records differ by their state, and with it the links on their pages.
SAMPLES = {
    "councils:meeting-detail": 4,
    "monitoring:month-detail": 4,
    "plans:assessment-talk": 5,
    "plans:plan-detail": 5,
    "plans:plan-talk": 5,
    "plans:support-detail": 3,
}
#: Answers without a page of ours.
PAPERS = ("-pdf", "-print", "-template", "-result", "-download")
#: Names of products, which are written so in Japanese, too.
ENGLISH_ALLOWED = {"Google Authenticator", "Microsoft Authenticator"}
WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+)+")
SPOKEN = ("aria-label", "title", "alt")
UNSEEN = {"script", "style", "template"}
#: Keys to be typed over look like English.
KEYS = {"code"}


class PageReader(HTMLParser):
    """Collects where a page leads and what it says, also to who only hears it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.said: list[str] = []
        self._within = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes) -> None:
        found = dict(attributes)
        if tag in UNSEEN | KEYS:
            self._within = tag
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        self.said += [found[name] for name in SPOKEN if found.get(name)]

    def handle_endtag(self, tag) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data) -> None:
        if not self._within:
            self.said.append(data)


def english_in(text: str) -> list[str]:
    """Return the runs of English words that no Japanese page should hold."""
    return sorted(set(WORDS.findall(text)) - ENGLISH_ALLOWED)


def name_of(path: str) -> str:
    """Return the name of the page behind a path of ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return "nowhere"


@dataclass
class Walk:
    """What one person came to: pages by name with an address each, and what was wrong."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {name for name, _path in self.pages}

    def dumped(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def loaded(cls, text: str) -> "Walk":
        return cls(**json.loads(text))


def walk(user, start: list[str]) -> Walk:
    """Follow the links from the home page and from `start`, each page's name as often as told."""
    browser = Client(raise_request_exception=False)
    browser.force_login(user, backend="staffing.backends.StaffBackend")
    found, visits, known = Walk(), Counter(["reports:home"]), {"/"}
    waiting = deque(["/", *start])
    while waiting:
        address = waiting.popleft()
        name = name_of(address)
        response = browser.get(address, follow=True)
        found.pages.append((name, address))
        page = PageReader("" if response.streaming else response.content.decode())
        wrong = [] if response.status_code == 200 else [f"status {response.status_code}"]
        wrong += [f"English: {words}" for words in english_in("\n".join(page.said))]
        if wrong:
            found.wrong[f"{name} {urlsplit(address).path}"] = wrong
        for link in page.links:
            link = urljoin(address, link).split("#")[0]
            path = urlsplit(link).path
            name = name_of(link)
            if not link.startswith("/") or name.endswith(PAPERS) or path in known:
                continue
            if visits[name] < SAMPLES.get(name, 1):
                visits[name] += 1
                known.add(path)
                waiting.append(link)
    return found
