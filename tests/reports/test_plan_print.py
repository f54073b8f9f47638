"""The printed annual plan: sections in the paper's order, every figure, real text, own fonts."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.chart_layout import WIDTH, layout
from reports.plan_document import APPROVED_STATUS, BuildingRow, ChartBox, OutlineItem
from reports.plan_pdf import document_pdf
from reports.plan_print import aligned_job, head_lines, name_lines, printed_plan, printed_title
from tests.reports.plan_files import plan_2019

NOW = datetime(2019, 3, 25, 1, 30, tzinfo=UTC)
ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"


@pytest.fixture(scope="module")
def pdf():
    raw = document_pdf(plan_2019(), edition=1, now=NOW, by="大槻 恵子")
    ARTIFACTS.mkdir(exist_ok=True)
    (ARTIFACTS / "annual-plan-2019.pdf").write_bytes(raw)
    return PdfReader(io.BytesIO(raw))


@pytest.fixture(scope="module")
def text(pdf):
    """The text of all pages without blanks, as a person would copy it."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))


# O-07
def test_the_sections_stand_in_the_order_of_the_paper(text):
    headings = [
        "施設・事業所名",
        "実施する福祉サービスなど",
        "一般相談支援/特定相談支援/障害児相談支援",
        "職員体制(2019年4月1日)",
        "重点推進目標(3点)",
        "地域全体で支える体制づくり",
        "広域相談支援事業",
        "支援体制図",
        "会議・委員会等の開催計画",
        "研修計画(施設・事業所内研修)",
        "研修計画(外部研修)",
        "権利擁護の推進方針",
        "コミュニケーション面談実施計画",
        "職員健康診断実施計画",
        "施設・事業所の構造",
    ]

    places = [text.index(heading) for heading in headings]

    assert places == sorted(places)


# O-01
def test_the_target_table_is_printed_with_all_its_figures(text):
    figures = (
        "317人191人290日15人2.5人継続支援579人48人8人児童相談利用支援36人28人2人0.3人"
        "継続支援46人3人0.5人地域相談利用支援1人0人0人0人継続支援2人1人0.1人"
        "基本相談（登録外）196人16人2.6人合計354人1042人290日85人14.1人"
    )

    assert figures in text.replace("(登録外)", "（登録外）")


# O-02
def test_the_staff_table_is_printed_with_its_total(text):
    assert "管理者１１1一般/特定" in text
    assert "相談支援専門員４３１4" in text
    assert "合計６４２6" in text


# O-04
def test_the_chart_is_printed_as_text(text):
    assert "【管理者】相談支援専門員" in text
    assert "【係長】相談支援専門員" in text


# O-05 O-06
def test_meetings_and_trainings_are_printed(text):
    assert "全国障がい児者相談支援連絡会年２回６月・翌年１月管理者（１月は係長）" in text
    assert "なぎさミニ研修５月～翌年３月" in text
    assert "19.6.24～25" in text


# O-03
def test_every_paragraph_is_printed(text):
    def words(items):
        for item in items:
            yield item.mark + item.text
            yield from words(item.children)

    for section in plan_2019().text_sections:
        for words_of_item in words(section.items):
            plain = re.sub(r"\s+", "", words_of_item)
            assert _without_margins(plain[:25]) in _without_margins(text)


def _without_margins(text):
    """Brackets and tildes have two widths; a paragraph may also run over the end of a page."""
    return text.translate(str.maketrans("（）", "()"))


# O-07
def test_the_paper_is_a4_with_embedded_fonts(pdf):
    boxes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
    fonts = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in pdf.pages
        for font in (f.get_object() for f in page["/Resources"]["/Font"].values())
    ]

    assert boxes == {(595, 842)}
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


# O-07
def test_the_pdf_is_tagged_and_names_its_language(pdf):
    catalogue = pdf.trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "ja"
    assert pdf.metadata.title == "2019年度事業計画(案) 潮見地域障がい者相談支援センターなぎさ"


def test_every_page_names_office_version_and_print(pdf):
    for number, page in enumerate(pdf.pages, start=1):
        words = re.sub(r"\s+", "", page.extract_text())
        assert f"{number}/{len(pdf.pages)}" in words
        assert "事業計画2019年度第1版" in words
        assert "出力2019年3月25日10:30大槻恵子" in words


