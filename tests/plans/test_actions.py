from datetime import date

import pytest

from cases.choices import CaseState
from plans import actions
from plans.choices import Stage
from plans.models import PlannedService, ServiceUsePlan
from staffing.models import AuditEntry
from staffing.saving import Refused, StaleState
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
)
from tests.plans.verbs import TEXTS, TODAY, decide, full_draft, service, start, state_of


# T-01: nothing is skipped unseen.
def test_a_plan_leads_the_case_through_contract_and_assessment(case, town):
    start(case, town.counsellor, contracted_on=date(2026, 11, 1), assessed_on=date(2026, 11, 5))

    steps = case.steps.values_list("state", "entered_on", "is_skipped")
    assert list(steps) == [
        (CaseState.INTAKE, date(2026, 11, 1), True),
        (CaseState.CONTRACTED, date(2026, 11, 1), False),
        (CaseState.ASSESSING, date(2026, 11, 5), False),
        (CaseState.DRAFT_PLAN, date(2026, 11, 12), False),
    ]
    assert case.steps.get(is_skipped=True).reason


def test_without_a_contract_date_the_case_waits_in_front_of_it(case, town):
    plan = start(case, town.counsellor)

    assert plan.number == 1
    assert state_of(case) == CaseState.INQUIRY


def test_the_next_version_carries_over_texts_needs_and_services(case, town):
    old = ServiceUsePlanFactory(case=case, number=3, consented=True, **TEXTS)
    need = PlanNeedFactory(plan=old)
    PlannedServiceFactory(need=need, quantity="週4日")
    PlannedServiceFactory(need=need, deleted_at="2026-01-01T00:00Z")

    plan = start(case, town.counsellor, wishes_client="変わった")

    assert (plan.number, plan.previous, plan.wishes_client) == (4, old, "変わった")
    assert plan.overall_policy == old.overall_policy
    copied = PlannedService.objects.get(need__plan=plan)
    assert (copied.quantity, copied.need.need) == ("週4日", need.need)


def test_one_version_is_finished_before_the_next_begins(case, town):
    ServiceUsePlanFactory(case=case, number=1)

    with pytest.raises(Refused) as refused:
        start(case, town.counsellor)

    assert [problem.code for problem in refused.value.problems] == ["unfinished"]


def test_a_closed_case_gets_no_plan(town):
    closed = CaseFactory(
        client__office=town.office,
        state=CaseState.CLOSED,
        closed_on=TODAY,
        close_reason="other",
    )

    with pytest.raises(Refused):
        start(closed, town.counsellor)


