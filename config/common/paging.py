"""Page through a list by key: every page costs the same, however long the list is.

The address carries only the key of the last row (`after`) or first row (`before`), never a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from config.common.keys import read_key

PER_PAGE = 50
COUNT_CAP = 1000


@dataclass(frozen=True)
class KeyPage:
    """One page of rows; `previous_query` and `next_query` are "" where there is no such page."""

    rows: list[Any]
    count: int | None
    count_label: str
    previous_query: str
    next_query: str

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_by_key(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    order: Sequence[str],
    per_page: int = PER_PAGE,
    counts: bool = True,
    anchors: QuerySet | None = None,
) -> KeyPage:
    """Return the page of `queryset` that the request asks for.

    `order` names non-null columns ("-occurred_at", "-pk"); the last one is unique. `anchors` finds
    the row a page starts from where `order` needs an annotation. The count stops at 1,000 and is
    said as 「1,000+」.
    """
    ordered = queryset.order_by(*order)
    before, after = request.GET.get("before"), request.GET.get("after")
    backwards = bool(before) and not after
    known = queryset.model._base_manager.all() if anchors is None else anchors
    anchor = _anchor(known, order, before if backwards else after)
    rows = ordered
    if anchor is not None:
        rows = ordered.filter(_beyond(order, anchor, backwards=backwards))
    else:
        backwards = False
    if backwards:
        rows = rows.order_by(*map(_reverse, order))
    found = list(rows[: per_page + 1])
    has_more, found = len(found) > per_page, found[:per_page]
    if backwards:
        found.reverse()
    has_previous = has_more if backwards else anchor is not None
    has_next = True if backwards else has_more
    total = queryset.order_by().values("pk")[: COUNT_CAP + 1].count() if counts else None
    return KeyPage(
        rows=found,
        count=total,
        count_label=count_label(total),
        previous_query=_query(request, "before", found[0]) if found and has_previous else "",
        next_query=_query(request, "after", found[-1]) if found and has_next else "",
    )


def count_label(total: int | None) -> str:
    """Say how many rows there are; above 1,000 only that there are more."""
    if total is None:
        return ""
    if total > COUNT_CAP:
        return _("%(number)s or more") % {"number": f"{COUNT_CAP:,}"}
    return _("%(number)s items") % {"number": f"{total:,}"}


def _anchor(queryset: QuerySet, order: Sequence[str], key: str | None) -> tuple | None:
    """Return the order values of the row the page starts from; None for the first page."""
    if (pk := read_key(key)) is None:
        return None
    names = [name.lstrip("-") for name in order]
    return queryset.filter(pk=pk).values_list(*names).first()


def _beyond(order: Sequence[str], anchor: tuple, *, backwards: bool) -> Q:
    condition, equal = Q(), Q()
    for name, value in zip(order, anchor, strict=True):
        field = name.lstrip("-")
        lookup = "lt" if name.startswith("-") != backwards else "gt"
        condition |= equal & Q(**{f"{field}__{lookup}": value})
        equal &= Q(**{field: value})
    return condition


def _reverse(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _query(request: HttpRequest, direction: str, row: Any) -> str:
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query[direction] = str(row["pk"] if isinstance(row, dict) else row.pk)
    return query.urlencode()
