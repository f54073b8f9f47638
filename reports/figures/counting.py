"""Count several sets of rows in one query."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from staffing.models import User


def count_each(user: User, sets: dict[str, QuerySet]) -> dict[str, int]:
    """Return how many rows each set has, with one query for all of them."""
    if not sets:
        return {}
    found = User.objects.filter(pk=user.pk).values_list(*map(_number, sets.values())).get()
    return dict(zip(sets, found, strict=True))


def _number(rows: QuerySet) -> Any:
    alike = rows.order_by().values(alike=Value(1))
    number = alike.annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
