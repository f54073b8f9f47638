"""Versions of a plan side by side, and what a version changed against the one before."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import actions
from plans.comparing import changed_cells, changed_texts, compared
from plans.models import ServiceUsePlan
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceUsePlanFactory,
    WeekEntryFactory,
)


@pytest.fixture
def agreed(draft):
    for number, need in enumerate(("働きたい", "出かけたい"), start=1):
        PlannedServiceFactory(need=PlanNeedFactory(plan=draft, position=number, need=need))
    WeekEntryFactory(plan=draft)
    draft.consented_on, draft.consented_by = draft.drafted_on, "本人"
    draft.save()
    return draft


def revised(plan, town):
    """Return the next version: one text, one cell and one amount changed, a need gone, one new."""
    by = town.counsellor
    next_one = actions.revise_plan(plan, by=by, author=by, drafted_on=date(2026, 9, 1))
    first, second = next_one.needs.alive()
    line = first.services.get()
    services = [{"id": line.pk, "service_type": line.service_type, "quantity": "週5日"}]
    actions.change_need(first, by=by, version=None, goal="週5日", services=services)
    actions.remove_need(second, by=by, reason="かなった")
    actions.add_need(next_one, by=by, need="一人で暮らしたい")
    actions.change_plan(next_one, by=by, version=None, long_goal="一人暮らし")
    return ServiceUsePlan.objects.for_detail().get(pk=next_one.pk)


# T-02
def test_a_version_knows_what_it_changed(agreed, town):
    plan = revised(agreed, town)
    first, new = plan.needs.all()
    assert changed_cells(plan) == {first.pk: {"goal", "services"}, new.pk: {"new"}}
    assert changed_texts(plan) == {"long_goal"}
    plain = ServiceUsePlan.objects.for_detail().get(pk=agreed.pk)
    assert changed_cells(plain) == {}


def test_needs_are_paired_over_many_versions(agreed, town):
    plan = revised(agreed, town)
    plan.consented_on, plan.consented_by = plan.drafted_on, "本人"
    plan.save()
    third = actions.revise_plan(
        plan, by=town.counsellor, author=town.counsellor, drafted_on=date(2026, 10, 1)
    )
    old, new = (ServiceUsePlan.objects.for_detail().get(pk=p.pk) for p in (agreed, third))
    parts = {part["title"]: part["rows"] for part in compared(old, new)}
    states = {row["label"]: row["state"] for row in parts["課題1"]}
    assert states["支援目標"] == "added"
    assert states["解決すべき課題"] == "same"
    assert parts["課題2（新しい）"]
    assert parts["課題2（今はなし）"]


def test_the_page_compares_any_two_versions_of_the_person(agreed, town, desk):
    plan = revised(agreed, town)
    path = reverse("plans:plan-compare", args=[plan.pk])
    page = desk.get(path, {"with": agreed.pk}).text
    for words in ("一人暮らし", "週5日", "違うところは", "課題2（今はなし）"):
        assert words in page
    assert "変更" in desk.get(plan.get_absolute_url()).text
    other = ServiceUsePlanFactory(author=town.counsellor)
    assert desk.get(path, {"with": other.pk}).status_code == 404
    assert desk.get(path, {"with": "x"}).status_code == 200


def test_a_single_version_has_nothing_to_be_compared_with(draft, desk):
    answer = desk.get(reverse("plans:plan-compare", args=[draft.pk]))
    assert answer.url == draft.get_absolute_url()


def asked(browser, path):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


# issue 5: the editor of a person with 20 versions costs the same queries as with one
@pytest.mark.parametrize("name", ["plan-detail", "plan-edit", "need-create", "week-edit"])
def test_twenty_versions_cost_no_query_more_than_one(name, case, town, desk):
    def version(number, previous=None, *, agreed):
        plan = ServiceUsePlanFactory(
            case=case, author=town.counsellor, previous=previous, number=number, consented=agreed
        )
        PlannedServiceFactory(need=PlanNeedFactory(plan=plan))
        WeekEntryFactory(plan=plan)
        return plan

    second = version(2, version(1, agreed=True), agreed=False)
    path = reverse(f"plans:{name}", args=[second.pk])
    desk.get(path)
    few = asked(desk, path)
    agreed = {"consented_on": second.drafted_on, "consented_by": "本人"}
    ServiceUsePlan.objects.filter(pk=second.pk).update(**agreed)
    last = second
    for number in range(3, 21):
        last = version(number, last, agreed=number < 20)
    assert asked(desk, reverse(f"plans:{name}", args=[last.pk])) <= few


def test_saving_a_row_asks_little(draft, town):
    """Three questions for the row itself; each line of its services has its own trail."""
    need = PlanNeedFactory(plan=draft)
    with CaptureQueriesContext(connection) as captured:
        actions.change_need(need, by=town.counsellor, version=1, goal="週2日", services=[])
    frames = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    sql = [q["sql"] for q in captured if not q["sql"].startswith(frames)]
    assert len([text for text in sql if "staffing_auditentry" not in text]) <= 5, sql
