"""Minutes: written in one page, saved once, final, printed."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from councils.models import Meeting
from staffing.models import AuditEntry, Draft, Notice
from tests.councils.pages import opened, refilled
from tests.factories.councils import (
    ActionItemFactory,
    AgendaItemFactory,
    AttendanceFactory,
    CouncilFactory,
    MeetingFactory,
    RecurrenceFactory,
)

TYPED = {
    "starts_at": "1330",
    "ends_at": "15:00",
    "agenda-0-title": "夜間の相談",
    "agenda-0-discussion": "灘：電話が増えている。",
    "agenda-0-decision": "表を作る。",
    "action_items-0-text": "連絡先の表を作る",
    "action_items-0-owner_name": "早川",
    "action_items-0-due_on": "R8.7.1",
    "action_items-0-item_number": "1",
    "remaining": "休日の当番",
}


@pytest.fixture
def meeting(town):
    found = MeetingFactory(body__office=town.office, number=3)
    AttendanceFactory(meeting=found, name="髙﨑 𠮷男", organisation="家族会")
    return found


def at(name, meeting):
    return reverse(f"councils:{name}", args=[meeting.pk])


# S32
def test_minutes_are_written_on_one_page(town, sign_in, meeting):
    answer = opened(sign_in(town.counsellor), at("minutes-edit", meeting)).send(**TYPED)
    assert answer.url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert meeting.state == "minutes"
    assert meeting.agenda.get().decision.text == "表を作る。"
    assert meeting.action_items.get().due_on == date(2026, 7, 1)
    assert meeting.attendances.get().name == "髙﨑 𠮷男"
    shown = sign_in(town.clerk).get(answer.url).content.decode()
    assert all(text in shown for text in ("夜間の相談", "表を作る。", "早川", "休日の当番"))


def test_what_is_typed_is_kept_as_a_draft(town, sign_in, meeting):
    browser = sign_in(town.counsellor)
    page = opened(browser, at("minutes-edit", meeting))
    unfinished = {**page.texts, "agenda-0-title": "夜間の", "held_on": "R8.13"}
    browser.post(reverse("staffing:draft-save"), unfinished)
    assert Draft.objects.get().user == town.counsellor
    again = browser.get(page.path)
    assert again.context["sheet"].resumed
    assert "夜間の" in again.content.decode()
    assert meeting.agenda.count() == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"held_on": "R8.6.31"}, "6月"),
        ({"ends_at": "13:00"}, "終了が開始"),
        ({"next_on": "R8.6.1"}, "後の日"),
        ({"openness": "closed"}, "非公開の理由"),
        ({"action_items-0-item_number": "2"}, "議題"),
        ({"agenda-0-title": ""}, "議題"),
        ({"agenda-0-title": "あ" * 10_000}, "200"),
        ({"action_items-0-due_on": "きのうの次"}, "日付"),
        ({"observers": "たくさん"}, "整数"),
    ],
)
def test_bad_input_writes_nothing_and_stays_typed(town, sign_in, meeting, typed, words):
    page = opened(sign_in(town.counsellor), at("minutes-edit", meeting))
    answer = page.send(**{**TYPED, **typed})
    assert answer.status_code == 422
    assert words in "".join(message for _id, message in answer.context["sheet"].errors_list)
    assert refilled(answer)["remaining"] == ["休日の当番"]
    assert Meeting.objects.get().state == "planned"


def test_two_writers_of_different_parts_lose_nothing(town, sign_in, meeting):
    first = opened(sign_in(town.lead), at("minutes-edit", meeting))
    first.send(**TYPED)
    second = opened(sign_in(town.counsellor), at("minutes-edit", meeting))
    opened(sign_in(town.lead), at("minutes-edit", meeting)).send(place="公民館")
    sign_in(town.counsellor)
    assert second.send(remaining="別の課題").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.remaining) == ("公民館", "別の課題")
    assert meeting.agenda.count() == 1


def test_two_writers_of_one_field_are_shown_both_texts(town, sign_in, meeting):
    browser = sign_in(town.counsellor)
    first, second = (opened(browser, at("minutes-edit", meeting)) for _ in range(2))
    first.send(remaining="休日の当番")
    answer = second.send(remaining="夜間の当番")
    assert answer.status_code == 409
    assert all(text in answer.content.decode() for text in ("休日の当番", "夜間の当番"))


def test_final_minutes_stay_as_they_are(town, sign_in, meeting):
    browser = sign_in(town.lead)
    page = opened(browser, at("minutes-edit", meeting))
    page.send(**TYPED)
    late = opened(browser, at("minutes-edit", meeting))
    ask = browser.get(at("minutes-finish", meeting))
    browser.post(at("minutes-finish", meeting), {"version": ask.context["meeting"].version})
    meeting.refresh_from_db()
    assert meeting.state == "finished"
    assert meeting.finished_by == town.lead
    answer = late.send(remaining="後から")
    assert answer.status_code == 422
    assert refilled(answer)["remaining"] == ["後から"]
    assert browser.get(at("minutes-edit", meeting)).url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert meeting.remaining == "休日の当番"


def test_a_second_click_on_final_does_no_harm(town, sign_in):
    meeting = MeetingFactory(body__office=town.office, written=True, minutes=True)
    AttendanceFactory(meeting=meeting, user=town.lead, name=town.lead.name)
    browser = sign_in(town.manager)
    for _ in range(2):
        browser.post(at("minutes-finish", meeting), {"version": "1"})
    assert AuditEntry.objects.filter(verb="minutes.finished").count() == 1
    assert Notice.objects.filter(recipient=town.lead).count() == 1


@pytest.mark.parametrize("version", ["0", "", "x", "²"])
def test_minutes_read_in_another_version_are_asked_for_again(town, sign_in, version):
    meeting = MeetingFactory(body__office=town.office, written=True, minutes=True)
    answer = sign_in(town.lead).post(at("minutes-finish", meeting), {"version": version})
    assert answer.url == at("minutes-finish", meeting)
    assert not Meeting.objects.get().is_final


def test_empty_minutes_say_what_they_lack(town, sign_in, meeting):
    meeting.attendances.all().delete()
    page = sign_in(town.lead).get(at("minutes-finish", meeting)).content.decode()
    assert "出席者が入っていません" in page
    assert "議題が入っていません" in page


def test_an_action_item_is_ticked_off_on_the_page(town, sign_in):
    item = ActionItemFactory(meeting__body__office=town.office)
    browser = sign_in(town.counsellor)
    path = reverse("councils:action-done", args=[item.pk])
    browser.post(path)
    item.refresh_from_db()
    assert item.done_on
    browser.post(path, {"open": "1"})
    item.refresh_from_db()
    assert item.done_on is None


def pdf_of(browser, meeting):
    answer = browser.get(at("minutes-print", meeting))
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return reader, "".join(page.extract_text() for page in reader.pages)


# ux 6.10
def test_printed_minutes_hold_everything_with_their_fonts(town, sign_in, meeting):
    meeting.body.council = CouncilFactory(office=town.office, name="みなと市障害者支援協議会")
    meeting.body.save()
    browser = sign_in(town.lead)
    opened(browser, at("minutes-edit", meeting)).send(**TYPED, next_on="R8.8.19")
    reader, text = pdf_of(browser, meeting)
    body = meeting.body.name
    for words in ("第3回", "みなと市障害者支援協議会", body, "（案）", "令和8年6月17日（水）"):
        assert words in text
    for words in (
        "髙﨑 𠮷男",
        "家族会",
        "夜間の相談",
        "表を作る。",
        "7月1日まで",
        "令和8年8月19日",
    ):
        assert words in text
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    ]
    descendants = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert descendants
    assert all(
        "/FontFile3" in d["/FontDescriptor"] or "/FontFile2" in d["/FontDescriptor"]
        for d in descendants
    )
    assert reader.pages[0].mediabox.height > reader.pages[0].mediabox.width
    assert AuditEntry.objects.get(verb="minutes.printed").user == town.lead


def test_final_minutes_are_printed_without_the_mark_of_a_draft(town, sign_in):
    meeting = MeetingFactory(body__office=town.office, written=True, minutes=True)
    browser = sign_in(town.lead)
    browser.post(at("minutes-finish", meeting), {"version": "1"})
    _reader, text = pdf_of(browser, meeting)
    assert "（案）" not in text
    assert town.lead.name in text


def test_a_very_long_discussion_runs_over_pages_and_loses_nothing(town, sign_in):
    meeting = MeetingFactory(body__office=town.office, written=True)
    AgendaItemFactory(meeting=meeting, discussion="\n".join(f"発言{n}番です。" for n in range(400)))
    AgendaItemFactory(meeting=meeting, title="最後の議題", position=2)
    reader, text = pdf_of(sign_in(town.lead), meeting)
    assert len(reader.pages) > 3
    assert all(f"発言{n}番です。" in text for n in (0, 199, 399))
    assert "最後の議題" in text


def test_a_meeting_of_the_past_year_stays_in_its_year(town, sign_in):
    row = RecurrenceFactory(body__office=town.office, fiscal_year=2025)
    MeetingFactory(body=row.body, held_on=date(2026, 3, 31))
    MeetingFactory(body=row.body, held_on=date(2026, 4, 1))
    page = sign_in(town.lead).get(reverse("councils:meeting-year"), {"year": 2025})
    held = [s.held_on for slot in page.context["rows"][0].line.slots for s in slot.sittings]
    assert held == [date(2026, 3, 31)]


def test_the_paper_of_a_meeting_to_come_claims_nothing(town, sign_in, meeting):
    _reader, text = pdf_of(sign_in(town.clerk), meeting)
    assert "出席予定者" in text
    assert "なし" not in text
