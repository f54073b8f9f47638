"""Drawings on paper: nothing runs over its circle, nothing is printed in letters below 8 pt."""

from math import sqrt

import pytest
from django.utils import timezone

from cases.drawing import CAP, CELL, LINE, _own_name, svg_size
from cases.papers.facesheet import BOX_HEIGHT, MOST, face_paper
from cases.rules.wrapping import cells
from tests.cases.test_face_paper import with_family
from tests.factories.cases import CaseFactory


@pytest.mark.parametrize(
    "name", ["佐藤 花", "長宗我部 勘解由小路", "アレクサンドラ" * 9, "あ" * 60]
)
def test_a_name_stays_inside_its_circle(name):
    radius, lines = 48.0, _own_name(name, 48.0)
    assert "".join(lines)[:4] == name[:4]
    for place, line in enumerate(lines):
        away = abs(place - (len(lines) - 1) / 2) * LINE + CAP
        if place in (0, len(lines) - 1):
            assert cells(line) * CELL <= 2 * sqrt(radius**2 - min(away, radius - 1) ** 2) + 1


@pytest.mark.parametrize("number", [3, 12, 24])
def test_a_family_too_large_to_be_read_is_printed_in_words(town, number):
    person = CaseFactory(client__office=town.office, worker=town.counsellor).client
    with_family(person, [f"妹{n}" for n in range(number)], [f"事業所{n}" for n in range(number)])
    data = face_paper(person, user=town.counsellor, today=timezone.localdate(), options={})
    for name in ("family", "ring"):
        width, height = svg_size(data[name])
        assert max(width, height) <= MOST
        assert bool(data[name]) != bool(data[f"{name}_rows"])
        assert data["is_wide"] or height <= BOX_HEIGHT
    assert len(data["family_rows"]) in (0, number)
    assert (number < 24) or data["family_rows"]
