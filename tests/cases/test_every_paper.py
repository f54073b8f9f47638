"""Every paper, blank and with the longest and rarest texts: whole, inside its page, as before.

The pictures of the official forms stand in `tests/plans/pages`; here each page is known by a coarse
picture of 16 by 16 points and the number of its pages. After an intended change:
`REMAKE_PAGES=1 pytest tests/cases/test_every_paper.py`, and look at the papers.
"""

import io
import json
import os
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from pypdf import PdfReader

from cases.papers import gathered, paper_named, paper_pdf, papers
from tests.cases.paper_fixtures import MAKERS
from tests.pages import pictures

KNOWN = Path(__file__).parent / "papers.json"
NOW = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
#: What depends on the order of the tests.
FIXED = {"office": "みなと相談支援センター", "ident": "利用者番号 142"}
#: Points of the coarse picture that may differ: letters of invented names.
SIDE, MOST_APART = 16, 16
#: Nothing is printed nearer to the edge than this (points: 3 mm).
EDGE = 8.5
MARK = re.compile("終[0-9]{3}")


def coarse(pdf: bytes) -> str:
    """Return the first page as light and dark points."""
    picture = pictures(pdf)[0].resize((SIDE, SIDE))
    levels = picture.tobytes()
    middle = sum(levels) / len(levels)
    bits = "".join("1" if level > middle else "0" for level in levels)
    return f"{int(bits, 2):0{SIDE * SIDE // 4}x}"


def apart(one: str, other: str) -> int:
    return bin(int(one, 16) ^ int(other, 16)).count("1")


def outside(pdf: bytes) -> list[tuple]:
    """Return the boxes of text that do not lie within their page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            if min(left, bottom) < EDGE or right > width - EDGE or top > height - EDGE:
                found.append((left, bottom, right, top))
    return found


def test_every_paper_has_its_fixtures():
    assert set(MAKERS) == {paper.key for paper in papers()}


# issue 5, ux 6.0
@pytest.mark.parametrize("is_longest", [False, True], ids=["blank", "longest"])
@pytest.mark.parametrize("key", sorted(MAKERS))
@pytest.mark.django_db
def test_a_paper_is_whole_and_looks_as_before(town, key, is_longest):
    paper = paper_named(key)
    record = MAKERS[key](town, is_longest=is_longest)
    today = date(2026, 11, 24)
    options = {}
    if paper.options:
        asked = {"since": "R8.4.1", "until": "R9.3.31", "furigana": "no"}
        options = paper.options(asked, today=today).chosen
    data = gathered(paper, record, user=town.counsellor, today=today, options=options)
    pdf = paper_pdf(paper, data | FIXED, now=NOW, by="白波 あおい")
    reader = PdfReader(io.BytesIO(pdf))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    said = json.dumps(data, ensure_ascii=False)
    lost = {mark for mark in MARK.findall(said) if mark not in text}
    assert not lost, [part for part in said.split('"') if MARK.search(part) and part[-4:] in lost]
    assert bool(MARK.search(said)) == is_longest
    assert outside(pdf) == []
    name = f"{key}-{'longest' if is_longest else 'blank'}"
    now = {"pages": len(reader.pages), "picture": coarse(pdf)}
    known = json.loads(KNOWN.read_text()) if KNOWN.exists() else {}
    if os.environ.get("REMAKE_PAGES"):
        KNOWN.write_text(json.dumps(known | {name: now}, indent=1, sort_keys=True) + "\n")
        return
    assert now["pages"] == known[name]["pages"]
    assert apart(now["picture"], known[name]["picture"]) <= MOST_APART
