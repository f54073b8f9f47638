"""What a person does at the screen, in the words on it."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from config.demo.town import PASSWORD

PAPERS = Path(__file__).parents[2] / "test-artifacts" / "screens" / "papers"


def typed(day: date) -> str:
    """Return a day as people type it: R8.11.24."""
    return f"R{day.year - 2018}.{day.month}.{day.day}"


def typed_month(day: date) -> str:
    """Return a month as people type it: R8.11."""
    return f"R{day.year - 2018}.{day.month}"


@dataclass
class Person:
    """Somebody at a browser: signs in, uses the menu, clicks and types what the page calls so."""

    page: Page
    home: str
    picture: Callable[..., None]

    def sign_in(self, login_id: str) -> None:
        """Enter by the login page."""
        self.page.goto(self.home)
        self.page.get_by_label("職員ID").fill(login_id)
        self.page.get_by_label("パスワード").fill(PASSWORD)
        self.page.get_by_role("button", name="ログイン").click()
        expect(self.page.locator("h1")).to_have_text("今日のしごと")

    def sign_out(self) -> None:
        """Leave by the menu under one's name."""
        self.page.locator("details.menu:not(.office-switch) summary").click()
        self.page.get_by_role("button", name="ログアウト").click()
        expect(self.page.locator("h1")).to_have_text("ログイン")

    def go(self, name: str, heading: str = "") -> None:
        """Take an entry of the menu at the left."""
        self.page.locator(".sidenav").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("h1")).to_contain_text(heading or name)

    def open_quick_log(self) -> Locator:
        """Open かんたん記録 by its key; return the panel."""
        self.page.wait_for_load_state()
        self.page.keyboard.press("Alt+n")
        drawer = self.page.locator("#drawer")
        expect(self.field("内容", within=drawer)).to_be_visible()
        return drawer

    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.locator("#main")

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Click a link by its words."""
        (within or self.main()).get_by_role("link", name=name).first.click()

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button by its words."""
        (within or self.main()).get_by_role("button", name=name).first.click()

    def field(self, label: str, *, within: Locator | None = None) -> Locator:
        """The field of that name, whether it is required or not."""
        name = re.compile(rf"^\s*{re.escape(label)}\s*(※必須)?\s*$")
        return (within or self.main()).get_by_label(name).first

    def fill(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Type into the field of that name."""
        self.field(label, within=within).fill(text)

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Choose from a list by the words in it."""
        field = self.field(label, within=within)
        found = field.locator("option", has_text=option).first
        field.select_option(value=found.get_attribute("value"))

    def sees(self, *texts: str) -> None:
        """Read these words on the page."""
        for text in texts:
            expect(self.main()).to_contain_text(text)

    def paper(self, link: str, name: str) -> str:
        """Open a PDF by its link; keep it and its pages as pictures; return its text."""
        target = self.main().get_by_role("link", name=link).first
        answer = self.page.request.get(target.evaluate("link => link.href"))
        assert answer.ok
        assert answer.headers["content-type"] == "application/pdf"
        PAPERS.mkdir(parents=True, exist_ok=True)
        file = PAPERS / f"{name}.pdf"
        file.write_bytes(answer.body())
        if painter := shutil.which("pdftoppm"):
            picture = ["-r", "80", "-png", str(file), str(PAPERS / name)]
            subprocess.run([painter, *picture], check=True)
        pages = PdfReader(io.BytesIO(answer.body())).pages
        return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
