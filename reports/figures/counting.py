"""Count several sets of rows in one query."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from staffing.models import User

#: No column of a person is called like what is counted.
NAMED = "n_"


def count_each(user: User, sets: dict[str, QuerySet]) -> dict[str, int]:
    """Return how many rows each set has, with one query for all of them."""
    return counted(numbers_of(user, sets)) if sets else {}


def numbers_of(user: User, sets: dict[str, QuerySet], **more: Any) -> QuerySet:
    """Return the question how many rows each set has; `counted` reads its one row.

    `more` are other expressions whose values come along.
    """
    asked = {name: _number(rows) for name, rows in sets.items()} | more
    named = {f"{NAMED}{name}": each for name, each in asked.items()}
    return User.objects.filter(pk=user.pk).values(**named)


def counted(found: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return {name: value} of the one row that `numbers_of` finds."""
    (row,) = found
    return {name.removeprefix(NAMED): value for name, value in row.items()}


def _number(rows: QuerySet) -> Any:
    alike = rows.order_by().values(alike=Value(1))
    number = alike.annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
