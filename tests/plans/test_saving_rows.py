"""What saving a row of the plan costs, and that a long history of versions costs nothing more."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import actions
from plans.models import PlanNeed, ServiceUsePlan, WeekEntry
from staffing.saving import StaleState
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceTypeFactory,
    ServiceUsePlanFactory,
    WeekEntryFactory,
)

#: Besides the trail: hold the plan, write the row, write its lines.
MOST = 3


@pytest.fixture
def plan(town, case):
    """A draft with a need of two lines and a week of two entries."""
    made = ServiceUsePlanFactory(case=case, author=town.counsellor)
    need = PlanNeedFactory(plan=made, need="働きたい")
    for position, name in enumerate(("生活介護", "居宅介護"), start=1):
        line = {"provider": ServiceProviderFactory(office=town.office), "quantity": "週1日"}
        kind = ServiceTypeFactory(name=name)
        PlannedServiceFactory(need=need, position=position, service_type=kind, **line)
    for position in (1, 2):
        WeekEntryFactory(plan=made, position=position, weekdays=str(position))
    return made


def asked(captured):
    """The statements but for the trail and the marks of the transaction."""
    quiet = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    texts = [each["sql"] for each in captured.captured_queries]
    return [text for text in texts if "auditentry" not in text and not text.startswith(quiet)]


def as_on_the_page(plan):
    """The plan as its page has it, with the first need."""
    found = ServiceUsePlan.objects.for_detail().get(pk=plan.pk)
    need = found.needs.all()[0]
    need.plan = found
    return found, need


def lines_of(need):
    names = ("service_type", "content", "quantity", "provider", "provider_name")
    return [{"id": s.pk} | {name: getattr(s, name) for name in names} for s in need.services.all()]


@pytest.mark.parametrize("what", ["need", "line", "new line", "line gone"])
def test_saving_a_need_or_a_line_of_it_costs_three_questions(town, plan, what):
    _plan, need = as_on_the_page(plan)
    lines = lines_of(need)
    if what == "line":
        lines[1]["quantity"] = "週2日"
    elif what == "new line":
        lines.append({"content": "妹の見守り"})
    elif what == "line gone":
        lines.pop()
    with CaptureQueriesContext(connection) as captured:
        actions.change_need(
            need, by=town.counsellor, version=need.version, services=lines, goal="週3日"
        )
    assert len(asked(captured)) <= MOST, asked(captured)
    stored = [line.quantity for line in plan.needs.get().services.alive()]
    expected = {"line": ["週1日", "週2日"], "new line": ["週1日", "週1日", ""]}
    assert stored == expected.get(what, ["週1日"] if what == "line gone" else ["週1日"] * 2)
    assert PlanNeed.objects.get().goal == "週3日"


def test_a_new_need_costs_three_questions_and_its_lines_one(town, plan):
    with CaptureQueriesContext(connection) as captured:
        actions.add_need(plan, by=town.counsellor, need="出かけたい")
    assert len(asked(captured)) <= MOST
    with CaptureQueriesContext(connection) as captured:
        lines = [{"content": "友人"}, {"content": "姉"}]
        actions.add_need(plan, by=town.counsellor, need="話したい", services=lines)
    assert len(asked(captured)) <= MOST + 1


@pytest.mark.parametrize("what", ["texts", "entry", "new entry", "entry gone"])
def test_saving_a_row_of_the_week_costs_three_questions(town, plan, what):
    found, _need = as_on_the_page(plan)
    names = ("weekdays", "starts_at", "ends_at", "content", "provider_name", "kind")
    rows = [{name: getattr(each, name) for name in names} for each in found.week.all()]
    if what == "entry":
        rows[1]["ends_at"] = time(16, 30)
    elif what == "new entry":
        rows.append(rows[0] | {"weekdays": "5"})
    elif what == "entry gone":
        del rows[0]
    with CaptureQueriesContext(connection) as captured:
        actions.change_week(
            found,
            by=town.counsellor,
            version=found.version,
            entries=rows,
            daily_activities="朝は散歩",
        )
    assert len(asked(captured)) <= MOST, asked(captured)
    days = list(WeekEntry.objects.order_by("position").values_list("weekdays", flat=True))
    assert days == [row["weekdays"] for row in rows]
    plan.refresh_from_db()
    assert plan.daily_activities == "朝は散歩"


# issue 5: two authors at once
def test_of_two_authors_of_a_need_the_second_is_told(town, plan):
    _plan, mine = as_on_the_page(plan)
    _plan, theirs = as_on_the_page(plan)
    actions.change_need(theirs, by=town.lead, version=1, services=[], goal="週5日")
    with pytest.raises(StaleState):
        actions.change_need(
            mine, by=town.counsellor, version=1, services=lines_of(mine), goal="週1日"
        )
    assert PlanNeed.objects.get().goal == "週5日"
    assert not plan.needs.get().services.alive().exists()


def test_of_two_authors_of_a_week_the_second_is_told(town, plan):
    mine, _need = as_on_the_page(plan)
    theirs, _need = as_on_the_page(plan)
    actions.change_week(theirs, by=town.lead, version=1, entries=[])
    with pytest.raises(StaleState):
        actions.change_week(mine, by=town.counsellor, version=1, entries=[])
    assert not WeekEntry.objects.exists()


@pytest.mark.parametrize("name", ["plan-detail", "plan-edit", "week-edit", "need-edit"])
def test_twenty_versions_cost_as_much_as_one(town, case, sign_in, name):
    desk, counts = sign_in(town.counsellor), []
    for earlier in (1, 18):
        for _number in range(earlier):
            old = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
            PlannedServiceFactory(need=PlanNeedFactory(plan=old))
            WeekEntryFactory(plan=old)
        plan = ServiceUsePlanFactory(case=case, author=town.counsellor, previous=old)
        need = PlanNeedFactory(plan=plan)
        PlannedServiceFactory(need=need)
        WeekEntryFactory(plan=plan)
        path = reverse(f"plans:{name}", args=[need.pk if name == "need-edit" else plan.pk])
        desk.get(path)  # what is asked once a day
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(path).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert ServiceUsePlan.objects.count() == 21
