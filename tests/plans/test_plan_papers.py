"""様式1-1 to 2-2 on paper: one page where it fits, nothing cut where not, kept as it was agreed."""

import io
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cases.models import Document, Guardian
from cases.papers import gathered, paper_named, paper_pdf
from config.common.pdf import PdfUnavailable
from plans import filing
from plans.models import ServiceUsePlan
from plans.papers.fit import head_of_text, line_count
from plans.papers.head import plan_head
from plans.papers.plan import plan_paper
from plans.papers.week import week_data
from plans.rules import WeekRow
from tests.cases.test_papers import (
    LONG_NAME,
    LONG_TEXT,
    RARE,
    assert_fonts_embedded,
    filed,
    path_of,
    printed,
)
from tests.factories.cases import CaseFactory, CertificateFactory
from tests.factories.documents import PaperStyleFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    DecidedServiceFactory,
    PlanNeedFactory,
    ServiceTypeFactory,
    WeekEntryFactory,
)
from tests.pages import assert_looks_as_before
from tests.plans.papers import TEXTS, blank_plan, common_plan, longest_plan

TAIL = LONG_TEXT[-15:]
PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
#: What depends on the order of the tests.
FIXED = {
    "office": "みなと相談支援センター",
    "author": "白波 あおい",
    "ident": "利用者番号 142　計画案 第2版",
}


def pdf_of(plan, kind, town):
    paper = paper_named(kind)
    data = gathered(paper, plan, user=town.counsellor, today=date(2026, 11, 24), options={})
    return pdf_of_data(kind, data)


def pdf_of_data(kind, data):
    return paper_pdf(paper_named(kind), data | FIXED, now=NOW, by="白波 あおい")


