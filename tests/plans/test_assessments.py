"""Assessment by the eleven areas of life, and its way into case and plan.  # T-03 T-01"""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.merging import bring_together
from cases.models import Case
from plans import actions
from plans.choices_assessment import LifeArea
from plans.models import Assessment, AssessmentArea, PlanNeed
from plans.rules import area_state, changed_texts, evidence_warnings, finish_problems
from staffing.models import AuditEntry
from staffing.saving import Refused
from staffing.searching import issue_ticket
from tests.factories.assessments import AssessedNeedFactory, AssessmentFactory
from tests.factories.cases import CaseFactory
from tests.factories.plans import ServiceUsePlanFactory
from tests.plans.posts import plan_post, rows

TODAY = date(2026, 11, 26)
DONE = {str(area.label): "done" for area in LifeArea}
FULL = {
    "held_on": date(2026, 11, 20),
    "place_kind": "home",
    "present": ["self"],
    "states": DONE,
    "open_note": "",
    "opened_on": date(2026, 4, 1),
    "contracted_on": date(2026, 4, 10),
    "previous_on": None,
    "today": TODAY,
}
VISIT = {
    "held_on": "R8.11.20",
    "place_kind": "home",
    "place": "本人の部屋",
    "present": ["self", "family"],
    "present_names": "母",
}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"held_on": None, "place_kind": "", "present": ()}, ["no-day", "no-place", "nobody"]),
        ({"held_on": date(2026, 11, 27)}, ["future"]),
        ({"held_on": date(2026, 3, 31), "contracted_on": None}, ["before-opening"]),
        ({"held_on": date(2026, 4, 5)}, ["before-contract"]),
        ({"previous_on": date(2026, 11, 21)}, ["before-last"]),
        ({"states": dict.fromkeys(DONE, "empty")}, ["empty"]),
        ({"states": DONE | {"地域状況": "started"}}, ["open-areas"]),
        ({"states": DONE | {"地域状況": "empty"}, "open_note": "家族は不在"}, []),
    ],
)
def test_what_keeps_an_assessment_from_being_finished(values, codes):
    assert [problem.code for problem in finish_problems(**FULL | values)] == codes


def test_the_areas_that_are_not_done_are_named():
    problems = finish_problems(**FULL | {"states": DONE | {"地域状況": "started"}})
    assert "地域状況" in problems[0].message


def test_states_changes_and_the_proof_of_the_visit():
    assert area_state(["", ""], has_needs=False, is_done=False) == "empty"
    assert area_state(["", ""], has_needs=True, is_done=False) == "started"
    assert area_state(["支障なし"], has_needs=False, is_done=True) == "done"
    now = {"fact": "一人", "words": "", "view": "", "strength": ""}
    assert changed_texts(now, now | {"fact": "母と二人", "words": " "}) == ("fact",)
    assert changed_texts(now, None) == ()
    assert evidence_warnings(has_place=True, is_visit=True, met_person=True) == []
    assert len(evidence_warnings(has_place=True, is_visit=False, met_person=False)) == 2
    assert len(LifeArea.choices) == 11


@pytest.fixture
def contracted(town):
    return CaseFactory(
        client__office=town.office,
        state=CaseState.CONTRACTED,
        opened_on=date(2026, 4, 1),
        contracted_on=date(2026, 4, 10),
        explained_on=date(2026, 4, 10),
    )


def area_of(assessment, code="housing"):
    return AssessmentArea.objects.get(assessment=assessment, area=code)


def write(desk, assessment, code, *needs, **values):
    area = area_of(assessment, code)
    given = {"fact": "持ち家で母と暮らす", "is_done": "on", "_version": area.version}
    given |= values | rows("needs", *({"text": text} for text in needs))
    return desk.post(reverse("plans:area-edit", args=[area.pk]), given)