def test_consent_freezes_the_version_and_moves_the_case_on(case, town):
    plan = full_draft(case, town.counsellor)

    plan = actions.consent_to_plan(
        plan,
        by=town.counsellor,
        consented_on=TODAY,
        consented_by="本人",
        delivered_on=TODAY,
        today=TODAY,
    )

    assert plan.is_frozen
    assert state_of(case) == CaseState.DRAFT_CONSENTED
    for act in (
        lambda: actions.change_plan(plan, by=town.counsellor, version=None, long_goal="別"),
        lambda: actions.add_need(plan, by=town.counsellor, need="別"),
        lambda: actions.remove_need(plan.needs.get(), by=town.counsellor, reason="別"),
        lambda: actions.move_need(plan.needs.get(), by=town.counsellor, up=True),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.problems[0].code == "frozen"


def test_without_a_copy_the_case_does_not_move_on(case, town):
    plan = full_draft(case, town.counsellor)

    actions.consent_to_plan(
        plan, by=town.counsellor, consented_on=TODAY, consented_by="本人", today=TODAY
    )

    assert state_of(case) == CaseState.DRAFT_PLAN


def test_a_stale_save_writes_nothing(case, town):
    plan = start(case, town.counsellor)
    actions.change_plan(plan, by=town.counsellor, version=plan.version, long_goal="先")

    with pytest.raises(StaleState):
        actions.change_plan(plan, by=town.lead, version=plan.version, long_goal="後")

    assert ServiceUsePlan.objects.get(pk=plan.pk).long_goal == "先"


def test_needs_change_places_and_close_ranks(case, town):
    plan = start(case, town.counsellor)
    by = town.counsellor
    first, second, third = (actions.add_need(plan, by=by, need=name) for name in "一二三")

    actions.move_need(third, by=by, up=True)
    actions.move_need(first, by=by, up=True)
    actions.remove_need(first, by=by, reason="まとめた")

    rows = plan.needs.alive().values_list("need", "position")
    assert list(rows) == [("三", 1), ("二", 2)]
    assert second.pk


@pytest.mark.usefixtures("_seeded")
def test_the_lines_of_a_need_become_exactly_what_is_given(case, town):
    plan, by = start(case, town.counsellor), town.counsellor
    lines = [{"service_type": service("22"), "quantity": "週2日"}, {"content": "妹の見守り"}]
    need = actions.add_need(plan, by=by, need="働きたい", services=lines)
    kept = need.services.alive().first()

    actions.change_need(
        need,
        by=by,
        version=need.version,
        services=[{"id": kept.pk, "quantity": "週3日"}, {"content": "近所の声かけ"}],
    )

    rows = list(need.services.alive().values_list("pk", "quantity", "content"))
    assert rows[0] == (kept.pk, "週3日", "")
    assert rows[1][2] == "近所の声かけ"


def test_a_line_of_another_persons_need_is_never_taken_over(case, town):
    plan, by = start(case, town.counsellor), town.counsellor
    need = actions.add_need(plan, by=by, need="働きたい")
    foreign = PlannedServiceFactory(content="よその行")

    actions.change_need(need, by=by, version=None, services=[{"id": foreign.pk, "content": "x"}])

    foreign.refresh_from_db()
    assert foreign.content == "よその行"
    assert need.services.alive().get().pk != foreign.pk


@pytest.mark.usefixtures("_seeded")
def test_from_the_draft_to_the_plan(case, town):
    by = town.counsellor
    draft = full_draft(case, by)
    draft = actions.consent_to_plan(
        draft,
        by=by,
        consented_on=date(2026, 11, 13),
        consented_by="本人",
        delivered_on=date(2026, 11, 13),
        today=TODAY,
    )
    draft = actions.submit_plan(draft, by=by, submitted_on=date(2026, 11, 14), today=TODAY)
    decide(case.client, by, plan=draft)
    assert state_of(case) == CaseState.DECIDED

    plan = actions.finalise_plan(
        draft,
        by=by,
        author=by,
        held_on=date(2026, 11, 21),
        drafted_on=date(2026, 11, 22),
        today=TODAY,
    )
    assert (plan.stage, plan.number, state_of(case)) == (Stage.FINAL, 2, CaseState.FINAL_PLAN)

    plan = actions.consent_to_plan(
        plan,
        by=by,
        consented_on=date(2026, 11, 22),
        consented_by="本人",
        delivered_on=date(2026, 11, 22),
        today=TODAY,
    )
    actions.submit_plan(plan, by=by, submitted_on=TODAY, today=TODAY)
    assert state_of(case) == CaseState.ACTIVE


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "not-agreed"),
        ({"consented": True}, "not-submitted"),
        ({"consented": True, "submitted_on": date(2026, 4, 1)}, "no-decision"),
    ],
)
def test_the_plan_is_not_made_before_its_time(case, town, facts, code):
    draft = ServiceUsePlanFactory(case=case, **facts)

    with pytest.raises(Refused) as refused:
        actions.finalise_plan(
            draft,
            by=town.counsellor,
            author=town.counsellor,
            held_on=TODAY,
            drafted_on=TODAY,
            today=TODAY,
        )

    assert code in [problem.code for problem in refused.value.problems]


def test_an_agreed_plan_is_changed_by_a_new_version(case, town):
    old = ServiceUsePlanFactory(case=case, number=1, consented=True, final=True)

    new = actions.revise_plan(old, by=town.counsellor, author=town.counsellor, drafted_on=TODAY)

    assert (new.number, new.stage, new.is_frozen) == (2, Stage.FINAL, False)


def test_every_act_leaves_its_trace(case, town):
    start(case, town.counsellor)
    provider = actions.create_provider(town.office, by=town.lead, name="あおば工房")
    actions.change_provider(provider, by=town.lead, version=1, phone="0134221234")

    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"plan.created", "provider.created", "provider.changed"} <= verbs


def test_a_provider_belongs_to_one_office(town):
    ServiceProviderFactory(office=town.office, name="あおば工房")

    other = ServiceProviderFactory(office=town.other_office, name="あおば工房")

    assert other.pk