def read(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    return reader, "".join("".join(page.extract_text().split()) for page in reader.pages)


# T-02, domain 6.1, ux 6.2
def test_the_common_plan_is_one_page_in_the_order_of_the_form(town):
    pdf = pdf_of(common_plan(town), "plan", town)
    reader, text = read(pdf)
    assert len(reader.pages) == 1
    heads = ("利用者氏名", "障害支援区分", "相談支援事業者名", "利用者負担上限額", "計画作成担当者")
    heads += ("地域相談支援", "通所受給者証番号", "計画案作成日", "モニタリング期間", "署名欄")
    heads += ("希望する生活", "総合的な援助の方針", "長期目標", "短期目標", "福祉サービス等")
    places = [text.index(words) for words in heads]
    assert places == sorted(places)
    for words in ("浅井花乃", "0000001420", "区分2", "9,300円", "3か月ごと（令和8年8月から）"):
        assert words in text, words
    for words in (
        "【本人】母と",
        "（令和10年5月）",
        "就労継続支援B型週4日",
        "担当波止",
        "以下余白",
    ):
        assert words in text, words
    assert_fonts_embedded(reader)
    assert_looks_as_before(pdf, PAGES, "plan-common")


# domain 6.2, ux 6.3
def test_the_common_week_is_one_page_with_everything_on_it(town):
    pdf = pdf_of(common_plan(town), "week", town)
    reader, text = read(pdf)
    assert len(reader.pages) == 1
    for words in (
        "計画開始年月令和8年6月",
        "居宅介護（家事援助）",
        "かもめ",
        "訪問看護",
        "叔母と買物",
    ):
        assert words in text, words
    for words in (TEXTS["whole_picture"], "短期入所（ショートステイなぎ）", "薬を飲む"):
        assert words in text, words
    assert text.count("就労継続支援B型") == 4
    assert_fonts_embedded(reader)
    assert_looks_as_before(pdf, PAGES, "week-common")


# issue 5, ux 700: boxes of a municipality stand above the week and the week stays on its page
def test_a_full_week_below_boxes_is_one_page(town):
    plan = common_plan(town)
    PaperStyleFactory(office=town.office, confirm="name", confirm_on=["week", "plan"])
    reader, text = read(pdf_of(plan, "week", town))
    assert len(reader.pages) == 1
    assert "管理者" in text
    assert "（第１・第３）" in text


# ux 6.2: six rows at least, where there is room for them
@pytest.mark.parametrize(("texts", "rows"), [(1, 6), (6, 6), (14, 4)])
def test_a_short_plan_has_its_six_rows_on_one_page(town, texts, rows):
    plan = blank_plan(town, overall_policy="支える。\n" * texts)
    PlanNeedFactory(plan=plan, position=1, need="働きたい")
    reader, text = read(pdf_of(plan, "plan", town))
    assert len(reader.pages) == 1
    assert text.count("以下余白") == 1
    data = plan_paper(plan, user=None, today=date(2026, 11, 24), options={})
    assert len(data["rows"] + data["free"]) == rows


@pytest.mark.parametrize("kind", ["plan", "week"])
def test_the_blank_sheet_is_one_page(town, kind):
    pdf = pdf_of(blank_plan(town), kind, town)
    assert len(read(pdf)[0].pages) == 1
    assert_looks_as_before(pdf, PAGES, f"{kind}-blank")


def test_the_longest_plan_runs_on_and_loses_nothing(town):
    pdf = pdf_of(longest_plan(town), "plan", town)
    reader, text = read(pdf)
    assert LONG_NAME in text
    assert "保護者氏名" in text
    ends = text.count(TAIL)
    assert ends >= 8  # five texts, three needs
    for position in (1, 2, 3):
        for number in range(6):
            assert f"支援{position}-{number}終" in text
    assert text.count("量" * 10) > 15
    assert text.count(RARE.replace(" ", "")) >= 18
    assert_fonts_embedded(reader)
    assert_looks_as_before(pdf, PAGES, "plan-longest", most=1)


def test_the_longest_week_goes_on_on_another_sheet_and_loses_nothing(town):
    pdf = pdf_of(longest_plan(town), "week", town)
    reader, text = read(pdf)
    assert "別紙" in text
    for number in range(40):
        assert f"予定{number}終" + "長" * 90 in text, number
    assert text.count("人" * 100) == 40
    assert text.count(TAIL) == 3
    assert_fonts_embedded(reader)
    assert_looks_as_before(pdf, PAGES, "week-longest", most=1)


def test_the_plan_after_the_decision_has_its_own_names_and_the_decided_interval(town):
    plan = common_plan(town, stage="final", kind="child", proposed_months=None, proposed_from=None)
    plan.consented_on, plan.consented_by = date(2026, 5, 14), "浅井 母"
    plan.save()
    BenefitDecisionFactory(client=plan.client, interval_months=1, monitoring_from=date(2026, 6, 1))
    Guardian.objects.create(client=plan.client, name="浅井 母", relation="母")
    _reader, text = read(pdf_of(plan, "plan", town))
    for words in ("様式2-1", "サービス等利用計画・障害児支援利用計画", "計画作成日令和8年5月14日"):
        assert words in text, words
    for words in ("毎月（令和8年6月から）", "浅井母（母）", "氏名浅井母", "同意令和8年5月14日"):
        assert words in text, words
    assert "計画案" not in text.replace(FIXED["ident"].replace("　", "").replace(" ", ""), "")
    _reader, week = read(pdf_of(plan, "week", town))
    assert "様式2-2" in week


def test_the_level_is_the_decisions_where_the_certificate_says_none(town):
    plan = blank_plan(town, stage="final")
    CertificateFactory(client=plan.client, support_level="")
    assert plan_paper(plan, user=town.counsellor, today=NOW.date(), options={})["level"] == ""
    BenefitDecisionFactory(client=plan.client, support_level="4")
    head = plan_paper(plan, user=town.counsellor, today=NOW.date(), options={})
    assert head["level"] == "区分4"


def test_a_plan_is_opened_as_paper_from_its_page_and_filed(town, sign_in):
    plan, browser = common_plan(town), sign_in(town.counsellor)
    page = browser.get(plan.get_absolute_url()).text
    for kind in ("plan", "week"):
        assert path_of("preview", plan, kind) in page
        assert browser.get(path_of("preview", plan, kind)).status_code == 200
    _reader, text = printed(browser, path_of("print", plan, "plan"))
    assert "浅井花乃" in text
    url = filed(browser, plan, query="", kind="week")
    assert url in browser.get(plan.get_absolute_url()).text


def consent(browser, plan):
    post = {"consented_on": "R8.5.14", "consented_by": "浅井 花乃", "delivered_on": "R8.5.14"}
    path = reverse("plans:plan-consent", args=[plan.pk])
    return browser.post(path, {**post, "_version": str(plan.version)}, follow=True)


def test_what_was_agreed_is_filed_and_stays_so(town, sign_in):
    plan = common_plan(town)
    browser = sign_in(town.counsellor)
    page = consent(browser, plan)
    sheets = {document.kind: document for document in Document.objects.all()}
    assert set(sheets) == {"plan", "week"}
    assert sheets["plan"].client_id == plan.client_id
    assert sheets["plan"].data["consent"] == {"by": "浅井 花乃", "on": "令和8年5月14日"}
    assert sheets["week"].get_absolute_url() in page.text
    provider = plan.needs.first().services.first().provider
    provider.name = "名前を変えた事業所"
    provider.save()
    path = reverse("cases:document-print", args=[sheets["plan"].pk])
    _reader, text = printed(browser, path)
    assert "みなとワークス" in text
    assert "名前を変えた" not in text


def test_a_consent_stands_even_when_no_paper_can_be_made(town, sign_in, monkeypatch):
    def unavailable(*_args, **_kwargs):
        raise PdfUnavailable("Pango")

    plan = common_plan(town)
    monkeypatch.setattr(filing, "paper_pdf", unavailable)
    page = consent(sign_in(town.counsellor), plan)
    plan.refresh_from_db()
    assert plan.consented_on
    assert "帳票を保存できませんでした" in page.text
    assert not Document.objects.exists()


def test_an_entry_without_room_is_numbered_and_whole_on_the_other_sheet(town):
    plan = common_plan(town)
    long = "朝の支度と服薬の見守り、送迎の車までの付き添い、家族への引き継ぎ"
    WeekEntryFactory(plan=plan, weekdays="5", starts_at="08:00", ends_at="08:30", content=long)
    reader, text = read(pdf_of(plan, "week", town))
    assert len(reader.pages) == 2
    assert text.count("※1") == 2
    assert long in text


def test_a_long_name_stands_in_its_block_in_smaller_letters(town):
    plan = common_plan(town)
    home_help = {"content": "居宅介護", "provider_name": "ヘルパーステーションかもめ"}
    WeekEntryFactory(plan=plan, weekdays="5", starts_at="10:00", ends_at="11:30", **home_help)
    reader, text = read(pdf_of(plan, "week", town))
    assert len(reader.pages) == 1
    assert "ヘルパーステーションかもめ" in text


def test_a_name_that_needs_two_lines_is_parted_between_its_words():
    row = WeekRow("0", time(9, 30), time(15, 30), "生活介護", "障害者支援施設 緑風園", "service")
    data = week_data([row], ServiceUsePlan(), options={})
    cells = [cell for line in data["grid"] for cell in line["cells"] if cell["kind"]]
    assert cells[0]["texts"][0]["provider"] == "障害者支援施設\n緑風園"


def test_a_number_that_the_person_has_not_is_ruled_out_on_the_plan(town):
    plan = common_plan(town)
    head = plan_head(plan)
    assert (head["certificate"], head["community"], head["child"]) == ("0000001420", "―", "―")
    assert plan_head(blank_plan(town))["community"] == ""


def test_texts_are_measured_as_the_paper_sets_them():
    assert line_count("", 10) == 0
    assert line_count("漢" * 9, 9.39) == 1
    assert line_count("漢" * 10, 9.39) == 2
    assert line_count("居宅介護（家事援助）", 9.39) == 1
    assert line_count("一\n二\n", 5) == 2
    assert head_of_text("漢" * 30, 9.39, 2) == "漢" * 17 + "…"


# issue 5, domain 6.7: 受給者証写し欄
def test_the_certificate_is_written_out_page_by_page_with_a_box_for_its_copy(town, sign_in):
    case = CaseFactory(client__office=town.office)
    paper = CertificateFactory(client=case.client, number="0190000303", copayment_cap=9300)
    decision = BenefitDecisionFactory(client=case.client, certificate=paper, interval_months=3)
    for group, name in (("care", "居宅介護"), ("training", "就労継続支援B型")):
        kind = ServiceTypeFactory(law_group=group, name=name)
        DecidedServiceFactory(decision=decision, service_type=kind, amount="当該月の日数－8日")
    browser, path = sign_in(town.counsellor), path_of("preview", decision, "certificate")
    assert path in browser.get(decision.get_absolute_url()).text
    reader, text = printed(browser, path_of("print", decision, "certificate"))
    assert len(reader.pages) == 1
    told = ("0190000303", "9,300円", "介護給付費", "居宅介護", "訓練等給付費", "就労継続支援B型")
    for words in (*told, "当該月の日数－8日", "3か月ごと", "受給者証写し欄"):
        assert words in text, words