def test_rare_characters_and_emoji_are_printed():
    plan = replace(plan_2019(), office="髙﨑𠮷センター😀")

    raw = document_pdf(plan, edition=1, now=NOW, by="")

    assert "髙﨑𠮷センター" in PdfReader(io.BytesIO(raw)).pages[0].extract_text()


def test_markup_in_a_text_is_printed_as_it_is():
    plan = replace(plan_2019(), office="<img src='file:///etc/passwd'>&amp;")

    raw = document_pdf(plan, edition=1, now=NOW, by="")

    assert "&amp;" in PdfReader(io.BytesIO(raw)).pages[0].extract_text()


# O-07
def test_the_draft_mark_goes_with_the_approval():
    draft = plan_2019()
    approved = replace(draft, status=APPROVED_STATUS)

    assert printed_title(draft) == "2019年度事業計画(案)"
    assert printed_title(approved) == "2019年度事業計画"
    assert printed_title(replace(approved, title="2019年度事業計画")) == "2019年度事業計画"
    assert printed_title(replace(draft, title="2019年度事業計画")) == "2019年度事業計画(案)"


# O-03
def test_an_area_is_printed_in_its_empty_row_and_a_written_row_stays():
    plan = plan_2019()
    rows = (BuildingRow("延べ面積", ()), BuildingRow("敷地面積", ("約90坪",)))
    building = replace(
        plan.building, rows=rows, floor_area=Decimal("123.50"), site_area=Decimal(300)
    )

    printed = printed_plan(replace(plan, building=building), version=1, stamp="").sections

    body = next(section.body for section in printed if section.kind == "building")
    assert [row.lines for row in body] == [("123.5㎡",), ("約90坪",)]


def test_every_section_of_the_document_is_printed_once():
    sections = printed_plan(plan_2019(), version=1, stamp="").sections

    assert len(sections) == len(plan_2019().section_order)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("幹事会", ["幹事会"]),
        ("医療的ケア児等コーディネーター養成研修", ["医療的ケア児等コーディネーター養成研修"]),
        (
            "強度行動障害支援者養成研修（基礎研修・実践研修）",
            ["強度行動障害支援者養成研修", "（基礎研修・実践研修）"],
        ),
        (
            "全国障がい児者相談支援連絡会コーディネーター研修会",
            ["全国障がい児者相談支援連絡会", "コーディネーター研修会"],
        ),
    ],
)
def test_a_long_name_breaks_at_a_word(name, lines):
    assert name_lines(name) == lines


def test_column_heads_break_where_the_paper_does():
    assert head_lines("実利用目標(年間延人数)") == ["実利用目標", "(年間延人数)"]
    assert head_lines("月平均の利用数 B/12か月") == ["月平均の", "利用数", "B/12か月"]


@pytest.mark.parametrize(
    ("mark", "css"),
    [
        ("◆", "ol"),
        ("⑵", "ol"),
        ("(1)", "ol ol-w"),
        ("12)", "ol ol-x"),
        ("例）", "ol ol-w"),
        ("(10)", "ol ol-y"),
        ("（ア）", "ol ol-x"),
    ],
)
def test_an_indent_is_as_wide_as_its_mark(mark, css):
    plan = plan_2019()
    item = OutlineItem(mark=mark, text="面談の記録を残す。", children=())
    sections = (replace(plan.text_sections[0], items=(item,)), *plan.text_sections[1:])

    printed = printed_plan(replace(plan, text_sections=sections), version=1, stamp="").sections

    heading = sections[0].title
    assert next(part for part in printed if part.heading == heading).body[0].css == css


def test_a_job_stands_under_the_same_job_above():
    assert aligned_job("相談支援専門員", "係長 相談支援専門員") == "　　　相談支援専門員"
    assert aligned_job("事務員", "係長 相談支援専門員") == "事務員"


# O-04
@pytest.mark.parametrize("number", [1, 4, 9, 12, 30])
def test_the_chart_stays_inside_its_frame_however_many_posts(number):
    leaves = tuple(ChartBox("", ("相談支援専門員",)) for _count in range(number))

    chart = layout(ChartBox("【管理者】", ("相談支援専門員",), leaves))

    for box in chart.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= chart.height
        assert all(box.y < line.y < box.y + box.height for line in box.lines)
