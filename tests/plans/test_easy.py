"""The plan in plain words: written beside the plan, kept with it, printed large with readings."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import PrintRun
from cases.papers import gathered, paper_named
from plans import actions
from plans.easy import easy_lines, easy_state
from plans.forms.easy import EasyPaperForm
from plans.models import PlainLine, ServiceUsePlan
from staffing.saving import Refused
from tests.factories.plans import PlannedServiceFactory, PlanNeedFactory, ServiceTypeFactory
from tests.plans.papers import blank_plan, common_plan, longest_plan
from tests.plans.posts import rows
from tests.plans.test_plan_papers import pdf_of_data, read

TODAY = date(2026, 11, 24)
SHOWN = {"furigana": True, "size": 16}


def loaded(plan):
    return ServiceUsePlan.objects.for_detail().get(pk=plan.pk)


def paper_of(plan, town, **options):
    paper = paper_named("easy")
    return gathered(paper, plan, user=town.counsellor, today=TODAY, options=SHOWN | options)


def told(lines):
    return "\n".join("".join(word for word, _kana in line) for line in lines)


@pytest.fixture
def line(draft):
    """A line of service that the law knows: its plain words are there already."""
    need = PlanNeedFactory(plan=draft, need="外に出たい", goal="月2回出かける")
    kind = ServiceTypeFactory(code="46", name="就労継続支援B型")
    return PlannedServiceFactory(need=need, service_type=kind, content="軽作業", quantity="週4日")


# T-02, issue 5: the plain version from the same source
def test_without_a_word_written_it_says_what_the_plan_says(draft, line, town):
    found = {each.key: each for each in easy_lines(loaded(draft))}
    assert found["wishes_client"].words == draft.wishes_client
    assert "自分のペースで通って働き" in found[f"service_{line.pk}"].words
    assert "（軽作業）" in found[f"service_{line.pk}"].words
    data = paper_of(draft, town)
    assert data["title"] == "わたしのくらしの計画（案）"
    assert ["暮", "く"] in [list(part) for part in data["texts"][0]["words"][0]]
    (need,) = data["needs"]
    assert told(need["goal"]) == "月2回出かける"
    assert told(need["helpers"][0]["often"]) == "週4日"


def test_what_is_written_stands_for_the_plans_text_until_that_changes(draft, line, desk):
    lines = easy_lines(loaded(draft))
    post = {each.key: each.words for each in lines} | {"wishes_client": "家でくらしたいです。"}
    post |= {"long_goal": "", "_version": draft.version}
    page = desk.post(reverse("plans:easy-edit", args=[draft.pk]), post)
    assert page.status_code == 302
    (kept,) = PlainLine.objects.all()
    assert (kept.part, kept.text, kept.source) == (
        "wishes_client",
        "家でくらしたいです。",
        "家で暮らしたい",
    )
    actions.change_plan(loaded(draft), by=draft.author, version=None, wishes_client="一人で")
    state = easy_state(loaded(draft))
    assert (state["written"], state["stale"]) == (1, 1)
    form = desk.get(reverse("plans:easy-edit", args=[draft.pk])).text
    assert "見直してください。いまの計画の文: 一人で" in form


def test_it_is_frozen_with_the_plan_and_goes_on_with_the_next_version(draft, line, desk):
    written = [
        {"part": "overall_policy", "text": "いっしょに考えます。", "source": "支える"},
        {"part": "need", "need": line.need, "text": "出かけたいです。", "source": "外に出たい"},
        {"part": "service", "service": line, "text": "手伝います。", "source": "x"},
    ]
    actions.change_plain_words(draft, by=draft.author, version=None, lines=written)
    talk = desk.get(reverse("plans:plan-talk", args=[draft.pk]), {"ruby": "1"}).text
    for words in ("いっしょに", "<rt>かんが</rt>", "たいです。"):
        assert words in talk
    reading = [{"word": "軽作業", "kana": "かるさぎょう"}]
    actions.change_readings(draft, by=draft.author, version=None, readings=reading)
    ServiceUsePlan.objects.filter(pk=draft.pk).update(
        consented_on=date(2026, 3, 16), consented_by="本人"
    )
    with pytest.raises(Refused):
        actions.change_plain_words(loaded(draft), by=draft.author, version=None, lines=[])
    assert desk.get(reverse("plans:easy-edit", args=[draft.pk])).status_code == 302
    after = actions.revise_plan(
        loaded(draft), by=draft.author, author=draft.author, drafted_on=date(2026, 4, 1)
    )
    assert after.plain_lines.count() == 3
    assert after.plain_lines.get(part="need").need.plan_id == after.pk
    assert after.plain_lines.get(part="service").service.need.plan_id == after.pk
    assert after.readings.get().kana == "かるさぎょう"


def test_a_reading_is_corrected_also_of_an_agreed_plan(draft, line, desk, town):
    ServiceUsePlan.objects.filter(pk=draft.pk).update(
        consented_on=date(2026, 3, 16), consented_by="本人"
    )
    url = reverse("plans:easy-readings", args=[draft.pk])
    assert '軽 <span class="muted">けい<' in desk.get(url).text
    wrong = rows("readings", {"word": "ライブ", "kana": "らいぶ"})
    assert desk.post(url, wrong | {"_version": draft.version}).status_code == 422
    right = rows("readings", {"word": "軽作業", "kana": "カルサギョウ"})
    assert desk.post(url, right | {"_version": draft.version}).status_code == 302
    lines = paper_of(draft, town)["needs"][0]["helpers"][0]["words"]
    assert ("軽作業", "かるさぎょう") in [tuple(each) for line in lines for each in line]


def test_the_plan_leads_to_it_and_it_is_shown_with_ruby(draft, line, desk):
    page = desk.get(draft.get_absolute_url())
    shown = reverse("cases:paper-preview", args=["easy", draft.pk])
    for url in (shown, reverse("plans:easy-edit", args=[draft.pk])):
        assert url in page.text
    assert "<ruby>" in desk.get(shown).text
    without = desk.get(f"{shown}?furigana=no&size=22").text
    assert "<ruby>" not in without
    assert "s22" in without


def test_what_is_chosen_wrongly_counts_as_not_chosen():
    assert EasyPaperForm(today=TODAY).chosen == {"size": 16, "furigana": True}
    assert EasyPaperForm({"size": "3"}, today=TODAY).chosen["size"] == 16


# ux 6.2: 本人用 わかりやすい計画
def test_on_paper_nothing_is_lost_and_letters_are_large(town):
    plan = common_plan(town)
    pages = []
    for size in (16, 22):
        pdf = pdf_of_data("easy", paper_of(plan, town, furigana=False, size=size))
        reader, text = read(pdf)
        pages.append(len(reader.pages))
        for words in ("薬を自分で管理したい", "みなとワークス", "週4日", "月曜日"):
            assert words in text
    assert pages[0] < pages[1]
    _reader, text = read(pdf_of_data("easy", paper_of(plan, town)))
    assert "こうちん工賃" in text


def test_a_blank_plan_prints_on_one_page(town):
    reader, _text = read(pdf_of_data("easy", paper_of(blank_plan(town), town)))
    assert len(reader.pages) == 1


# issue 5: furigana however long the plan is
def test_a_long_plan_keeps_its_readings_and_is_printed_in_the_background(town, sign_in):
    plan = longest_plan(town)
    assert paper_of(plan, town)["is_slow"]
    desk = sign_in(town.counsellor)
    preview = reverse("cases:paper-preview", args=["easy", plan.pk])
    shown = desk.get(preview).text
    assert "<rt>" in shown
    assert reverse("cases:paper-file", args=["easy", plan.pk]) not in shown
    answer = desk.get(reverse("cases:paper-print", args=["easy", plan.pk]) + "?size=22")
    run = PrintRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert list(run.items.values_list("paper", "options")) == [("easy", {"size": "22"})]
    assert not paper_of(plan, town, furigana=False)["is_slow"]
