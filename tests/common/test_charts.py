"""Charts as SVG: the figures must land where the scale says, and nothing needs inline style."""

import re
from xml.etree import ElementTree

import pytest

from config.common import charts


def bars(svg: str, css: str) -> list[tuple[float, float]]:
    """Return (x, width) of every rectangle of a class."""
    root = ElementTree.fromstring(svg)
    found = root.iter("rect")
    return [(float(r.get("x")), float(r.get("width"))) for r in found if r.get("class") == css]


def test_a_caseload_is_drawn_on_the_common_scale():
    svg = charts.caseload_bar(36, 5, 39.8, label="早川 41件", top=60)

    assert bars(svg, "c1") == [(0.0, 252.0)]
    assert bars(svg, "c2") == [(252.0, 35.0)]
    assert bars(svg, "c-frame") == [(245.0, 42.0)]
    assert 'aria-label="早川 41件"' in svg


def test_a_caseload_within_the_standard_has_no_excess():
    assert bars(charts.caseload_bar(29, 4, 32.5, label="水野"), "c-frame") == []


def test_a_figure_beyond_the_scale_stops_at_its_end():
    assert bars(charts.caseload_bar(90, 0, 80, label="x", top=60), "c1") == [(0.0, 420.0)]


@pytest.mark.parametrize(("values", "top"), [([], 60), ([41], 60), ([60], 60), ([61.5], 70)])
def test_the_scale_ends_at_a_round_number(values, top):
    assert charts.scale_top(values) == top


@pytest.mark.parametrize(
    "svg",
    [
        charts.caseload_bar(36, 5, 39.8, label='<"&'),
        charts.caseload_axis("標準 35", "取扱 40"),
        charts.limit_bar(52, limit=35, top=50, label="x", limit_label="標準35"),
        charts.month_bars([31, 38, 0], ["12月", "1", "2"], limit=35, label="x"),
        charts.month_bars([], [], limit=35, label="x"),
    ],
)
def test_a_chart_is_well_formed_and_free_of_inline_style(svg):
    ElementTree.fromstring(svg)
    assert not re.search(r"style=|<script|on\w+=", svg)
