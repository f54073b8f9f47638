"""docs/requirements.md tells the truth: a row that works names tests that carry its ID."""

import re

import pytest

from tests.test_architecture import ROOT

PAGE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"^\| ([OCTSK]-\d\d) \|[^|]*\| (works|part|not yet) \|([^|]*)\|", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_every_requirement_has_its_row():
    assert len(ROWS) == len({row[0] for row in ROWS}) == 68


@pytest.mark.parametrize(
    ("key", "files"), [(key, files) for key, s, files in ROWS if s != "not yet"]
)
def test_what_works_is_shown_by_a_test(key, files):
    named = [name.strip() for name in files.split(",") if name.strip()]
    assert named
    paths = [found for name in named for found in (ROOT / "tests").rglob(name.split("/")[-1])]
    assert len(paths) >= len(named)
    assert any(f"# {key}" in path.read_text(encoding="utf-8") for path in paths)