@pytest.mark.django_db
def test_from_the_visit_to_a_row_of_the_plan(contracted, town, desk):
    """The whole way in the browser: start, write, finish, take in, find each other."""
    client = contracted.client
    page = desk.get(client.get_absolute_url())
    create = reverse("plans:assessment-create", args=[client.pk])
    assert create in page.text  # the step of the case leads here
    desk.post(create, VISIT | {"assessor": town.counsellor.pk})
    assessment = Assessment.objects.get()
    assert assessment.areas.count() == 11
    assert Case.objects.get().state == CaseState.CONTRACTED  # begun is not yet proved
    done = write(desk, assessment, "housing", "段差のない家で暮らしたい", words="ここがいい")
    assert done.url.endswith("#area-housing")
    write(desk, assessment, "health", "薬を飲み忘れない", "歯の治療を受けたい", then="next")

    finish = reverse("plans:assessment-finish", args=[assessment.pk])
    refused = desk.post(finish, {"summary": "", "open_note": "", "_version": "1"})
    assert "open_note" in refused.context["form"].errors
    given = {"summary": "住まいから", "open_note": "9領域は次回の訪問で", "_version": "1"}
    assert desk.post(finish, given).status_code == 302
    case = Case.objects.get()
    assert case.state == CaseState.ASSESSING
    assert case.steps.get(state=CaseState.ASSESSING).entered_on == date(2026, 11, 20)

    path = reverse("plans:plan-create", args=[client.pk])
    form = desk.get(path).context["form"]
    assert "assessed_on" not in form.fields  # the day is not asked again
    early = desk.post(path, plan_post(town, drafted_on="R8.11.19"))
    assert "drafted_on" in early.context["form"].errors  # a plan before its assessment
    desk.post(path, plan_post(town, drafted_on="R8.11.22"))
    plan = client.plans.get()
    shown = desk.get(plan.get_absolute_url())
    assert len(shown.context["assessed"]["needs"]) == 3
    keys = [str(need["key"]) for need in shown.context["assessed"]["needs"]]
    take = reverse("plans:needs-take", args=[plan.pk])
    desk.post(take, {"need": [*keys[:2], "x"]})
    desk.post(take, {"need": keys[:1]})  # a second click takes nothing twice
    assert [need.need for need in plan.needs.all()] == [
        "段差のない家で暮らしたい",
        "薬を飲み忘れない",
    ]
    shown = desk.get(plan.get_absolute_url())
    assert shown.context["needs"][1]["area"]["label"] == "医療・健康"
    assert len(shown.context["assessed"]["needs"]) == 1
    page = desk.get(assessment.get_absolute_url())
    health = next(row for row in page.context["areas"] if row["code"] == "health")
    assert [need["position"] for need in health["needs"]] == [2, None]
    assert AuditEntry.objects.filter(verb="plan.needs_taken", client_id=client.pk).count() == 1


@pytest.mark.django_db
def test_the_next_assessment_carries_over_and_marks_what_changed(contracted, town, desk):
    texts = {"housing": {"fact": "母と暮らす", "is_done": True}, "daily": {"fact": "自分でする"}}
    whole = {"summary": "母の手術の前に、暮らしを広げる"}
    first = AssessmentFactory(case=contracted, finished=True, areas=texts, **whole)
    kept = AssessedNeedFactory(area=area_of(first), text="段差をなくしたい")
    create = reverse("plans:assessment-create", args=[contracted.client_id])
    desk.post(create, VISIT | {"assessor": town.counsellor.pk})
    second = Assessment.objects.get(previous=first)
    assert second.summary == first.summary  # a correction would print without it
    assert area_of(second).needs.get().key == kept.key
    assert not area_of(second).is_done  # looked at again
    desk.post(reverse("plans:area-keep", args=[area_of(second).pk]))
    write(desk, second, "daily", fact="週2回ヘルパーと")
    page = desk.get(second.get_absolute_url())
    rows_by_code = {row["code"]: row for row in page.context["areas"]}
    assert rows_by_code["housing"]["changed"] == []
    assert rows_by_code["housing"]["state"] == "done"
    assert rows_by_code["daily"]["changed"] == ["fact"]
    assert rows_by_code["money"]["state"] == "empty"
    assert "前回から変更" in page.text
    again = desk.get(create)
    assert again.url == second.get_absolute_url()  # one at a time


