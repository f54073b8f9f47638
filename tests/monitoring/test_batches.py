"""Thousands at once: what a batch writes is what the rule says of each decision by itself. T-06"""

from datetime import date, timedelta
from random import Random

import pytest
from django.conf import settings
from django.utils import timezone, translation

from cases.choices import CaseState, CloseReason
from config.common.fiscal import add_months, month_end, month_of
from monitoring import actions, tasks
from monitoring.actions import comparing, schedules
from monitoring.models import MonitoringMonth, MonitoringSchedule
from monitoring.rules import DecisionFacts, LaterDecision, decision_months
from plans.choices import FirstFrom, IntervalSource
from plans.models import BenefitDecision
from staffing.models import AuditEntry
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringScheduleFactory
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LONG_AGO = date(2020, 1, 1)


def decision(rng: Random, client) -> BenefitDecision:
    """A decision as any municipality may have printed it, running or to begin soon."""
    years = rng.choice([1, 1, 1, 2, 3])
    start = add_months(month_of(TODAY), rng.randint(1 - 12 * years, 2))
    ends_on = month_end(add_months(start, 12 * years - 1))
    first = rng.randint(0, 4)
    return BenefitDecisionFactory(
        client=client,
        starts_on=start.replace(day=rng.randint(1, 28)),
        ends_on=ends_on,
        interval_months=rng.choice([1, 2, 3, 4, 6, 12]),
        monitoring_from=add_months(start, first),
        monitoring_to=add_months(month_of(ends_on), -rng.randint(0, 2)),
        interval_source=rng.choice(IntervalSource.values),
        first_months=rng.choice([0, 0, 3]),
        first_from=rng.choice(FirstFrom.values),
        includes_start_month=rng.choice([True, False]),
    )


def town_of_plans(rng: Random, people: int) -> None:
    """People with one to three decisions; some cases were closed, some decisions deleted."""
    for number in range(people):
        case = CaseFactory(opened_on=LONG_AGO)
        if number % 7 == 3:
            case.state, case.close_reason = CaseState.CLOSED, CloseReason.MOVED
            case.closed_on = TODAY - timedelta(days=rng.randint(0, 90))
            case.save()
        for _count in range(rng.choice([1, 1, 2, 3])):
            own = decision(rng, case.client)
            if rng.randrange(9) == 0:
                own.deleted_at = NOW
                own.save()
            MonitoringScheduleFactory(decision=own, stale_since=NOW)


def by_the_rule(own: BenefitDecision) -> list[tuple]:
    """What the rule says of one decision, read as it stands."""
    if own.deleted_at:
        return []
    facts = DecisionFacts(
        own.starts_on,
        own.interval_months,
        own.monitoring_from,
        own.monitoring_to,
        own.interval_source == IntervalSource.CERTIFICATE,
        own.first_months,
        own.first_from,
        own.includes_start_month,
    )
    later = [
        LaterDecision(other.starts_on, other.monitoring_to)
        for other in BenefitDecision.objects.alive().filter(client=own.client)
        if (other.starts_on, other.pk) > (own.starts_on, own.pk)
    ]
    case = own.client.cases.get()
    spans = [(case.opened_on, case.closed_on)]
    with translation.override(settings.LANGUAGE_CODE):
        months = decision_months(facts, later=later, closed_on=case.closed_on, cases=spans)
    return [(due.month, due.is_due, due.reason) for due in months]


def expected() -> dict[int, list[tuple]]:
    stored = MonitoringSchedule.objects.select_related("decision__client")
    return {schedule.pk: by_the_rule(schedule.decision) for schedule in stored}


def stored() -> dict[int, list[tuple]]:
    found = {key: [] for key in MonitoringSchedule.objects.values_list("pk", flat=True)}
    months = MonitoringMonth.objects.order_by("schedule", "due_month")
    for key, *month in months.values_list("schedule_id", "due_month", "is_due", "reason"):
        found[key].append(tuple(month))
    return found


def keys() -> list[tuple]:
    return list(MonitoringMonth.objects.order_by("pk").values_list("pk", "schedule_id"))


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(schedules, "COMPARED", 5)
    monkeypatch.setattr(schedules, "WRITTEN", 5)
    monkeypatch.setattr(schedules, "REMOVED", 3)


@pytest.fixture
def computed(small_batches):
    town_of_plans(Random(1), people=15)
    tasks.recompute_stale()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("spread", [0, 4])
def test_a_batch_writes_what_the_rule_says_of_each(seed, spread, small_batches, monkeypatch):
    monkeypatch.setattr(comparing, "SPREAD", spread)
    town_of_plans(Random(seed), people=12)

    tasks.recompute_stale()

    assert stored() == expected()
    assert not MonitoringSchedule.objects.stale().exists()


