"""The design system keeps its promises: contrast, weight, no inline code, nothing from outside."""

import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static/css/app.css").read_text()
DARK = (ROOT / "static/css/dark.css").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCREENS = [path for path in TEMPLATES if "print" not in path.parts]
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))

TEXT_PAIRS = [
    *[(text, bg) for text in ("text", "text-2", "text-3") for bg in ("bg", "bg-sunken", "bg-soft")],
    *[(tone, f"{tone}-bg") for tone in ("danger", "warn", "caution", "ok", "info")],
    *[(tone, "bg") for tone in ("danger", "warn", "caution", "ok", "info", "primary")],
    *[("primary", bg) for bg in ("sel", "bg-sunken")],
    ("text", "bg-head"),
    ("text", "sel"),
    ("on-primary", "primary"),
    ("on-bar", "bar"),
]


def tokens(*sheets: str) -> dict[str, str]:
    """Return the colours of :root, later sheets over earlier ones."""
    found = {}
    for sheet in sheets:
        found |= dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", sheet))
    return found


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [tokens(CSS), tokens(CSS, DARK)], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [tokens(CSS), tokens(CSS, DARK)], ids=["light", "dark"])
def test_edges_of_controls_stand_out(theme):
    assert contrast(theme["border-strong"], theme["bg"]) >= 3


def weight(*paths: Path) -> int:
    """Return what a browser loads, compressed as the server sends it."""
    return sum(len(brotli.compress(path.read_bytes())) for path in paths)


def test_styles_and_scripts_stay_light():
    frame = (ROOT / "templates/base.html").read_text()
    everywhere = [path for path in SCRIPTS if f"js/{path.name}" in frame]

    assert weight(*everywhere) <= 12 * 1024
    assert all(weight(path) <= 3 * 1024 for path in SCRIPTS)
    assert weight(ROOT / "static/css/app.css") <= 7 * 1024


def test_no_text_on_the_screen_is_smaller_than_14_pixels():
    sizes = re.findall(r"--f-\w+:([\d.]+)rem", CSS)

    assert sizes
    assert min(map(float, sizes)) >= 0.875


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_inline_code_and_takes_nothing_from_outside(path):
    text = path.read_text()

    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|<style|hx-on", text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text)


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_explains_instead_of_disabling(path):
    text = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text())

    assert not re.search(r"\splaceholder=|\sdisabled(?=[\s>=])", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_is_short_enough_to_read(path):
    assert len(path.read_text().splitlines()) <= 120


def test_scripts_keep_nothing_in_the_browser_and_evaluate_nothing():
    for path in SCRIPTS:
        assert not re.search(r"localStorage|sessionStorage|\beval\(|new Function", path.read_text())