@pytest.mark.django_db
def test_a_finished_assessment_is_kept_as_it_is(contracted, town, desk):
    held = {"housing": {"fact": "母と暮らす", "is_done": True}}
    assessment = AssessmentFactory(case=contracted, finished=True, areas=held)
    area = area_of(assessment)
    for name, key in (("area-edit", area.pk), ("assessment-edit", assessment.pk)):
        assert desk.get(reverse(f"plans:{name}", args=[key])).url == assessment.get_absolute_url()
    write(desk, assessment, "housing", fact="変えた")
    desk.post(reverse("plans:area-keep", args=[area.pk]))
    area.refresh_from_db()
    assert (area.fact, area.version) == ("母と暮らす", 1)
    with pytest.raises(Refused):
        actions.write_area(
            area, by=town.counsellor, version=1, needs=[], fact="変えた", is_done=True
        )


@pytest.mark.django_db
def test_two_writers_of_one_area_lose_nothing(contracted, desk):
    assessment = AssessmentFactory(case=contracted)
    write(desk, assessment, "housing", fact="先に書いた", is_done="")
    area = area_of(assessment)
    late = desk.post(
        reverse("plans:area-edit", args=[area.pk]),
        {"fact": "後から書いた", "_version": "1", **rows("needs")},
    )
    assert late.status_code == 409
    assert "先に書いた" in late.text
    assert "後から書いた" in late.text


@pytest.mark.django_db
def test_an_area_without_a_fact_is_not_done(contracted, desk):
    assessment = AssessmentFactory(case=contracted)
    page = write(desk, assessment, "money", fact=" ")
    assert "fact" in page.context["form"].errors
    kept = desk.post(reverse("plans:area-keep", args=[area_of(assessment, "money").pk]))
    assert kept.url == reverse("plans:area-edit", args=[area_of(assessment, "money").pk])


@pytest.mark.django_db
def test_needs_of_somebody_else_or_of_an_agreed_plan_are_not_taken(contracted, town, desk):
    assessment = AssessmentFactory(case=contracted, finished=True)
    need = AssessedNeedFactory(area=area_of(assessment))
    other = ServiceUsePlanFactory(
        case=CaseFactory(client__office=town.office), author=town.counsellor
    )
    desk.post(reverse("plans:needs-take", args=[other.pk]), {"need": [str(need.key)]})
    agreed = ServiceUsePlanFactory(case=contracted, author=town.counsellor, consented=True)
    desk.post(reverse("plans:needs-take", args=[agreed.pk]), {"need": [str(need.key)]})
    assert not PlanNeed.objects.exists()


@pytest.mark.django_db
def test_the_case_never_goes_back_for_a_later_assessment(contracted, town):
    Case.objects.update(state=CaseState.DRAFT_PLAN)
    held = {code: {"fact": "支障なし", "is_done": True} for code in LifeArea}
    assessment = AssessmentFactory(case=contracted, areas=held)
    end = {"summary": "", "open_note": "", "version": None}
    actions.finish_assessment(assessment, by=town.counsellor, today=TODAY, **end)
    assert Case.objects.get().state == CaseState.DRAFT_PLAN


@pytest.mark.django_db
def test_assessments_of_two_files_come_together(contracted, town):
    other = CaseFactory(client__office=town.office)
    AssessmentFactory(case=contracted, number=1)
    AssessmentFactory(case=other, number=1)
    AssessmentFactory(case=other, number=2, finished=True)
    bring_together(contracted.client, other.client)
    found = Assessment.objects.filter(client=contracted.client)
    assert sorted(found.values_list("number", flat=True)) == [1, 2, 3]
    assert found.alive().unfinished().count() == 1