def test_computing_twice_writes_once(computed):
    before, entries = keys(), AuditEntry.objects.count()
    MonitoringSchedule.objects.update(stale_since=NOW)

    tasks.recompute_stale()

    assert keys() == before
    assert AuditEntry.objects.count() == entries


def test_a_night_with_nothing_to_repair_only_reads(computed, django_assert_max_num_queries):
    before = list(MonitoringSchedule.objects.order_by("pk").values())
    everybody = MonitoringSchedule.objects.all()
    spans = len(list(schedules._spans(everybody, "client_id", schedules.COMPARED)))

    assert list(actions.drifted_schedules(today=TODAY)) == []
    # Of each span: decisions, services, plans, cases, self-made plans, months and their touches.
    with django_assert_max_num_queries(2 + 7 * spans):
        assert list(actions.drifted_schedules(today=TODAY)) == []

    assert list(MonitoringSchedule.objects.order_by("pk").values()) == before


def delete_some(months):
    months.filter(pk__in=[pk for pk in months.values_list("pk", flat=True) if pk % 3]).delete()


def delete_all(months):
    months.all().delete()


def change_reasons(months):
    months.filter(due_month__gte=month_of(TODAY)).update(reason="書き換えられた理由")


def switch_off(months):
    months.filter(due_month__gte=month_of(TODAY), is_due=True).update(is_due=False)


def add_superfluous(months):
    month = months.filter(due_month__gte=month_of(TODAY)).first()
    owner = {"schedule": month.schedule, "office": month.office, "client": month.client}
    MonitoringMonth.objects.create(**owner, due_month=date(2099, 1, 1), reason="余分な月")


DAMAGE = [delete_some, delete_all, change_reasons, switch_off, add_superfluous]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_the_sweep_repairs_what_happened_behind_its_back(damage, computed):
    before = stored()
    damage(MonitoringMonth.objects)
    assert stored() != before

    tasks.sweep()

    running = MonitoringSchedule.objects.filter(decision__ends_on__gte=month_of(TODAY))
    wanted, found = expected(), stored()
    for key in running.values_list("pk", flat=True):
        assert found[key] == wanted[key]


def test_the_sweep_makes_schedules_for_decisions_that_have_none(computed):
    MonitoringMonth.objects.all().delete()
    MonitoringSchedule.objects.all().delete()

    tasks.sweep()

    alive = BenefitDecision.objects.alive().filter(ends_on__gte=month_of(TODAY))
    assert MonitoringSchedule.objects.count() == alive.count()
    assert stored() == expected()


def test_the_sweep_leaves_what_somebody_decided(computed, town):
    month = MonitoringMonth.objects.filter(due_month__gte=month_of(TODAY), is_due=True).first()
    actions.leave_out(month, by=town.counsellor)
    found = [key for batch in actions.drifted_schedules(today=TODAY) for key in batch]
    assert found == [month.schedule_id]

    tasks.sweep()

    month.refresh_from_db()
    assert not month.is_due


def test_a_computation_killed_in_the_middle_goes_on_where_it_was(computed, monkeypatch):
    reference = stored()
    MonitoringMonth.objects.all().delete()
    MonitoringSchedule.objects.update(stale_since=NOW)
    write, done = schedules.insert_rows, []

    def die_at_the_third(*args):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(write(*args))

    with monkeypatch.context() as patched:
        patched.setattr(schedules, "insert_rows", die_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            tasks.recompute_stale()
    waiting = MonitoringSchedule.objects.stale().count()
    assert 0 < waiting < len(reference)
    assert not MonitoringMonth.objects.filter(schedule__stale_since__isnull=False).exists()

    tasks.recompute_stale()

    assert stored() == reference


def test_a_decision_changed_while_the_sweep_runs_wins(computed):
    MonitoringMonth.objects.all().delete()
    batches = list(actions.drifted_schedules(today=TODAY))
    schedule = MonitoringSchedule.objects.get(pk=batches[0][0])
    BenefitDecision.objects.filter(pk=schedule.decision_id).update(interval_months=5)

    for batch in batches:
        actions.recompute(batch, today=TODAY, now=NOW)

    schedule.decision.refresh_from_db()
    assert stored()[schedule.pk] == by_the_rule(schedule.decision)


def test_people_between_those_of_a_batch_are_not_touched():
    first, between, last = (MonitoringScheduleFactory(stale_since=NOW) for _count in range(3))

    actions.recompute([first.pk, last.pk], today=date(2026, 4, 10), now=NOW)

    assert first.months.exists()
    assert last.months.exists()
    assert not between.months.exists()
    assert list(MonitoringSchedule.objects.stale()) == [between]


def test_the_task_gives_the_same_months_with_and_without_a_worker(computed):
    reference = stored()
    MonitoringMonth.objects.all().delete()

    tasks.recompute.apply([list(reference)])

    assert stored() == reference
