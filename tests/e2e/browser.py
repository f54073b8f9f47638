"""The browser of every journey, wherever the site runs: `demo` and `site` come from conftest."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.steps import Person

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SCREEN = {"width": 1366, "height": 768}
PICTURES = Path(__file__).parents[2] / "test-artifacts" / "screens"
#: A busy machine takes its time; nothing here measures speed.
PATIENCE = 15_000
#: The share of the demo's clients and days: all kinds of rows, but soon there.
TOWN_SIZE = 0.12


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    return browser_type_launch_args | {"executable_path": path, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "ja-JP", "viewport": SCREEN}


@pytest.fixture
def page(page):
    """A page that waits long enough on a busy machine."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return page


@pytest.fixture
def troubles(page):
    """Everything the browser complained about: scripts that failed, what the policy blocked."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    return found


@pytest.fixture
def picture(page):
    """Take a picture of the page, to be looked at after the run."""

    def take(name: str, *, full: bool = False) -> None:
        path = PICTURES / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        # A click may just be leading to another page, which has no height yet.
        page.wait_for_load_state("load")
        if full:
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": SCREEN["width"], "height": height})
        page.screenshot(path=path)
        page.set_viewport_size(SCREEN)

    return take


@pytest.fixture
def person(demo, page, site, picture, troubles):
    """Somebody in front of the browser, which must not have complained in the end."""
    yield Person(page, site, picture)
    assert troubles == []
