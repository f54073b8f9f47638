"""Count several sets of rows in one query."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from staffing.models import User


def count_each(user: User, sets: dict[str, QuerySet], **more: Any) -> dict[str, Any]:
    """Return how many rows each set has, with one query for all of them.

    `more` are other expressions whose values come along.
    """
    if not sets and not more:
        return {}
    asked = {name: _number(rows) for name, rows in sets.items()} | more
    found = User.objects.filter(pk=user.pk).values_list(*asked.values()).get()
    return dict(zip(asked, found, strict=True))


def _number(rows: QuerySet) -> Any:
    alike = rows.order_by().values(alike=Value(1))
    number = alike.annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
