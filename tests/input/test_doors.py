"""G4–G7, G18–G20: what every address answers to forged requests, and what each answer carries."""

import re

import pytest
from django.core.handlers.base import BaseHandler
from django.test import Client
from django.urls import reverse

from tests.access.shell import PERSONAL
from tests.conftest import BACKEND
from tests.factories.staffing import PASSWORD
from tests.guarded import assert_guarded, assert_private
from tests.input.walk import (
    BY_APP,
    NAMES,
    ROWS,
    address,
    ask,
    assert_reveals_nothing,
    encoded,
    insider,
    post,
    text_of,
)
from tests.test_access import url_names

FOREIGN = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%09/evil.example",
    "\t//evil.example",
    "/\r\nSet-Cookie: evil=1",
]
#: Names under which pages have ever taken the way on.
WAYS_ON = ("next", "back", "return", "url", "redirect", "then", "to")
JAPANESE = re.compile(r"[ぁ-ん]")


@pytest.fixture
def checked(town):
    """Return a browser with a manager signed in, whose posts need their token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(town.manager, backend=BACKEND)
    return browser


@pytest.mark.before_database
def test_a_post_without_its_token_is_refused_in_words(town, checked):
    for name in url_names():
        if name in ROWS:
            path = address(name, town)
        else:
            kwargs = {"pk": 1} if name in PERSONAL else None
            kwargs = {"token": "x" * 20} if name == "monitoring:calendar-feed" else kwargs
            path = reverse(name, kwargs=kwargs)
        response = checked.post(path, {"name": "山田"})
        assert response.status_code == 403, name
        assert "もう一度" in text_of(response), name
        assert_guarded(response)
        assert_private(response)
        assert_reveals_nothing(response)


def test_a_foreign_token_or_origin_is_refused(town, checked, settings):
    page = checked.get(reverse("staffing:draft-list"))
    assert page.status_code == 200
    foreign = {"csrfmiddlewaretoken": "a" * 64}
    assert checked.post(reverse("preferences"), foreign).status_code == 403
    token = checked.cookies[settings.CSRF_COOKIE_NAME].value
    answer = checked.post(
        reverse("staffing:notice-read-all"),
        {"csrfmiddlewaretoken": token},
        HTTP_ORIGIN="https://evil.example",
    )
    assert answer.status_code == 403


@pytest.mark.before_database
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a:b:c", "x y", "["])
@pytest.mark.parametrize("name", ["login", "healthz", "reports:home"])
def test_a_foreign_host_is_refused(name, host, client, db):
    response = client.get(reverse(name), HTTP_HOST=host)
    assert response.status_code == 400
    assert "evil" not in text_of(response)
    assert JAPANESE.search(text_of(response))
    assert_guarded(response)
    assert_reveals_nothing(response)


def test_a_forwarded_host_counts_for_nothing(client, db):
    response = client.get(reverse("reports:home"), HTTP_X_FORWARDED_HOST="evil.example")
    assert response.status_code == 302
    assert "evil" not in response.url


def stays_here(response) -> bool:
    way = response.headers.get("Location", "/")
    return way.startswith("/") and not way.startswith(("//", "/\\")) and "\n" not in way


@pytest.mark.parametrize("app", BY_APP)
def test_no_address_leads_to_another_site(app, town, sign_in):
    for name in BY_APP[app]:
        path = address(name, town)
        browser = sign_in(town.people[insider(ROWS[name])])
        ways = [(way, FOREIGN[3]) for way in WAYS_ON]
        if ROWS[name].method == "get":
            answer = browser.generic("GET", path, QUERY_STRING=encoded(ways).decode())
            assert stays_here(answer), name
        given = [(field, str(value)) for field, value in ROWS[name].data.items()]
        assert stays_here(post(browser, path, given + ways)), name


@pytest.mark.parametrize("foreign", FOREIGN)
def test_signing_in_and_switching_lead_to_no_other_site(foreign, town, client):
    who = [("username", town.manager.login_id), ("password", PASSWORD)]
    response = post(client, reverse("login"), [*who, ("next", foreign)])
    assert response.status_code == 302
    assert stays_here(response)
    office = [("office", str(town.office.pk)), ("next", foreign)]
    assert stays_here(post(client, reverse("office-switch"), office))


def test_a_page_of_nobody_signed_in_is_not_shown_again_after_signing_out(town, sign_in):
    browser = sign_in(town.counsellor)
    page = browser.get(reverse("cases:client-list"))
    assert_private(page)
    browser.post(reverse("logout"))
    assert browser.get(reverse("cases:client-list")).status_code == 302


@pytest.mark.parametrize("path", ["/static/no-such-file.css", "/nowhere/", "/clients/x/"])
def test_an_unknown_address_is_guarded(path, client, db):
    response = client.get(path)
    assert response.status_code == 404
    assert_guarded(response)
    assert_reveals_nothing(response)


def test_a_static_file_is_guarded_and_may_be_kept(db, settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    response = Client().get("/static/css/app.css")
    assert response.status_code == 200
    assert_guarded(response)
    assert "no-store" not in response.headers["Cache-Control"]


def test_the_redirect_to_https_is_guarded(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/clients/")
    assert response.status_code == 301
    assert_guarded(response)


def test_https_is_demanded_for_a_year(client, db, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    response = Client().get(reverse("login"), secure=True)
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options", "head", "brew"])
def test_other_methods_are_refused_or_harmless(method, town, sign_in):
    browser = sign_in(town.manager)
    for name in ("cases:client-list", "cases:client-create", "logout", "staffing:draft-save"):
        response = browser.generic(method.upper(), reverse(name))
        assert response.status_code in {200, 403, 404, 405}
        assert_guarded(response)
        assert_reveals_nothing(response)


def fails(*_arguments, **_keywords):
    raise ValueError("山田 花子 0134-00-1122: SELECT * FROM cases_client")


@pytest.mark.before_database
def test_a_view_that_fails_says_only_its_number(town, sign_in, monkeypatch):
    paths = {name: address(name, town) for name in NAMES}
    monkeypatch.setattr(BaseHandler, "make_view_atomic", lambda self, view: fails)
    for name, path in paths.items():
        browser = sign_in(town.people[insider(ROWS[name])])
        browser.raise_request_exception = False
        response = ask(browser, ROWS[name], path)
        assert response.status_code == 500, name
        assert response.headers["X-Request-ID"] in text_of(response), name
        assert "管理者" in text_of(response), name
        assert "山田" not in text_of(response), name
        assert_guarded(response)
        assert_private(response)
        assert_reveals_nothing(response)
