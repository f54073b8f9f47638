"""Lines of a paper that begin with a mark: their further lines stand below the words."""

import pytest

from config.common.marks import hang_ems, hung
from plans.papers.fit import line_count


@pytest.mark.parametrize(
    ("line", "ems"),
    [
        ("・買物は平日に行く", 0.5),
        ("◆金銭管理", 1.0),
        ("⑵　服薬は朝と夕", 1.75),
        ("　・月に一回", 1.25),
        ("(1) 通院の付添い", 2.0),
        ("本人の希望", 0.0),
        ("10日間の連休", 0.0),
    ],
)
def test_the_further_lines_are_indented_by_the_mark(line, ems):
    assert hang_ems(line) == ems


def test_an_item_is_a_block_and_other_lines_stay_lines():
    text = "きょうの様子。\n二行目。\n・買物は平日の午後に行くことにした。\n\n終わり<b>"

    assert hung(text) == (
        "きょうの様子。<br>二行目。"
        '<span class="hang g2">・買物は平日の午後に行くことにした。</span>'
        "\u200b<br>終わり&lt;b&gt;"
    )


def test_a_text_without_marks_is_as_before():
    assert hung("一行目\n二行目") == "一行目<br>二行目"
    assert hung("・短い\n・項目") == "・短い<br>・項目"
    assert hung("") == ""


def test_the_first_line_goes_on_beside_what_stands_before_it():
    text = "・朝は六時半に目が覚める。\n担当は続ける。\n・昼は自分で食事を作る。"

    assert hung(text, "in") == (
        "・朝は六時半に目が覚める。"
        '<span class="hang g0">担当は続ける。</span>'
        '<span class="hang g2">・昼は自分で食事を作る。</span>'
    )


def test_an_item_needs_a_line_more_where_its_indent_takes_the_room():
    words = "あ" * 20

    assert line_count(words, 10.2) == 2
    assert line_count(f"◆{words[1:]}", 10.2) == 3
