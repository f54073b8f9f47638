"""Excel files: texts stay texts, days are days, and the conditions stand beside the rows."""

import zipfile
from datetime import UTC, date, datetime

import pytest

from config.common.xlsx import CELL_LENGTH, Column, file_name, write_book
from tests.books import cells, formulas

COLUMNS = [Column("日付"), Column("本文", 40), Column("分")]


@pytest.fixture
def book(tmp_path):
    def make(*rows, title="支援記録", conditions=(("期間", "R8.11.1～R8.11.30"),)):
        path = tmp_path / "list.xlsx"
        write_book(path, title=title, columns=COLUMNS, rows=rows, conditions=conditions)
        return path

    return make


def test_days_moments_and_numbers_are_no_texts(book):
    moment = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    made = book([date(2026, 11, 24), "訪問", 90], [moment, None, 0])
    assert cells(made, 1) == [
        ["日付", "本文", "分"],
        [date(2026, 11, 24), "訪問", 90],
        [datetime(2026, 11, 24, 0, 30), None, 0],
    ]


# G12
@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-2", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("x")']
)
def test_nothing_typed_becomes_a_formula(book, text):
    made = book([None, text, None])
    assert cells(made, 1)[1][1] == text
    assert formulas(made) == []


def test_what_xml_cannot_hold_is_left_out_and_rare_letters_stay(book):
    made = book([None, "﨑\x00𠮷\x0b髙\ud800🙂\n次の行", None])
    assert cells(made, 1)[1][1] == "﨑𠮷髙🙂\n次の行"


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis(book):
    written = cells(book([None, "あ" * (CELL_LENGTH + 5), None]), 1)[1][1]
    assert (len(written), written[-1]) == (CELL_LENGTH, "…")


def test_the_conditions_stand_on_the_second_sheet(book):
    assert cells(book(), 2) == [["期間", "R8.11.1～R8.11.30"]]


def test_heads_stay_in_sight_and_on_every_page(book):
    made = book([None, "a", 1], title="会議/一覧 & [案]")
    with zipfile.ZipFile(made) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        names = packed.read("xl/workbook.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert 'orientation="landscape"' in sheet
    assert "会議一覧 &amp; 案" in names
    assert "Print_Titles" in names


def test_the_file_is_named_after_its_list_and_day():
    assert file_name("支援記録", date(2026, 11, 3)) == "支援記録_20261103.xlsx"
