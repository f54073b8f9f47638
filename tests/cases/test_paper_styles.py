"""Forms of municipalities: set up with a clear word on what is wrong, printed for their people."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cases.models import Document, PaperStyle
from cases.papers import (
    gathered,
    labels_of,
    paper_context,
    paper_named,
    paper_pdf,
    style_data,
    styled_papers,
)
from cases.rules import filled_text, gap_problems
from tests.cases.test_papers import filed
from tests.councils.pages import opened
from tests.factories.cases import CaseFactory
from tests.factories.documents import PaperStyleFactory
from tests.factories.plans import ServiceUsePlanFactory
from tests.factories.staffing import MunicipalityFactory
from tests.plans.test_plan_papers import read

TODAY = timezone.localdate()
KNOWN = ("利用者名", "事業所名")
NEW = reverse("cases:paper-style-create")


def image(kind="PNG", size=(90, 30)):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


# issue 5: a template with an unknown field
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("{利用者名} 様", []),
        ("説明を受け、同意します。", []),
        ("{利用者} 様", ["unknown-gap"]),
        ("{利用者}と{利用者}と{担当}", ["unknown-gap", "unknown-gap"]),
        ("{} 様", ["unknown-gap"]),
        ("｛利用者名｝ 様", ["wide-brace"]),
        ("{利用者名 様", ["open-gap"]),
        ("利用者名} 様", ["open-gap"]),
        ("{{利用者名}} 様", ["open-gap"]),
    ],
)
def test_what_a_text_with_gaps_gets_wrong(text, codes):
    found = gap_problems(text, KNOWN, field="sign_text")
    assert [problem.code for problem in found] == codes
    assert all(problem.field == "sign_text" for problem in found)


def test_a_gap_without_a_value_stays_a_blank():
    assert filled_text("{利用者名}様、{事業所名}", {"利用者名": "海野"}) == "海野様、　　　　　　"


def test_every_styled_paper_has_labels_that_may_differ():
    assert len(styled_papers()) == 10
    for paper in styled_papers():
        assert len(labels_of(paper.template)) > 5, paper.key
    assert "障害支援区分" in labels_of("print/week.html")  # of a part that is included


# T-02, ux 700, S43
@pytest.mark.django_db
def test_forms_are_set_up_and_looked_at(town, sign_in):
    home = MunicipalityFactory(name="小樽市")
    desk = sign_in(town.manager)
    assert "様式の登録がありません" in desk.get(reverse("cases:paper-styles")).text
    page = opened(desk, NEW)
    level = next(n for n, f in page.form.fields.items() if getattr(f, "text", "") == "障害支援区分")
    typed = {
        "municipality": str(home.pk),
        "spelling": "kana",
        "confirm": "seal",
        "confirm_on": ["plan", "monitoring"],
        "sign_text": "{市町村名}への提出に同意します。{利用者名}",
        level: "障害支援区分（程度）",
        "logo": SimpleUploadedFile("logo.png", image()),
    }
    wrong = page.send(**typed | {"sign_text": "{氏名}", "confirm_heads": ""})
    errors = wrong.context["form"].errors
    assert "{氏名} という差し込みはありません" in errors["sign_text"][0]
    assert "{利用者名}" in errors["sign_text"][0]
    assert "confirm_heads" in errors
    answer = page.send(**typed | {"logo": SimpleUploadedFile("logo.png", image())})
    style = PaperStyle.objects.get()
    assert answer.url == reverse("cases:paper-style-preview", args=[style.pk, "face"])
    assert (style.office, style.municipality, style.logo_type) == (town.office, home, "image/png")
    assert style.labels == {"障害支援区分": "障害支援区分（程度）"}
    assert style.confirm_heads == ["管理者", "係長", "担当", "受付"]
    shown = desk.get(reverse("cases:paper-style-preview", args=[style.pk, "plan"])).text
    for words in (
        "障がい支援区分（程度）",
        "係長",
        "小樽市への提出に同意します。見本　太郎",
        "data:image/png",
    ):
        assert words in shown, words
    assert "サービス等利用計画案・障害児支援利用計画案" in shown  # titles of the law never change
    again = opened(desk, NEW).send(**typed | {"logo": ""})
    assert "starts_on" in again.context["form"].errors


# issue 5: what stands in the form is looked at before it is saved
@pytest.mark.django_db
def test_a_form_is_looked_at_as_it_is_typed_and_nothing_is_saved(town, sign_in):
    base = PaperStyleFactory(office=town.office, labels={"支援目標": "めざすこと"})
    page = opened(sign_in(town.manager), f"{NEW}?from={base.pk}")
    names = {getattr(field, "text", ""): name for name, field in page.form.fields.items()}
    typed = {
        "look": "week",
        "confirm": "seal",
        "confirm_heads": "所長、受付",
        "confirm_on": ["week"],
        "sign_text": "{氏名}",
        names["障害支援区分"]: "区分",
    }
    path = reverse("cases:paper-style-try")
    logo = {"logo": SimpleUploadedFile("logo.png", image())}
    shown = page.browser.post(f"{path}?style={base.pk}", {**page.texts, **typed, **logo}).text
    for words in ("所長", "区分", "data:image/png", "まだ保存していません"):
        assert words in shown, words
    assert "{氏名} という差し込みはありません" in shown  # the rest is shown all the same
    assert "計画開始年月" in shown  # the paper that was chosen
    plan = page.browser.post(f"{path}?style={base.pk}", {**page.texts, "look": "plan"}).text
    assert "めざすこと" in plan
    assert PaperStyle.objects.get().labels == {"支援目標": "めざすこと"}


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("logo.pdf", b"%PDF-1.7", "PNG"),
        ("logo.jpg", image(), "PNG"),
        ("logo.png", image() + b"0" * 400 * 1024, "KB"),
        ("logo.png", b"\x89PNG\r\n\x1a\n broken", "画像"),
    ],
)
@pytest.mark.django_db
def test_a_logo_is_an_image_by_its_content_and_small(town, sign_in, name, content, word):
    answer = opened(sign_in(town.manager), NEW).send(logo=SimpleUploadedFile(name, content))
    assert word in answer.context["form"].errors["logo"][0]
    assert not PaperStyle.objects.exists()


@pytest.fixture
def plan(town):
    case = CaseFactory(client__office=town.office, client__municipality=MunicipalityFactory())
    return ServiceUsePlanFactory(case=case, author=town.counsellor)


def data_of(plan, town, kind="plan", today=TODAY):
    return gathered(paper_named(kind), plan, user=town.counsellor, today=today, options={})


@pytest.mark.django_db
def test_the_town_of_the_person_and_the_day_choose_the_form(town, plan):
    home = plan.client.municipality
    assert "style" not in data_of(plan, town)
    PaperStyleFactory(office=town.office, sign_text="どの市町村でも")
    PaperStyleFactory(office=town.office, municipality=MunicipalityFactory(), sign_text="隣の市")
    PaperStyleFactory(office=town.other_office, municipality=home, sign_text="ほかの事業所")
    style = data_of(plan, town)["style"]
    assert (style["sign"], style["spelling"]) == ("どの市町村でも", "障がい")
    assert style["confirm"] == [["管理者", ""], ["担当", town.counsellor.name]]
    assert data_of(plan, town, "week")["style"]["confirm"] == []
    own = {"office": town.office, "municipality": home}
    PaperStyleFactory(**own, starts_on=date(2026, 4, 1), sign_text="{利用者名}")
    PaperStyleFactory(**own, starts_on=TODAY + timedelta(days=1), sign_text="来月から")
    assert data_of(plan, town)["style"]["sign"] == plan.client.name
    assert data_of(plan, town, today=date(2026, 3, 1))["style"]["sign"] == "どの市町村でも"
    plan.consented_on, plan.consented_by = date(2026, 3, 20), "本人"
    plan.save()
    assert data_of(plan, town)["style"]["sign"] == "どの市町村でも"  # as on its day


@pytest.mark.django_db
def test_a_filed_paper_keeps_the_form_of_its_day(town, sign_in, plan):
    style = PaperStyleFactory(office=town.office, labels={"支援目標": "めざすこと"})
    desk = sign_in(town.counsellor)
    filed(desk, plan, query="", kind="plan")
    PaperStyle.objects.filter(pk=style.pk).update(labels={})
    document = Document.objects.get()
    assert document.data["style"]["labels"] == {"支援目標": "めざすこと"}
    body = b"".join(desk.get(reverse("cases:document-print", args=[document.pk])).streaming_content)
    assert "めざすこと" in read(body)[1]


@pytest.mark.django_db
def test_a_form_in_use_is_followed_by_a_new_version(town, sign_in):
    style = PaperStyleFactory(office=town.office, labels={"支援目標": "めざすこと"})
    desk = sign_in(town.manager)
    answer = desk.get(reverse("cases:paper-style-edit", args=[style.pk]))
    assert answer.url == f"{NEW}?from={style.pk}"
    opened(desk, answer.url).send(has_seal="on")
    newer = PaperStyle.objects.latest("pk")
    assert (newer.starts_on, newer.has_seal) == (TODAY, True)
    assert newer.labels == {"支援目標": "めざすこと"}
    page = opened(desk, reverse("cases:paper-style-edit", args=[newer.pk]))
    assert page.send(spelling="old").status_code == 302
    newer.refresh_from_db()
    assert (newer.spelling, newer.confirm_heads) == ("old", ["管理者", "担当"])


@pytest.mark.django_db
def test_every_sample_prints_on_one_page_with_all_that_may_differ(town):
    name = default_storage.save("logos/test.png", ContentFile(image(size=(900, 300))))
    style = PaperStyleFactory.build(
        office=town.office,
        confirm="name",
        confirm_heads=["管理者", "係長", "担当", "受付"],
        confirm_on=[paper.key for paper in styled_papers()],
        has_seal=True,
        sign_text="上記について説明を受け、{利用者名}として同意し、{市町村名}へ提出します。",
        letter_text="{利用者名}様の会議を{開催日}に開きます。" * 4,
        logo=name,
        logo_type="image/png",
    )
    for paper in styled_papers():
        data = paper.sample()
        data["style"] = style_data(style, paper, data, None)
        context = paper_context(paper, data, now=timezone.now(), by="相談 花子")
        page = render_to_string(paper.template, context)
        assert "data:image/png" in page
        assert "係長" in page
        boxed = ("plan", "week", "present", "monitoring", "meeting-invitation", "intake")
        if paper.key in boxed:
            reader, text = read(paper_pdf(paper, data, now=timezone.now(), by="相談 花子"))
            assert len(reader.pages) == 1, paper.key
            assert "係長" in text
            assert reader.pages[0].images, paper.key
