"""Addresses of the table of standard intervals."""

from datetime import date, timedelta

from django.utils import timezone

from plans.models import StandardInterval
from tests.access import PLANNERS, Row

READERS = PLANNERS | {"stranger", "core_staff", "administrator"}
ADMINISTRATOR = frozenset({"administrator"})


def row(_town):
    made, _is_new = StandardInterval.objects.get_or_create(
        group="E",
        valid_from=timezone.localdate() + timedelta(days=90),
        defaults={"months": 4, "source": "通知"},
    )
    return {"pk": made.pk}


ROWS = {
    "plans:interval-list": Row(READERS),
    "plans:interval-detail": Row(READERS, make=row, may_see=frozenset({"city"})),
    "plans:interval-create": Row(ADMINISTRATOR),
    "plans:interval-preview": Row(ADMINISTRATOR, method="post"),
    "plans:interval-withdraw": Row(
        ADMINISTRATOR,
        make=row,
        method="post",
        may_see=frozenset({"stranger", "core_staff", "city"}),
    ),
}


def rows(_town, number):
    start = date(2040, 1, 1)
    StandardInterval.objects.bulk_create(
        StandardInterval(
            group="E",
            valid_from=start + timedelta(days=StandardInterval.objects.count() * 40 + place),
            months=3,
            source="通知",
        )
        for place in range(number)
    )


GROW = {"plans:interval-list": rows}