@pytest.mark.django_db
def test_the_paper_and_the_search_hold_what_was_written(contracted, town, desk):
    texts = {"leisure": {"fact": "切手を集めている", "words": "見せたい", "is_done": True}}
    assessment = AssessmentFactory(case=contracted, finished=True, areas=texts)
    AssessedNeedFactory(area=area_of(assessment, "leisure"), text="仲間がほしい")
    paper = desk.get(reverse("cases:paper-preview", args=["assessment", assessment.pk]))
    for words in ("アセスメント票", "切手を集めている", "見せたい", "仲間がほしい", "居宅"):
        assert words in paper.text
    ticket = issue_ticket(town.counsellor, "切手を集め", now=timezone.now())
    found = desk.get(reverse("cases:search-results", args=[ticket]))
    assert assessment.get_absolute_url() in found.text


@pytest.mark.django_db
def test_the_talk_shows_only_what_is_meant_for_the_person(contracted, town, desk):
    """面談モード: own words and needs, no professional view, no menus, nobody else's name."""
    texts = {"money": {"fact": "工賃で暮らす", "view": "浪費の不安", "words": "貯めたい"}}
    assessment = AssessmentFactory(case=contracted, areas=texts)
    other = CaseFactory(client__office=town.office, client__name="別人 太郎").client
    desk.get(other.get_absolute_url())  # among the recent ones of the usual page
    page = desk.get(reverse("plans:assessment-talk", args=[assessment.pk]))
    assert "貯めたい" in page.text
    for hidden in ("浪費の不安", "別人", 'class="sidenav', town.counsellor.name):
        assert hidden not in page.text
    area = area_of(assessment, "money")
    path = reverse("plans:area-talk", args=[area.pk])
    back = desk.post(path, {"words": "通帳を自分で見たい", "_version": "1"})
    assert back.url == reverse("plans:assessment-talk", args=[assessment.pk])
    area.refresh_from_db()
    assert (area.words, area.view, area.version) == ("通帳を自分で見たい", "浪費の不安", 2)


@pytest.mark.django_db
def test_wishes_of_a_plan_are_written_together_until_it_is_agreed(contracted, town, desk):
    plan = ServiceUsePlanFactory(case=contracted, author=town.counsellor, long_goal="働く")
    path = reverse("plans:plan-talk-edit", args=[plan.pk])
    desk.post(path, {"wishes_client": "海の近くで暮らしたい", "_version": "1"})
    page = desk.get(reverse("plans:plan-talk", args=[plan.pk]))
    assert "海の近くで暮らしたい" in page.text
    assert path in page.text
    agreed = ServiceUsePlanFactory(case=contracted, author=town.counsellor, consented=True)
    page = desk.get(reverse("plans:plan-talk", args=[agreed.pk]))
    assert reverse("plans:plan-talk-edit", args=[agreed.pk]) not in page.text
    assert desk.get(reverse("plans:plan-talk-edit", args=[agreed.pk])).url == (
        agreed.get_absolute_url()
    )


@pytest.mark.django_db
def test_one_begun_by_mistake_is_deleted_with_a_reason_and_comes_back(contracted, town, desk):
    begun = AssessmentFactory(case=contracted, assessor=town.counsellor)
    path = reverse("plans:assessment-delete", args=[begun.pk])
    assert path in desk.get(begun.get_absolute_url()).text
    assert desk.post(path, {"reason": ""}).status_code == 422
    assert desk.post(path, {"reason": "別の人のもの"}).status_code == 302
    begun.refresh_from_db()
    assert begun.delete_reason == "別の人のもの"
    assert desk.get(begun.get_absolute_url()).status_code == 404
    restore = reverse("plans:assessment-restore", args=[begun.pk])
    assert restore in desk.get(reverse("cases:deleted-list"), {"kind": "assessment"}).text
    other = AssessmentFactory(case=contracted, assessor=town.counsellor, number=2)
    desk.post(restore)
    begun.refresh_from_db()
    assert begun.deleted_at is not None
    actions.remove_assessment(other, by=town.counsellor, reason="重複")
    desk.post(restore)
    begun.refresh_from_db()
    assert begun.deleted_at is None


@pytest.mark.django_db
def test_a_finished_one_is_evidence_and_is_not_deleted(contracted, town):
    done = AssessmentFactory(case=contracted, held_on=TODAY, place_kind="home", finished_on=TODAY)
    with pytest.raises(Refused):
        actions.remove_assessment(done, by=town.counsellor, reason="x")
