"""Every form of the access table, those of later apps included: opened and filled in over http."""

from tests.chaos.browser import Browser, Pairs
from tests.chaos.house import House
from tests.input.walk import FormReader

DAY, TIME, KANA = "2026-11-20", "10:30", "しけん"


def signed_in(house: House, browser: Browser) -> dict[str, Browser]:
    """Sign everybody in, each in a browser of their own."""
    return {
        persona: Browser(browser.port).sign_in(login_id)
        for persona, login_id in house.town["people"].items()
    }


def open_form(browser: Browser, page: dict) -> Pairs | None:
    """Return what the page's form would post; None for a page without a form that saves."""
    if page["method"] != "get":
        return None
    answer = browser.get(page["path"])
    if answer.status != 200:
        return None
    reader = FormReader()
    reader.feed(answer.text)
    fields = [(name, value) for name, value in reader.fields if name != "csrfmiddlewaretoken"]
    return fields if "_key" in dict(fields) else None


def filled(form: Pairs, words: str = "試験の文") -> Pairs:
    """Fill in what is empty, as well as the name of a field tells what belongs there."""
    return [(name, value or _words(name, words)) for name, value in form]


def _words(name: str, words: str) -> str:
    last = name.rsplit("-", 1)[-1]
    if name.startswith("_") or last.isupper() or last in {"id", "DELETE", "ORDER"}:
        return ""
    if last.endswith(("_on", "_by", "_from", "_to")):
        return DAY
    if last.endswith("_time") or last in {"time", "starts", "ends"}:
        return TIME
    return KANA if last.endswith("kana") else words
