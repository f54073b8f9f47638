"""別紙2: the week as it is lived now, typed with the assessment, begins the plan's week.  # T-03"""

from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import Document
from cases.papers import gathered, paper_named
from plans import actions
from plans.models import PresentEntry
from staffing.saving import Refused
from tests.cases.test_papers import filed
from tests.factories.assessments import AssessmentFactory
from tests.factories.documents import PaperStyleFactory
from tests.plans.posts import rows
from tests.plans.test_plan_papers import pdf_of_data, read
from tests.plans.test_week import entry

TODAY = date(2026, 11, 24)
LIVED = {
    "weekdays": "024",
    "starts_at": time(10),
    "ends_at": time(15),
    "content": "図書館で過ごす",
    "provider_name": "",
    "kind": "routine",
}


@pytest.fixture
def seen(case, town):
    return AssessmentFactory(case=case, assessor=town.counsellor)


def test_it_is_typed_as_the_plans_week_and_kept_when_finished(desk, seen, town):
    path = reverse("plans:present-edit", args=[seen.pk])
    assert path in desk.get(seen.get_absolute_url()).text
    shown = desk.post(
        reverse("plans:present-preview", args=[seen.pk]),
        rows("entries", entry(content="母と買物")),
        headers={"HX-Request": "true"},
    )
    assert "母と買物" in shown.text
    assert not PresentEntry.objects.exists()
    post = rows("entries", entry(content="母と買物"), entry(weekdays=[]))
    assert desk.post(path, post | {"_version": 1}).status_code == 422
    post = rows("entries", entry(content="母と買物")) | {"daily_activities": "朝は自分で起きる"}
    assert desk.post(path, post | {"_version": 1}).url == f"{seen.get_absolute_url()}#present"
    page = desk.get(seen.get_absolute_url()).text
    assert "母と買物" in page
    assert "朝は自分で起きる" in page
    type(seen).objects.filter(pk=seen.pk).update(finished_on=TODAY)
    assert desk.get(path).url == seen.get_absolute_url()
    with pytest.raises(Refused):
        actions.change_present_week(seen, by=town.counsellor, version=None, entries=[])


def test_the_plans_week_begins_with_it_and_the_next_assessment_too(desk, seen, draft, town):
    actions.change_present_week(
        seen, by=town.counsellor, version=None, entries=[LIVED], daily_activities="散歩"
    )
    assert "別紙2" in desk.get(reverse("plans:week-edit", args=[draft.pk])).text
    desk.post(reverse("plans:week-fill", args=[draft.pk]), {"source": "present"})
    draft.refresh_from_db()
    assert list(draft.week.values_list("content", flat=True)) == ["図書館で過ごす"]
    assert draft.daily_activities == "散歩"
    type(seen).objects.filter(pk=seen.pk).update(finished_on=seen.held_on)
    after = actions.start_assessment(
        seen.client, by=town.counsellor, today=TODAY, assessor=town.counsellor
    )
    assert after.week.get().content == "図書館で過ごす"
    assert after.daily_activities == "散歩"


# domain 6.5
def test_on_paper_it_is_one_page_and_is_filed_as_the_others(desk, seen, town):
    actions.change_present_week(
        seen,
        by=town.counsellor,
        version=None,
        entries=[LIVED, LIVED | {"weekdays": "6", "content": "叔母の家"}],
        other_services="通院　月1回",
    )
    paper = paper_named("present")
    seen.refresh_from_db()
    data = gathered(paper, seen, user=town.counsellor, today=TODAY, options={})
    reader, text = read(pdf_of_data("present", data))
    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    for words in ("現在の生活", "図書館で過ごす", "叔母の家", "通院", "障害支援区分"):
        assert words in text
    assert filed(desk, seen, query="", kind="present")


# issue 5: in the form of the municipality, and filed with its assessment
def test_it_takes_the_form_of_the_town_and_is_filed_when_finished(desk, seen, town):
    PaperStyleFactory(office=town.office, labels={"聞き取った日": "聴取日"}, confirm_on=["present"])
    actions.change_present_week(seen, by=town.counsellor, version=None, entries=[LIVED])
    for area in seen.areas.all():
        texts = {"fact": "変わりなし", "is_done": True}
        actions.write_area(area, by=town.counsellor, version=None, needs=[], **texts)
    seen.refresh_from_db()
    finish = reverse("plans:assessment-finish", args=[seen.pk])
    post = {"summary": "落ち着いている", "open_note": "", "_version": str(seen.version)}
    page = desk.post(finish, post, follow=True).text
    sheets = {document.kind: document for document in Document.objects.all()}
    assert set(sheets) == {"assessment", "present"}
    style = sheets["present"].data["style"]
    assert style["labels"] == {"聞き取った日": "聴取日"}
    assert [head for head, _name in style["confirm"]] == ["管理者", "担当"]
    assert sheets["present"].get_absolute_url() in page
