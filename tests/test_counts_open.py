"""Every number that leads somewhere opens exactly as many rows: a walk over all pages."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.test_access import ROWS
from tests.test_lists import GROW


class CountLinks(HTMLParser):
    """The links whose words are a number, or that carry one in data-count: (address, number)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self._open: dict | None = None
        self._words = ""

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._open, self._words = dict(attrs), ""

    def handle_data(self, data):
        self._words += data

    def handle_endtag(self, tag):
        if tag != "a" or self._open is None:
            return
        words = (self._open.get("data-count") or self._words).strip().replace(",", "")
        if words.isdigit() and not self._open.get("rel"):
            self.found.append((self._open["href"], int(words)))
        self._open = None


def rows_of(response):
    """How many rows a page shows in all."""
    if "/log/" in response.request["PATH_INFO"]:
        return response.context["totals"]["contacts"]
    page = response.context.get("page")
    if page is None:
        return len(response.context["rows"])
    paginator = getattr(page, "paginator", None)
    return paginator.count if paginator else page.count


def counts_of(browser, path):
    """The links with a number of one page that lead to a list with conditions."""
    response = browser.get(f"{path}?clear=1")
    if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
        return []
    parser = CountLinks()
    parser.feed(response.content.decode())
    return [
        (href if href.startswith("/") else f"{path}{href}", number)
        for href, number in parser.found
        if "?" in href
    ]


@pytest.mark.parametrize("persona", ["manager", "counsellor", "administrator"])
def test_a_number_opens_its_rows(persona, town, sign_in):
    for grow in GROW.values():
        grow(town, 2)
    browser = sign_in(town.people[persona])
    opened: dict[str, int] = {}
    for name, row in ROWS.items():
        if not row.make and row.method == "get" and persona in row.allowed:
            opened |= dict(counts_of(browser, reverse(name)))
    assert opened
    wrong = []
    for address, number in opened.items():
        response = browser.get(address)
        if "/gaps/" in address and "of=" not in address:
            rows = response.context["total"]
        else:
            rows = rows_of(response) if response.status_code == 200 else response.status_code
        if rows != number:
            wrong.append((address, number, rows))
    assert wrong == []
