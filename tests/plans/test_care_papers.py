"""会議録 and 案内状 on paper: one page where it fits, nothing cut where not.  # T-05, ux 6.5"""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from cases.papers import gathered, paper_named, paper_pdf
from tests.cases.test_papers import LONG_NAME, LONG_TEXT, RARE, assert_fonts_embedded
from tests.factories.care import (
    CareMeetingFactory,
    MeetingConclusionFactory,
    MeetingItemFactory,
    MeetingPersonFactory,
)
from tests.factories.cases import CaseFactory
from tests.pages import assert_looks_as_before
from tests.plans.test_plan_papers import read

TAIL = LONG_TEXT[-15:]
PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
#: What depends on the order of the tests.
FIXED = {
    "office": "みなと相談支援センター",
    "author": "白波 あおい",
    "writer": "白波 あおい",
    "ident": "利用者番号 142",
}
HEADS = (
    "利用者氏名",
    "開催日時",
    "会議出席者",
    "本人・家族の出席",
    "欠席者への照会",
    "開催の目的",
    "検討した項目",
    "検討内容",
    "結論",
    "残された課題",
    "記録の確認",
)


def blank_meeting(town, **values):
    case = CaseFactory(client__office=town.office, client__name="海野 そら", worker=town.counsellor)
    return CareMeetingFactory(case=case, held_on=date(2026, 5, 27), **values)


def common_meeting(town):
    """Nine seats, an opinion of who was absent, four items."""
    meeting = blank_meeting(
        town,
        final=True,
        number=3,
        starts_at=time(13, 30),
        ends_at=time(14, 40),
        place="みなとワークス 相談室",
        is_for_draft=True,
        remaining="母の体調が変わったときの支援は、次のモニタリングで検討する。",
        next_note="令和8年11月下旬",
        agreement="読み上げて確かめ、「これでやってみたい」との返事を得た。",
    )
    seat = {"meeting": meeting, "presence": "present", "organisation": ""}
    MeetingPersonFactory(**seat, seat="self", role="本人", name="海野 そら")
    MeetingPersonFactory(**seat, seat="family", role="母", name="海野 なぎさ")
    for number in range(6):
        body = f"みなとワークス{number}"
        MeetingPersonFactory(
            **seat | {"organisation": body}, role="サービス管理責任者", name=f"波止 ひかる{number}"
        )
    MeetingPersonFactory(
        meeting=meeting,
        seat="supporter",
        organisation="みさき台こころのクリニック",
        role="主治医",
        name="",
        presence="absent",
        asked_on=date(2026, 5, 20),
        asked_how="phone",
        opinion="現在の処方で安定。作業時間を延ばす場合は、睡眠の記録を見てから判断してほしい。",
    )
    for number in range(1, 5):
        MeetingItemFactory(
            meeting=meeting,
            title=f"検討する項目の{number}番目",
            discussion="本人から「週４日なら続けられる。水曜は休みたい」と話があった。" * 2,
        )
        MeetingConclusionFactory(
            meeting=meeting, who="かもめ", text="家事援助を始める", due_on=date(2026, 6, 3)
        )
    return meeting


def pdf_of(meeting, kind, town, **fixed):
    paper = paper_named(kind)
    data = gathered(paper, meeting, user=town.counsellor, today=date(2026, 11, 24), options={})
    return paper_pdf(paper, data | FIXED | fixed, now=NOW, by="白波 あおい")


def test_the_common_minutes_are_one_page_in_the_order_of_the_form(town):
    pdf = pdf_of(common_meeting(town), "coordination-minutes", town, written="令和8年5月28日")
    reader, text = read(pdf)
    assert len(reader.pages) == 1
    places = [text.index(head) for head in HEADS]
    assert places == sorted(places)
    for words in (
        "海野そら様",
        "第3回",
        "13:30～14:40",
        "続柄母",
        "照会日：令和8年5月20日（電話）",
    ):
        assert words in text, words
    for words in ("かもめ家事援助を始める（令和8年6月3日まで）", "次回：令和8年11月下旬"):
        assert words in text, words
    assert "（案）" not in text
    assert_fonts_embedded(reader)
    assert_looks_as_before(pdf, PAGES, "minutes-common")


def test_blank_minutes_are_one_page_to_be_filled_in_by_hand(town):
    pdf = pdf_of(blank_meeting(town), "coordination-minutes", town, author="", writer="")
    reader, text = read(pdf)
    assert len(reader.pages) == 1
    assert "（案）" in text
    assert_looks_as_before(pdf, PAGES, "minutes-blank")


def test_the_longest_minutes_run_on_and_lose_nothing(town):
    long = dict.fromkeys(("own_words", "roles", "agreement", "remaining"), LONG_TEXT)
    meeting = blank_meeting(
        town, final=True, place="場" * 99 + "終", purpose_note="目" * 99 + "終", **long
    )
    meeting.client.name = LONG_NAME
    meeting.client.save()
    for number in range(1, 31):
        MeetingPersonFactory(
            meeting=meeting,
            organisation=f"事業所{number}終" + "所" * 90,
            role="職" * 60,
            name=f"{RARE}{number}終"[:60],
            presence="video" if number % 2 else "absent",
            absence_reason="都" * 100,
            asked_on=date(2026, 5, 20),
            opinion=f"意見{number}。" + "見" * 300 + "終",
        )
    for number in range(1, 11):
        MeetingItemFactory(
            meeting=meeting, title=f"項目{number}" + "目" * 190, discussion=LONG_TEXT
        )
        MeetingConclusionFactory(meeting=meeting, who="人" * 60, text=f"結論{number}" + "決" * 190)
    reader, text = read(pdf_of(meeting, "coordination-minutes", town))
    assert len(reader.pages) > 3
    assert text.count(TAIL) == 14
    for number in range(1, 31):
        assert f"意見{number}。" in text, number
    for number in range(1, 11):
        assert f"項目{number}目" in text, number
        assert f"結論{number}決" in text, number
    # A page may end amid a text.
    assert text.count("決") == 1900
    assert text.count("見") >= 30 * 301
    assert LONG_NAME.replace(" ", "") in text
    assert_fonts_embedded(reader)


def test_a_providers_meeting_has_its_own_heading(town):
    meeting = blank_meeting(town, kind="support", provider_name="みなとワークス", final=True)
    _reader, text = read(pdf_of(meeting, "support-minutes", town))
    assert "個別支援会議出席記録" in text
    assert "主催みなとワークス" in text
    assert "開催の目的" not in text


def test_everybody_who_is_asked_gets_a_letter_of_one_page(town):
    meeting = common_meeting(town)
    meeting.message = "駐車場は正面にあります。"
    meeting.save()
    MeetingPersonFactory(meeting=meeting, seat="office", name="白波 あおい")
    fixed = {"postal": "〒047-0000", "address": "みなと市1-2-3", "phone": "0134-00-0101"}
    pdf = pdf_of(meeting, "meeting-invitation", town, **fixed, worker="白波 あおい")
    reader, _text = read(pdf)
    assert len(reader.pages) == 9
    pages = ["".join(page.extract_text().split()) for page in reader.pages]
    assert "海野そら様" in pages[0]
    assert "お考えを聞かせてください" in pages[0]
    assert "みさき台こころのクリニック御中" in pages[8]
    assert all("駐車場は正面" in page and "出席します" in page for page in pages)
    assert all("サービス等利用計画案の検討" in page for page in pages)
    assert_fonts_embedded(reader)
    assert_looks_as_before(pdf, PAGES, "invitation", most=1)
