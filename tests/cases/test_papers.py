"""Papers about a person: everything stands on them, and a filed one stays what it was."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.models import Correction, Document, LogMonth
from staffing.models import AuditEntry
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    ConsultationFactory,
    GuardianFactory,
    IntakeFactory,
    PromiseFactory,
    WarningFactory,
    at,
)
from tests.factories.documents import DocumentFactory

RARE = "髙﨑 𠮷男😀"
LONG_NAME = ("髙﨑𠮷" * 20)[:60]
LONG_TEXT = "".join(f"{n}回目の話。𠮷野家で会った😀。" for n in range(1, 200))[:3000]


@pytest.fixture
def person(town):
    return CaseFactory(client__office=town.office, client__name=RARE, worker=town.counsellor).client


def noted(town, person, text="朝の支度の話。", when="2026-11-02 10:02", **fields):
    return ConsultationFactory(
        office=town.office,
        client=person,
        worker=town.counsellor,
        occurred_at=at(when),
        text=text,
        **fields,
    )


def path_of(name, person, kind="progress"):
    return reverse(f"cases:paper-{name}", args=[kind, person.pk])


def printed(browser, path, query=""):
    answer = browser.get(path + query)
    assert answer["Content-Type"] == "application/pdf", answer
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    reader = PdfReader(io.BytesIO(body))
    return reader, "".join("".join(page.extract_text().split()) for page in reader.pages)


def assert_fonts_embedded(reader):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(f["/FontDescriptor"]) for f in fonts)


YEAR = "?since=R8.4.1&until=R9.3.31"


# ux 6.7
def test_the_record_of_support_holds_every_contact_of_the_period(town, sign_in, person):
    contact = noted(town, person, minutes=16, counterpart="family", place_kind="home")
    PromiseFactory(
        office=town.office, consultation=contact, text="24日に訪問", due_on=date(2026, 11, 24)
    )
    noted(town, person, "前の年度の話。", "2026-03-30 9:00")
    reader, text = printed(sign_in(town.clerk), path_of("print", person), YEAR)
    for words in (RARE.replace(" ", ""), "R8.11.2", "（月）", "10:02", "～10:18", "(16分)"):
        assert words in text
    for words in ("家族", "居宅", "朝の支度の話。", "11/2424日に訪問", town.counsellor.name):
        assert words.replace(" ", "") in text
    assert f"利用者番号{person.pk}" in text
    assert "以下余白" in text
    assert "前の年度" not in text
    assert_fonts_embedded(reader)
    assert AuditEntry.objects.get(verb="paper.printed").client_id == person.pk


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("&method=visit", {"家を訪ねた。"}),
        ("&is_evidence=on", {"病院から電話。"}),
        ("", {"家を訪ねた。", "病院から電話。", "家族から電話。"}),
    ],
)
def test_only_what_was_chosen_is_printed(town, sign_in, person, query, seen):
    noted(town, person, "家を訪ねた。", method="visit")
    noted(town, person, "病院から電話。", is_evidence=True)
    noted(town, person, "家族から電話。", counterpart="family")
    page = sign_in(town.counsellor).get(path_of("preview", person) + YEAR + query)
    assert {row["text"] for row in page.context["data"]["rows"]} == seen


def test_an_empty_record_of_support_says_so(town, sign_in, person):
    reader, text = printed(sign_in(town.clerk), path_of("print", person))
    assert "この期間の記録はありません" in text
    assert len(reader.pages) == 1


def test_long_and_rare_texts_are_whole_and_run_over_pages(town, sign_in, person):
    person.name = person.name_kana = LONG_NAME
    person.save()
    for day in (1, 2, 3):
        noted(town, person, LONG_TEXT, f"2026-11-0{day} 9:00")
    reader, text = printed(sign_in(town.counsellor), path_of("print", person), YEAR)
    assert LONG_NAME in text
    assert len(reader.pages) > 3
    for part in ("1回目の話。", "99回目の話。", LONG_TEXT[-12:]):
        assert text.count(part.replace(" ", "")) >= 3, part
    assert text.count("No.") == len(reader.pages)
    assert_fonts_embedded(reader)


@pytest.mark.parametrize("query", ["?since=R8.13.1", "?since=R8.9.1&until=R8.8.1"])
def test_a_wrong_period_is_said_at_its_field(town, sign_in, person, query):
    page = sign_in(town.clerk).get(path_of("preview", person) + query)
    assert page.context["options"].errors
    assert 'role="alert"' in page.content.decode()


# S12 on paper
def test_the_page_before_a_visit_is_one_page_also_with_the_longest_texts(town, sign_in, person):
    person.name = person.also_called = LONG_NAME
    person.address, care = "あ" * 200, "玄関の犬に注意。" * 25
    person.save()
    GuardianFactory(client=person, name=LONG_NAME)
    WarningFactory(client=person, text=care)
    for day in range(1, 6):
        noted(town, person, LONG_TEXT, f"2026-11-0{day} 9:00")
    for _count in range(8):
        PromiseFactory(office=town.office, client=person, text="あ" * 200, owner=town.counsellor)
        AppointmentFactory(
            office=town.office,
            client=person,
            title="い" * 100,
            place="う" * 100,
            worker=town.counsellor,
        )
    reader, text = printed(sign_in(town.counsellor), path_of("print", person, "visit"))
    assert len(reader.pages) == 1
    assert text.count("う" * 10) == 2
    assert care in text
    assert LONG_NAME in text
    assert_fonts_embedded(reader)


def test_the_blank_page_before_a_visit_says_what_is_missing(town, sign_in, person):
    reader, text = printed(sign_in(town.clerk), path_of("print", person, "visit"))
    assert len(reader.pages) == 1
    for words in ("登録なし", "約束はありません", "記録はまだありません"):
        assert words in text


def filed(browser, person, query=YEAR, kind="progress"):
    page = browser.get(path_of("preview", person, kind) + query)
    answer = browser.post(path_of("file", person, kind) + query, {"digest": page.context["digest"]})
    assert answer.status_code == 302
    return answer.url


# S16
def test_a_filed_paper_stays_what_it_was(town, sign_in, person):
    contact, browser = noted(town, person), sign_in(town.clerk)
    url = filed(browser, person)
    contact.text = "直した話。"
    contact.save()
    document = Document.objects.get()
    assert url == document.get_absolute_url()
    assert document.data["rows"][0]["text"] == "朝の支度の話。"
    _reader, text = printed(browser, reverse("cases:document-print", args=[document.pk]))
    assert "朝の支度の話。" in text
    assert "第1版" in text
    listed = browser.get(reverse("cases:client-documents", args=[person.pk]))
    assert listed.context["page"].rows == [document]


def test_filing_twice_keeps_one_and_a_change_makes_a_new_version(town, sign_in, person):
    contact, browser = noted(town, person), sign_in(town.clerk)
    assert filed(browser, person) == filed(browser, person)
    contact.text = "直した話。"
    contact.save()
    filed(browser, person)
    assert list(Document.objects.order_by("pk").values_list("number", flat=True)) == [1, 2]


def test_a_record_that_changed_since_the_look_is_looked_at_again(town, sign_in, person):
    browser = sign_in(town.clerk)
    answer = browser.post(path_of("file", person), {"digest": "0" * 64})
    assert answer.url == path_of("preview", person)
    assert not Document.objects.exists()


@pytest.mark.parametrize("harm", ["gone", "changed", "data"])
def test_a_damaged_paper_is_said_and_not_opened(town, sign_in, person, harm):
    document = DocumentFactory(client=person, created_by=town.clerk)
    if harm == "data":
        Document.objects.update(data={"office": "x", "ident": ""})
    elif harm == "gone":
        document.pdf.storage.delete(document.pdf.name)
    else:
        with Path(document.pdf.path).open("ab") as file:
            file.write(b"x")
    browser = sign_in(town.counsellor)
    answer = browser.get(reverse("cases:document-print", args=[document.pk]))
    assert answer.url == document.get_absolute_url()
    assert "保存したときのものと違います" in browser.get(answer.url).content.decode()
    assert AuditEntry.objects.filter(verb="document.damaged").exists()


def test_a_signature_needs_its_day(town, sign_in, person):
    document = DocumentFactory(client=person, created_by=town.clerk)
    browser, path = sign_in(town.clerk), reverse("cases:document-sign", args=[document.pk])
    answer = browser.post(path, {"signature": "hand", "_version": "1"})
    assert answer.status_code == 422
    assert "署名" in answer.context["form"].errors["signed_on"][0]
    told = {"signature": "hand", "signed_on": "R8.11.2", "signed_by_name": RARE, "_version": "1"}
    assert browser.post(path, told).status_code == 302
    document.refresh_from_db()
    assert (document.signature, document.signed_on) == ("hand", date(2026, 11, 2))
    assert document.signed_by_name == RARE


def test_nobody_deletes_a_colleagues_signed_paper(town, sign_in, person):
    document = DocumentFactory(
        client=person, created_by=town.clerk, signature="hand", signed_on=date(2026, 11, 2)
    )
    path = reverse("cases:document-delete", args=[document.pk])
    assert sign_in(town.clerk).get(path).status_code == 403
    assert sign_in(town.lead).post(path, {"reason": "書き損じ"}).status_code == 302
    document.refresh_from_db()
    assert document.deleted_at <= timezone.now()


def test_a_correction_after_the_closing_is_struck_through_with_its_reason(town, sign_in, person):
    contact = noted(town, person, "直した話。")
    gone = noted(town, person, "消した話。")
    month = LogMonth.objects.create(office=town.office, closed_month=date(2026, 11, 1))
    made = {"closing": month, "made_by": town.lead}
    Correction.objects.create(
        consultation=contact,
        kind="changed",
        reason="聞き違い",
        texts={"text": ["前の話。", "直した話。"], "minutes": [10, 20]},
        **made,
    )
    Correction.objects.create(consultation=gone, kind="deleted", reason="別の人", **made)
    gone.deleted_at = timezone.now()
    gone.save()
    browser = sign_in(town.counsellor)
    page = browser.get(path_of("preview", person) + YEAR).content.decode()
    assert "<s>前の話。</s>" in page
    assert "<s>消した話。</s>" in page
    _reader, text = printed(browser, path_of("print", person), YEAR)
    for words in ("前の話。", "直した話。", "理由：聞き違い", "10→20", town.lead.name):
        assert words.replace(" ", "") in text, words


# ux 6.6
def test_the_sheet_of_a_request_is_one_page_blank_and_filled(town, sign_in):
    blank = IntakeFactory(office=town.office, receiver=town.clerk)
    reader, text = printed(sign_in(town.clerk), path_of("print", blank, "intake"))
    assert len(reader.pages) == 1
    assert blank.label in text
    assert all(
        words in text for words in ("相談内容（主訴）", "家族の状況", "ひとりで暮らしたい。")
    )
    assert_fonts_embedded(reader)


def test_the_longest_sheet_of_a_request_runs_on_and_loses_nothing(town, sign_in):
    parts = ("family", "carer", "services", "medical", "participation", "work", "daytime")
    intake = IntakeFactory(
        office=town.office,
        receiver=town.clerk,
        name=LONG_NAME,
        complaint=LONG_TEXT,
        response=LONG_TEXT,
        address="あ" * 200,
        is_abuse_suspected=True,
        **dict.fromkeys(parts, LONG_TEXT),
    )
    reader, text = printed(sign_in(town.counsellor), path_of("print", intake, "intake"))
    assert LONG_NAME in text
    # A sentence may go on on the next sheet, with the foot of this one in between.
    foot = rf"{town.office.name}相談受付票受付番号.*?出力.*?{town.counsellor}"
    text = re.sub(foot.replace(" ", ""), "", text)
    for part in (LONG_TEXT[-12:], "99回目の話。"):
        assert text.count(part) == LONG_TEXT.count(part) * (len(parts) + 2)
    assert len(reader.pages) > 3
    assert_fonts_embedded(reader)


def test_a_sheet_about_nobody_registered_is_filed_and_found_on_its_page(town, sign_in):
    intake, browser = IntakeFactory(office=town.office, receiver=town.clerk), sign_in(town.clerk)
    page = browser.get(path_of("preview", intake, "intake"))
    told = {"digest": page.context["digest"]}
    url = browser.post(path_of("file", intake, "intake"), told).url
    assert Document.objects.get().client is None
    assert browser.get(url).status_code == 200
    assert url in browser.get(intake.get_absolute_url()).content.decode()
