"""Nested text as people type it."""

import pytest

from reports.plan_rows import flattened, nested
from reports.rules.outline import outline_problems, outline_text, read_outline
from tests.reports.plan_files import plan_2019


# O-03
@pytest.mark.parametrize("section", plan_2019().text_sections, ids=lambda section: section.title)
def test_a_section_survives_the_way_through_the_editor(section):
    lines = flattened(section.items)

    again = read_outline(outline_text(lines), known=lines)

    assert again == lines
    assert nested(again) == section.items


# O-03
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("○支援姿勢", (1, "○", "支援姿勢")),
        ("　　・話を聴く", (3, "・", "話を聴く")),
        ("\t(1)受付", (2, "(1)", "受付")),
        ("  1. 連携", (2, "1.", "連携")),
        ("　①体制", (2, "①", "体制")),
        ("例）大型連休", (1, "例）", "大型連休")),
        ("◆重点目標", (1, "◆", "重点目標")),
        ("　⑵　地域移行", (2, "⑵", "地域移行")),
        ("Ⅲ．権利擁護", (1, "Ⅲ．", "権利擁護")),
        ("（ア）面談", (1, "（ア）", "面談")),
        ("(10) 健康診断", (1, "(10)", "健康診断")),
        ("10日間の連休", (1, "", "10日間の連休")),
        ("1.5倍に増やす", (1, "", "1.5倍に増やす")),
    ],
)
def test_level_and_mark_are_read_from_the_line(line, expected):
    assert read_outline(line) == [expected]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("○一\n　・二", []),
        ("　・はじめから二段目", ["jump"]),
        ("○一\n　　・三段目", ["jump"]),
        ("\n".join("　" * level + "・" + "段" for level in range(7)), ["too-deep"]),
        ("○", ["empty"]),
        ("○" + "あ" * 4001, ["long"]),
    ],
)
def test_what_cannot_be_printed_is_named(text, codes):
    assert [problem.code for problem in outline_problems(read_outline(text))] == codes
