"""別紙1 on paper: blank on one page, the longest whole, both drawings on it, filed as it is."""

import pytest
from django.urls import reverse

from cases.models import Document, FaceSheet, MedicalCare, SupportEntry
from tests.cases.test_papers import (
    LONG_NAME,
    LONG_TEXT,
    RARE,
    assert_fonts_embedded,
    filed,
    path_of,
    printed,
)
from tests.factories.cases import (
    CaseFactory,
    FamilyMemberFactory,
    HouseholdFactory,
    SupportContactFactory,
)


@pytest.fixture
def person(town):
    return CaseFactory(client__office=town.office, client__name=RARE, worker=town.counsellor).client


def with_family(person, names, supporters):
    household = HouseholdFactory(office=person.office)
    own = FamilyMemberFactory(household=household, registered_as=person)
    for name in names:
        FamilyMemberFactory(
            household=household, name=name, relation="younger_sister", relation_of=own
        )
    for name in supporters:
        SupportContactFactory(client=person, organisation=name)


# S11, domain 6.4
def test_the_blank_sheet_is_one_page_in_the_order_of_the_official_form(town, sign_in, person):
    reader, text = printed(sign_in(town.clerk), path_of("print", person, "face"))
    assert len(reader.pages) == 1
    heads = ("１．概要", "２．利用者の状況", "持家", "性別", "家族構成", "社会関係図", "生活歴")
    heads += ("医療の状況", "本人の主訴", "家族の主訴", "３．支援の状況", "公的支援", "その他の")
    places = [text.index(words) for words in heads]
    assert places == sorted(places)
    assert_fonts_embedded(reader)


def test_the_sheet_prints_both_drawings_and_what_is_written(town, sign_in, person):
    with_family(person, ["浅井 𠮷子", "浅井 次子"], ["みなと病院", "あおば工房", "潮見ヘルパー"])
    FaceSheet.objects.create(client=person, own_wish="働きたい。", dwelling="rented")
    MedicalCare.objects.create(client=person, department="精神科", doctor="森 医師")
    SupportEntry.objects.create(client=person, group="public", name="居宅介護")
    browser = sign_in(town.counsellor)
    reader, text = printed(browser, path_of("print", person, "face"))
    assert len(reader.pages) == 2
    drawn = ("浅井𠮷子", "浅井次子", "みなと病院", "潮見ヘルパー")
    for words in (RARE, *drawn, "働きたい。", "主治医森医師", "✓借家", "居宅介護"):
        assert words.replace(" ", "") in text, words
    assert_fonts_embedded(reader)
    page = browser.get(reverse("cases:client-sheet", args=[person.pk])).content.decode()
    assert path_of("preview", person, "face") in page
    filed(browser, person, kind="face")
    assert Document.objects.get().data["own_wish"] == "働きたい。"


def test_the_longest_sheet_runs_on_and_loses_nothing(town, sign_in, person):
    person.name = person.name_kana = LONG_NAME
    person.address = "あ" * 200
    person.save()
    family = [f"{n}番 {LONG_NAME[:50]}" for n in range(9)]
    with_family(person, family, [f"{n}番の病院" for n in range(14)])
    texts = ("overview", "life_history", "medical_note", "own_wish", "family_wish")
    FaceSheet.objects.create(client=person, condition="病" * 200, **dict.fromkeys(texts, LONG_TEXT))
    for number in range(12):
        MedicalCare.objects.create(client=person, medication="薬" * 200, department=f"科{number}終")
        for group in ("public", "other"):
            SupportEntry.objects.create(
                client=person, group=group, name=f"支援{number}終", content="支" * 200
            )
    reader, text = printed(sign_in(town.counsellor), path_of("print", person, "face"))
    assert LONG_NAME in text
    assert text.count(LONG_TEXT[-12:]) == LONG_TEXT.count(LONG_TEXT[-12:]) * len(texts)
    for number in range(12):
        assert text.count(f"支援{number}終") == 2
        assert f"科{number}終" in text
    assert all(f"{n}番の病院" in text for n in range(14))
    assert (text.count("病"), text.count("支" * 10)) >= (214, 24)
    assert len(reader.pages) > 5
    assert_fonts_embedded(reader)
