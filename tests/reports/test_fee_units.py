"""A new row of the units of the law: added, previewed, withdrawn. T-08"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from config.common.fiscal import add_months, month_of
from reports.actions.fees import add_unit, withdraw_unit
from reports.choices_claims import Fee
from reports.claims.changes import changes_by
from reports.models import FeeUnit
from reports.rules.fees import Rate, rate_problems
from staffing.models import AuditEntry
from staffing.saving import Refused
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client

# T-08
TODAY = timezone.localdate()
MONTH = month_of(TODAY)
SOON = add_months(MONTH, 2)
ON_DAY = date(2026, 11, 20)
HELD = Rate("monitoring", "1", "adult", 1308, date(2024, 4, 1))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"valid_from": date(2026, 10, 1)}, []),
        ({"valid_from": date(2026, 9, 1)}, ["past"]),
        ({"valid_from": date(2027, 4, 2)}, ["not-first"]),
        ({"units": 1308}, ["same"]),
        ({"whom": ""}, ["whom"]),
        ({"fee": "meeting", "variant": ""}, ["whom"]),
        ({"fee": "first", "variant": ""}, ["later"]),
        ({"percent": Decimal(5)}, ["percent"]),
        ({"fee": "cut_abuse", "variant": "", "units": 0, "percent": Decimal(-1)}, []),
        ({"fee": "cut_abuse", "variant": ""}, ["percent"]),
        ({"fee": "remote", "variant": "", "whom": "child"}, []),
    ],
)
def test_what_is_wrong_with_a_row(change, codes):
    rates = [
        HELD,
        Rate("meeting", "", "", 100, date(2018, 4, 1)),
        Rate("first", "", "adult", 400, date(2027, 6, 1)),
    ]
    values = {"fee": "monitoring", "variant": "1", "whom": "adult", "units": 1400}
    new = Rate(**{"valid_from": date(2027, 4, 1)} | values | change)

    assert [each.code for each in rate_problems(rates, new, today=ON_DAY)] == codes


@pytest.fixture
def table(db):
    call_command("seed", verbosity=0)


def add(town, **fields):
    values = {
        "fee": Fee.MONITORING,
        "variant": "1",
        "whom": "adult",
        "units": 1400,
        "percent": None,
        "most": 1,
        "valid_from": SOON,
        "certainty": "read",
        "source": "報酬告示（改定）",
        "today": TODAY,
        "by": town.administrator,
    }
    return add_unit(**values | fields)


def test_the_row_before_ends_and_seeding_again_leaves_it_so(table, town):
    add(town)
    call_command("seed", verbosity=0)

    before = FeeUnit.objects.get(
        fee="monitoring", variant="1", whom="adult", valid_to=SOON - timedelta(days=1)
    )
    assert before.units == 1308
    assert AuditEntry.objects.filter(verb="fee.added").exists()


def test_a_row_is_withdrawn_until_its_first_month_is_claimed(table, town):
    made = add(town)
    with pytest.raises(Refused):
        withdraw_unit(made, today=add_months(SOON, 2), by=town.administrator)

    withdraw_unit(made, today=TODAY, by=town.administrator)

    assert FeeUnit.objects.get(fee="monitoring", variant="1", whom="adult", valid_to=None).units
    assert not FeeUnit.objects.filter(pk=made.pk).exists()


def test_the_months_that_change_by_records_and_by_what_is_set(table, town):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    month = month_of_client(case.client, f"{TODAY:%Y-%m}")
    MonitoringReportFactory(
        month=month, finished=True, visited_on=TODAY, submitted_on=TODAY, author=town.counsellor
    )
    month_of_client(case.client, f"{add_months(MONTH, 1):%Y-%m}")
    rate = Rate("monitoring", "1", "adult", 1400, MONTH)

    changes = changes_by(rate, today=TODAY)

    assert changes.before.units == 1308
    assert [(row.month, row.number, row.is_known) for row in changes.rows] == [
        (MONTH, 1, True),
        (add_months(MONTH, 1), 1, False),
    ]
    assert changes_by(Rate("monitoring", "1", "child", 1500, MONTH), today=TODAY).rows == []


def test_the_form_previews_and_adds(table, town, sign_in):
    client = sign_in(town.administrator)
    data = {
        "fee": "monitoring",
        "variant": "1",
        "whom": "adult",
        "units": "1400",
        "most": "1",
        "valid_from": f"{SOON:%Y-%m-%d}",
        "certainty": "read",
        "source": "報酬告示（改定）",
        "_key": str(uuid4()),
    }
    preview = client.post(reverse("reports:fee-unit-preview"), data)
    assert preview.context["changes"].before.units == 1308
    assert not FeeUnit.objects.filter(valid_from=SOON).exists()

    response = client.post(reverse("reports:fee-unit-create"), data)

    made = FeeUnit.objects.get(valid_from=SOON)
    assert response.url == reverse("reports:fee-unit-detail", args=[made.pk])
    assert client.get(response.url).context["changes"].before.units == 1308
    refused = client.post(reverse("reports:fee-unit-create"), data | {"_key": str(uuid4())})
    assert "valid_from" in refused.context["form"].errors
    client.post(reverse("reports:fee-unit-withdraw", args=[made.pk]))
    assert not FeeUnit.objects.filter(pk=made.pk).exists()


def test_the_preview_says_what_is_wrong_before_the_source_is_typed(table, town, sign_in):
    desk, url = sign_in(town.administrator), reverse("reports:fee-unit-preview")
    typed = {"fee": "monitoring", "variant": "1", "whom": "adult", "units": "1400", "most": "1"}
    typed |= {"certainty": "read", "source": "", "_key": str(uuid4())}
    assert desk.post(url, typed | {"valid_from": f"{SOON}"}).context["changes"].before.units == 1308
    past = desk.post(url, typed | {"valid_from": "R5.4.1"}).context["problems"]
    assert len(past) == 1  # nothing can be withdrawn in the middle of the table
    unknown = desk.post(url, typed | {"valid_from": f"{SOON}", "variant": "info"})
    assert unknown.context["others"]
    assert FeeUnit.objects.filter(source="").count() == 0
