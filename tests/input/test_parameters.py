"""G3: whatever stands behind the question mark, a page answers and reads nothing else."""

import re
from functools import cache
from itertools import cycle
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.input.walk import (
    APPS,
    BY_APP,
    NAMES,
    ROWS,
    address,
    assert_reveals_nothing,
    encoded,
    insider,
    post,
    text_of,
)
from tests.test_access import url_names

POISONS = [
    "'",
    "\\",
    "%",
    "_",
    "\x00",
    "\ud800",
    "1e309",
    "-1",
    "0",
    "²",
    "9" * 20,
    "9" * 5000,
    "' OR 1=1 --",
    "令和99年13月",
    "0001-01",
    "9999-12-31",
    "あ" * 3000,
]
READ = re.compile(r"""request\.GET(?:\.get\(|\.getlist\(|\[)\s*["'](\w+)["']""")
PAGING = {"before", "after", "page", "s", "sort", "order", "next", "d"}
LISTS = [name for name in NAMES if name.endswith("-list")]
SEARCHES = sorted(name for name in url_names() if name.endswith("search"))


@cache
def read_by_views() -> frozenset[str]:
    """Return every parameter that some view reads by name."""
    found = set(PAGING)
    for app in APPS:
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            found |= set(READ.findall(path.read_text()))
    return frozenset(found)


def parameters(response) -> list[str]:
    """Return the parameters this page reads: its filter's, its links', and those of all views."""
    listed = (response.context or {}).get("filter") if response.context else None
    names = set(read_by_views()) | set(getattr(listed, "filters", ()))
    for link in re.findall(r'href="([^"#]*\?[^"#]*)"', text_of(response)):
        names |= {name for name, _value in parse_qsl(urlsplit(link).query)}
    return sorted(names)


def asked(browser, path: str, query: list[tuple[str, str]]):
    response = browser.generic("GET", path, QUERY_STRING=encoded(query).decode())
    assert response.status_code in {200, 302, 400, 403, 404}, query
    if response.status_code >= 400:
        assert_reveals_nothing(response)
    return response


@pytest.mark.parametrize("app", BY_APP)
def test_a_page_bears_every_parameter_at_once(app, town, sign_in):
    for number, name in enumerate(name for name in BY_APP[app] if ROWS[name].method == "get"):
        path = address(name, town)
        browser = sign_in(town.people[insider(ROWS[name])])
        response = browser.get(path)
        is_paper = response.headers["Content-Type"] == "application/pdf"
        # Every parameter another poison, and every page another turn of them.
        for turn in (number,) if is_paper else (number, number + len(POISONS) // 2):
            turned = POISONS[turn % len(POISONS) :] + POISONS[: turn % len(POISONS)]
            asked(browser, path, list(zip(parameters(response), cycle(turned))))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_bears_every_value_of_every_parameter(name, town, sign_in):
    path = address(name, town)
    browser = sign_in(town.people[insider(ROWS[name])])
    listed = browser.get(path).context["filter"]
    own = sorted({*listed.filters, *PAGING})
    for number, poison in enumerate(POISONS):
        if number % 4:
            asked(browser, path, [(own[number % len(own)], poison)])
        else:
            asked(browser, path, [(parameter, poison) for parameter in own])


@pytest.mark.parametrize("sign", ["%", "_", "%%", "\\", "'", "\x00", "ま\x00"])
@pytest.mark.parametrize("name", SEARCHES)
def test_a_sign_of_the_database_is_searched_for_as_it_stands(name, sign, town, sign_in):
    case = CaseFactory(client__office=town.office, client__name="目印太郎")
    ConsultationFactory(office=town.office, client=case.client, text="目印の話をした。")
    browser = sign_in(town.counsellor)
    response = post(browser, reverse(name), [("q", sign), ("period", "year"), ("state", "all")])
    if response.status_code == 302:
        response = browser.get(response.url)
    assert response.status_code == 200
    found = re.sub(r"(?s)<(aside|nav|header).*?</\1>", "", text_of(response))
    assert "\x00" in sign or "目印" not in found


def test_a_percent_sign_finds_the_percent_sign(town, sign_in):
    ConsultationFactory(office=town.office, text="手帳の割合は50%と話した。")
    ConsultationFactory(office=town.office, text="特に変わりはない。")
    browser = sign_in(town.counsellor)
    response = browser.post(reverse("cases:consultation-search"), {"q": "50%", "period": "year"})
    found = text_of(browser.get(response.url))
    assert "手帳の割合は" in found
    assert "特に変わりはない" not in found


@pytest.mark.parametrize("token", ["%00", "%FF%FE", "'", "%27%20OR%201=1", "あ" * 500])
def test_a_forged_ticket_finds_nothing(token, town, sign_in):
    answer = sign_in(town.counsellor).get(f"/search/{token}/")
    assert answer.status_code in {200, 400, 404}


@pytest.mark.parametrize("number", ["0", "9" * 20, "9" * 5000, "-1", "²", "%C2%B2", "1e3"])
def test_no_record_has_such_a_number(number, town, sign_in):
    browser = sign_in(town.manager)
    for folder in ("clients", "log", "plans", "decisions", "bodies", "annual-plans", "staff"):
        assert browser.get(f"/{folder}/{number}/").status_code == 404
