"""Addresses of the claim check and of the tables behind it."""

from datetime import date

from django.utils import timezone

from config.common.fiscal import add_months, month_of
from reports.choices_claims import Fee
from reports.models import FeeNotice, FeeUnit
from tests.access import FILES, MANAGER, Row
from tests.access.cases import client

#: Whoever works on files sees the check; colleagues of other offices see their own.
ANYWHERE = FILES | {"stranger", "core_staff"}


ADMINISTRATOR = frozenset({"administrator"})


def unit(_town):
    made, _is_new = FeeUnit.objects.get_or_create(
        fee=Fee.REMOTE,
        valid_from=add_months(month_of(timezone.localdate()), 3),
        defaults={"units": 310, "source": "通知"},
    )
    return {"pk": made.pk}


def decision(town):
    return client(town) | {"year": 2026, "month": 10, "item": "monitoring-1"}


def notice(town):
    made = FeeNotice.objects.create(
        office=town.office, fee=Fee.MENTAL, variant="1", started_on=date(2024, 4, 1)
    )
    return {"pk": made.pk}


ROWS = {
    "reports:claim-check": Row(ANYWHERE),
    "reports:client-claims": Row(FILES, client),
    "reports:claim-decide": Row(FILES, decision),
    "reports:fee-unit-list": Row(ANYWHERE | ADMINISTRATOR),
    "reports:fee-unit-detail": Row(ANYWHERE | ADMINISTRATOR, unit, may_see=frozenset({"city"})),
    "reports:fee-unit-create": Row(ADMINISTRATOR),
    "reports:fee-unit-preview": Row(ADMINISTRATOR, method="post"),
    "reports:fee-unit-withdraw": Row(
        ADMINISTRATOR, unit, method="post", may_see=frozenset({"stranger", "core_staff", "city"})
    ),
    "reports:fee-notice-list": Row(ANYWHERE),
    "reports:fee-notice-create": Row(MANAGER | {"stranger"}),
    "reports:fee-notice-edit": Row(MANAGER, notice),
}


def units(_town, number):
    start = FeeUnit.objects.count() + 1
    FeeUnit.objects.bulk_create(
        FeeUnit(
            fee=Fee.MEETING,
            units=place,
            valid_from=date(2030, 1, 1).replace(year=2030 + place),
            source="試験",
        )
        for place in range(start, start + number)
    )


def notices(town, number):
    for _count in range(number):
        notice(town)


GROW = {"reports:fee-unit-list": units, "reports:fee-notice-list": notices}
