"""Lists as offices keep them are read; what is none is refused in words."""

import zipfile
from datetime import date, time

import openpyxl
import pytest

from config.common import tabular
from config.common.tabular import Number, TableError, rows_of


def book(path, rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_in_the_encodings_of_an_office(tmp_path, encoding):
    path = written(tmp_path / "list", "氏名,よみ\r\n髙橋 ﾊﾅｺ,たかはし\r\n", encoding)

    assert list(rows_of(path)) == [(1, ["氏名", "よみ"]), (2, ["髙橋 ﾊﾅｺ", "たかはし"])]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_what_separates_the_cells_is_found(tmp_path, separator):
    path = written(tmp_path / "list", f"氏名{separator}よみ\n小樽{separator}おたる\n")

    assert [cells for _number, cells in rows_of(path)] == [["氏名", "よみ"], ["小樽", "おたる"]]


def test_a_book_gives_days_times_and_numbers_as_texts(tmp_path):
    path = book(tmp_path / "list", [[date(2026, 11, 24), time(9, 5), 901234567, 1.5, None, True]])

    (_number, cells), *_none = rows_of(path)

    assert cells == ["2026-11-24", "9:05", "901234567", "1.5", "", "○"]
    assert isinstance(cells[2], Number)


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path):
    path = book(tmp_path / "list", [["氏名"], [None], ["小樽"]])

    assert [number for number, _cells in rows_of(path)] == [1, 3]


def test_a_document_under_the_name_of_a_list_is_refused(tmp_path):
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "x")

    with pytest.raises(TableError, match="xlsx"):
        list(rows_of(path))


def test_a_book_that_unpacks_to_too_much_is_not_opened(tmp_path, monkeypatch):
    path = book(tmp_path / "list", [["氏名"] * 50] * 50)
    monkeypatch.setattr(tabular, "MOST_UNPACKED", 1_000)

    with pytest.raises(TableError, match="大きすぎ"):
        list(rows_of(path))


@pytest.mark.parametrize("content", [b"%PDF-1.7\x00\x01", b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04x"])
def test_what_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(TableError):
        list(rows_of(path))


def test_an_open_quotation_mark_is_named(tmp_path):
    path = written(tmp_path / "list", '氏名,よみ\n"小樽,おたる\n')

    with pytest.raises(TableError, match="引用符"):
        list(rows_of(path))
