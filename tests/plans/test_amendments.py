"""A coming amendment of the standard intervals: added, previewed, withdrawn. T-06"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from monitoring.actions import drifted_schedules, recompute
from monitoring.models import MonitoringMonth
from plans.actions.amendments import add_interval, withdraw_interval
from plans.amendments import changes_by
from plans.forms.amendments import AmendmentForm
from plans.models import StandardInterval
from plans.rules import IntervalRow, interval_row
from plans.rules.amendments import amended, amendment_problems
from staffing.models import AuditEntry
from staffing.saving import Refused
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringScheduleFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    DecidedServiceFactory,
    ServiceTypeFactory,
)

# T-06
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=60)
NOTICE = "障障発0331第3号 令和9年3月31日"


def row(group="E", valid_from=SOON, months=3, **fields):
    return IntervalRow(group, valid_from, None, months, source=NOTICE, **fields)


days = st.integers(0, 90).map(lambda number: date(2019, 4, 1) + timedelta(days=83 * number))


@given(st.lists(st.tuples(st.sampled_from("DEF"), days), max_size=5), days)
def test_no_day_ever_has_two_rows_of_a_group(amendments, day):
    rows = [IntervalRow(group, date(2012, 4, 1), None, 6) for group in "DEF"]
    for group, start in sorted(amendments, key=lambda pair: pair[1]):
        new = IntervalRow(group, start, None, 3)
        if not amendment_problems(rows, new, today=date(2019, 3, 31)):
            rows = amended(rows, new)

    for group in "DEF":
        held = [
            each
            for each in rows
            if each.group == group
            and each.valid_from <= day
            and (each.valid_to is None or each.valid_to >= day)
        ]
        assert len(held) == 1
        assert interval_row(group, day, rows) == held[0]


@given(st.sampled_from("DEF"), days, st.integers(1, 12), days)
def test_a_change_of_the_rule_leaves_every_earlier_day_as_it_was(group, start, months, day):
    rows = [
        each
        for name in "DEF"
        for each in (
            IntervalRow(name, date(2012, 4, 1), date(2019, 3, 31), 12),
            IntervalRow(name, date(2019, 4, 1), None, 6),
        )
    ]
    start += timedelta(days=1)  # a row that began on the same day would be refused
    after = amended(rows, IntervalRow(group, start, None, months))

    for name in "DEF":
        found = interval_row(name, day, after)
        if name != group or day < start:
            assert found.months == interval_row(name, day, rows).months
        else:
            assert found.months == months


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (row(valid_from=TODAY), "past"),
        (row(months_65=3), "not-shorter"),
    ],
)
def test_what_was_in_force_is_not_amended(new, code):
    assert [each.code for each in amendment_problems([], new, today=TODAY)] == [code]


@pytest.fixture
def table(db):
    call_command("seed", verbosity=0)


@pytest.fixture
def person(table, town):
    """Somebody with 生活介護 whose decision ends in half a year."""
    case = CaseFactory(client__office=town.office, client__birth_on=date(1990, 4, 1))
    decision = BenefitDecisionFactory(
        client=case.client,
        starts_on=TODAY - timedelta(days=180),
        ends_on=TODAY + timedelta(days=184),
    )
    DecidedServiceFactory(
        decision=decision, service_type=ServiceTypeFactory(code="22", name="生活介護")
    )
    return decision


def add(town, **fields):
    values = {
        "group": "E",
        "valid_from": SOON,
        "months": 3,
        "months_65": None,
        "source": NOTICE,
        "today": TODAY,
        "by": town.administrator,
    }
    return add_interval(**values | fields)


def test_the_present_row_ends_on_the_day_before(table, town):
    made = add(town)

    before = StandardInterval.objects.get(group="E", valid_to=SOON - timedelta(days=1))
    assert (before.months, made.valid_to) == (6, None)
    assert AuditEntry.objects.filter(verb="interval.added").exists()


def test_seeding_again_does_not_take_the_end_away(table, town):
    add(town)
    call_command("seed", verbosity=0)

    assert StandardInterval.objects.filter(group="E", valid_to=None).count() == 1


def test_an_amendment_not_in_force_can_be_withdrawn_and_one_in_force_cannot(table, town):
    made = add(town)
    with pytest.raises(Refused):
        withdraw_interval(made, today=SOON, by=town.administrator)

    withdraw_interval(made, today=TODAY, by=town.administrator)

    assert StandardInterval.objects.get(group="E", valid_to=None).months == 6


def test_who_changes_changes_with_the_renewal(person, town):
    (change,) = changes_by(row())

    assert (change.client, change.before, change.after) == (person.client_id, 6, 3)
    assert change.when == (person.ends_on + timedelta(days=1)).replace(day=1)


def test_a_decision_that_ends_before_changes_a_period_later(person):
    later = row(valid_from=person.ends_on + timedelta(days=40))

    (change,) = changes_by(later)

    assert change.when > later.valid_from.replace(day=1)


def test_another_row_changes_nobody(person):
    assert changes_by(row(group="D", months=2)) == []


@pytest.mark.django_db
def test_an_amendment_moves_no_existing_schedule(person, town):
    schedule = MonitoringScheduleFactory(decision=person)
    now = timezone.now()
    recompute([schedule.pk], today=TODAY, now=now)
    before = list(MonitoringMonth.objects.values_list("pk", "due_month", "reason"))
    assert before

    add(town, months=1)

    assert [keys for keys in drifted_schedules(today=TODAY) if keys] == []
    recompute([schedule.pk], today=TODAY, now=now)
    assert list(MonitoringMonth.objects.values_list("pk", "due_month", "reason")) == before


def test_the_administrator_sees_numbers_and_the_office_names(person, town, sign_in):
    made = add(town)
    url = reverse("plans:interval-detail", args=[made.pk])

    numbers = sign_in(town.administrator).get(url).content.decode()
    names = sign_in(town.counsellor).get(url).content.decode()

    assert town.office.name in numbers
    assert person.client.name not in numbers
    assert person.client.name in names


def test_the_form_previews_and_adds(person, town, sign_in):
    client = sign_in(town.administrator)
    data = {
        "group": "E",
        "valid_from": f"{SOON:%Y-%m-%d}",
        "months": "3",
        "source": NOTICE,
        "_key": str(uuid4()),
    }
    preview = client.post(reverse("plans:interval-preview"), data)
    assert preview.context["number"] == 1
    assert not StandardInterval.objects.filter(valid_from=SOON).exists()

    response = client.post(reverse("plans:interval-create"), data)

    made = StandardInterval.objects.get(valid_from=SOON)
    assert response.url == reverse("plans:interval-detail", args=[made.pk])
    refused = client.post(reverse("plans:interval-create"), data | {"_key": str(uuid4())})
    assert "valid_from" in refused.context["form"].errors


def test_the_preview_says_what_is_wrong_and_needs_no_source(person, town, sign_in):
    desk, url = sign_in(town.administrator), reverse("plans:interval-preview")
    typed = {"group": "E", "months": "3", "source": "", "_key": str(uuid4())}
    assert desk.post(url, typed | {"valid_from": f"{SOON:%Y-%m-%d}"}).context["number"] == 1
    past = desk.post(url, typed | {"valid_from": "H30.10.1"})
    assert len(past.context["problems"]) == 1


def test_a_length_is_not_named_like_a_month():
    with override("ja"):
        assert AmendmentForm.base_fields["months"].label == "月数"


def test_withdrawing_by_the_button(table, town, sign_in):
    made = add(town)

    sign_in(town.administrator).post(reverse("plans:interval-withdraw", args=[made.pk]))

    assert not StandardInterval.objects.filter(pk=made.pk).exists()
