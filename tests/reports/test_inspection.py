"""実地指導: one person and period as one PDF with its list, in order, with what is missing."""

import io

from django.core.files.storage import default_storage
from django.urls import reverse
from pypdf import PdfReader

from cases import tasks
from cases.models import Document, PrintRun
from tests.cases.test_papers import filed
from tests.factories.cases import CaseFactory
from tests.factories.plans import ServiceUsePlanFactory


# issue 5
def test_the_bundle_of_a_person_is_in_order_and_says_what_is_missing(town, sign_in):
    case = CaseFactory(client__office=town.office, client__name_kana="", worker=town.counsellor)
    plan = ServiceUsePlanFactory(case=case, author=town.counsellor)
    browser = sign_in(town.counsellor)
    filed(browser, plan, query="", kind="week")
    filed(browser, plan, query="", kind="plan")
    path = reverse("reports:inspection", args=[case.client_id])
    page = browser.get(path)
    assert [document.kind for document in page.context["filed"]] == ["plan", "week"]
    assert "氏名のふりがな" in page.text or "ふりがな" in page.text
    answer = browser.post(path)
    run = PrintRun.objects.get()
    assert answer.url == run.get_absolute_url()
    labels = list(run.items.values_list("paper", flat=True))
    assert labels == ["face", "filed", "filed", "progress"]
    tasks.print_bundle(run.pk)
    run.refresh_from_db()
    with default_storage.open(run.file) as file:
        reader = PdfReader(io.BytesIO(file.read()))
    cover = "".join(reader.pages[0].extract_text().split())
    assert "足りないもの" in cover
    assert "実地指導" in cover
    assert [each.title.split()[-1] for each in reader.outline][-1] == "支援経過記録"
    assert len(run.notes) >= 1


def test_papers_outside_the_period_stay_out(town, sign_in):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    plan = ServiceUsePlanFactory(case=case, author=town.counsellor)
    browser = sign_in(town.counsellor)
    filed(browser, plan, query="", kind="plan")
    path = reverse("reports:inspection", args=[case.client_id])
    page = browser.get(path, {"since": "R2.4.1", "until": "R3.3.31"})
    assert page.context["filed"] == []
    assert "この期間に保存したものがありません" in page.text
    assert Document.objects.count() == 1
    wrong = browser.get(path, {"since": "R3.4.1", "until": "R2.3.31"})
    assert wrong.status_code == 200
