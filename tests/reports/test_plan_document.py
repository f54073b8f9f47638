"""The file form of an annual plan: read strictly, written back the same."""

import json

import pytest

from reports.plan_document import (
    PlanDocumentError,
    parse_document,
    read_document,
    write_document,
)
from tests.reports.plan_files import FIXTURE, ORIGINAL, data_2019, plan_2019, without_notes


def refused(data) -> list[str]:
    with pytest.raises(PlanDocumentError) as caught:
        read_document(json.dumps(data, ensure_ascii=False).encode())
    return [problem.path for problem in caught.value.problems]


def changed(path: str, value):
    """The data of 2019 with one value replaced; `path` as in the messages."""
    data = data_2019()
    steps = path.replace("[", ".").replace("]", "").split(".")
    inner = data
    for step in steps[:-1]:
        inner = inner[int(step) if step.isdigit() else step]
    last = steps[-1]
    inner[int(last) if last.isdigit() else last] = value
    return data


# O-07
def test_writing_and_reading_again_gives_the_same_plan():
    plan = plan_2019()

    assert read_document(write_document(plan)) == plan


# O-07
def test_what_is_written_is_the_file_without_its_notes():
    assert json.loads(write_document(plan_2019())) == without_notes(data_2019())


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the paper itself is not in the repository")
def test_the_paper_itself_is_read_and_written_back():
    raw = ORIGINAL.read_bytes()

    assert json.loads(write_document(read_document(raw))) == without_notes(json.loads(raw))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("fiscal_year", "2019"),
        ("fiscal_year", 1019),
        ("fiscal_year", True),
        ("status", "下書き"),
        ("office", ""),
        ("office", "あ" * 10_000),
        ("title", None),
        ("service_targets.C", 367),
        ("service_targets.C", 290.5),
        ("service_targets.rows[1].B", -1),
        ("service_targets.rows[1].B", None),
        ("service_targets.rows[0].A", "317"),
        ("service_targets.rows[0].D", 15),
        ("service_targets.rows[1].A", 5),
        ("service_targets.rows[1].kind", "利用支援"),
        ("staffing.as_of", "2019-02-30"),
        ("staffing.as_of", "2019/4/1"),
        ("staffing.rows[0].員数", -1),
        ("staffing.rows[0].常勤換算", "1"),
        ("staffing.rows[0].常勤換算", 1.234),
        ("text_sections[0].items[0].mark", "あ"),
        ("text_sections[0].items[0].text", " "),
        ("text_sections[0].items[0].text", "二つの\n行"),
        ("text_sections[0].items[0].text", "制御\x00文字"),
        ("text_sections[0].items[0].colour", "red"),
        ("meetings.columns", ["会議"]),
        ("meetings.rows[0].recurrence.kind", "weekly"),
        ("meetings.rows[0].recurrence.count", 0),
        ("meetings.rows[11].recurrence.months", [6, 13]),
        ("meetings.rows[1].recurrence.interval", 5),
        ("external_trainings.rows[7].occurrences[0].end", "2019-06-01"),
        ("external_trainings.rows[7].occurrences[1].month", "2020-13"),
        ("building.floor_area_m2", 80),
        ("organisation_chart.root.posts", "相談支援専門員"),
        ("section_order", []),
    ],
)
def test_a_bad_value_is_refused_with_its_path(path, value):
    paths = refused(changed(path, value))

    assert any(found.startswith(path.split(".recurrence.months")[0]) for found in paths)


def test_every_problem_of_a_file_is_named_at_once():
    data = changed("fiscal_year", -1)
    data["staffing"]["as_of"] = "いつか"
    data["meetings"]["rows"][0]["unknown"] = 1

    paths = refused(data)

    assert paths == ["fiscal_year", "staffing.as_of", "meetings.rows[0].unknown"]


def test_notes_for_the_reader_are_ignored_everywhere():
    data = changed("service_targets.rows[0].printed", {"D": 99})
    data["comment_of_mine"] = "読み込まれない"
    data["text_sections"][0]["items"][0]["comment"] = "ここも"

    assert parse_document(data) == plan_2019()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.5, 0.9, 0.99])
def test_a_file_cut_in_the_middle_says_so_with_line_and_column(share):
    raw = FIXTURE.read_bytes()

    with pytest.raises(PlanDocumentError, match=r"\d+.*\d+") as caught:
        read_document(raw[: int(len(raw) * share)])

    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("raw", [b"[]", b"null", b"NaN", b"\xff\xfe", b"[" * 100_000, b"9" * 5000])
def test_a_file_of_another_kind_is_refused(raw):
    with pytest.raises(PlanDocumentError):
        read_document(raw)


def test_a_key_written_twice_is_refused():
    raw = FIXTURE.read_text(encoding="utf-8").replace(
        '"fiscal_year": 2019,', '"fiscal_year": 2019, "fiscal_year": 2020,'
    )

    with pytest.raises(PlanDocumentError) as caught:
        read_document(raw.encode())

    assert [problem.path for problem in caught.value.problems] == ["fiscal_year"]


# O-03
@pytest.mark.parametrize(("depth", "is_read"), [(6, True), (7, False)])
def test_six_levels_are_read_and_seven_refused(depth, is_read):
    item = {"mark": "", "text": "いちばん下"}
    for _level in range(depth - 1):
        item = {"mark": "・", "text": "上の段", "children": [item]}
    data = changed("text_sections[0].items", [item])

    if is_read:
        assert parse_document(data)
    else:
        assert refused(data) == ["text_sections[0].items[0]" + ".children[0]" * 5 + ".children"]


# O-03
@pytest.mark.parametrize(
    "mark", ["○", "〇", "■", "・", "1.", "(1)", "①", "", "例）", "◆", "⑵", "ア", "ア．"]
)
def test_the_marks_of_the_paper_are_known(mark):
    assert parse_document(changed("text_sections[0].items[0].mark", mark))


def test_names_with_rare_characters_are_kept():
    data = changed("office", "髙﨑𠮷センター😀")

    assert parse_document(data).office == "髙﨑𠮷センター😀"
