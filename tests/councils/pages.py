"""A form page as a person uses it: open it, type, send."""

from dataclasses import dataclass
from typing import Any

from staffing.sheets.conflicts import texts_of


@dataclass
class OpenPage:
    """A page as it was opened; `send` posts what stands in it with what is typed over it."""

    browser: Any
    path: str
    form: Any
    texts: dict[str, list[str]]

    def send(self, **typed: str | list[str]):
        """Post the form."""
        return self.browser.post(self.path, {**self.texts, **typed})


def opened(browser, path: str) -> OpenPage:
    """Open a form page."""
    page = browser.get(path)
    assert page.status_code == 200
    sheet = page.context["sheet"]
    texts = texts_of(sheet.form) | {name: [value] for name, value in sheet.hidden.items()}
    return OpenPage(browser, path, sheet.form, texts)


def refilled(answer) -> dict[str, list[str]]:
    """Return what stands in the fields of a page that came back."""
    form = answer.context["sheet"].form
    return {bound.html_name: [str(bound.value())] for bound in form}
