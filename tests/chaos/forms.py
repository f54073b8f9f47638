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


class OwnForms(FormReader):
    """Reads the forms that post to the page they stand on, not those of its rows and buttons.

    Where something is to be chosen and nothing is, the first choice is taken.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.is_elsewhere = path.partition("?")[0], False
        self.offered: dict[str, str] = {}

    def handle_starttag(self, tag, attributes) -> None:
        found = dict(attributes)
        if tag == "form":
            action = found.get("action") or ""
            self.is_elsewhere = action.partition("?")[0] not in {"", self.path}
        elif not self.is_elsewhere:
            super().handle_starttag(tag, attributes)
            is_radio = found.get("type") == "radio"
            name = self.select if tag == "option" else found.get("name") if is_radio else ""
            if name and found.get("value"):
                self.offered.setdefault(name, found["value"])

    def chosen_fields(self) -> Pairs:
        """Return what was read, and a choice of whatever offers one."""
        held = {name for name, value in self.fields if value}
        offered = {name: value for name, value in self.offered.items() if name not in held}
        return [pair for pair in self.fields if pair[0] not in offered] + [*offered.items()]

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.is_elsewhere = False
        super().handle_endtag(tag)


def open_form(browser: Browser, page: dict) -> Pairs | None:
    """Return what the page's form would post; None for a page without a form that saves."""
    if page["method"] != "get":
        return None
    answer = browser.get(page["path"])
    if answer.status != 200:
        return None
    reader = OwnForms(page["path"])
    reader.feed(answer.text)
    read = reader.chosen_fields()
    fields = [(name, value) for name, value in read if name != "csrfmiddlewaretoken"]
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
