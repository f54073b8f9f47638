"""Page through a list by key: every page costs the same, however long the list is.

The address carries only the key of the last row (`after`) or first row (`before`), never a name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connections
from django.db.models import F, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _

from config.common.filtering import ListFilter
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
    listed: ListFilter | None = None,
    per_page: int = 0,
    counts: bool = True,
    known_total: int | None = None,
    keys_first: bool = False,
    anchors: QuerySet | None = None,
    ask: Callable[[int | None, bool], list[Any]] | None = None,
) -> KeyPage:
    """Return the page of `queryset` that the request asks for.

    `order` names non-null columns ("-occurred_at", "-pk"); the last one is unique. `anchors` finds
    the row a page starts from where `order` needs an annotation. With `listed` the rows stand as
    its reader chose. The count stops at 1,000 and is said as 「1,000+」; a `known_total` is not
    counted again. With `keys_first` the page is found among the bare keys: thousands of wide rows
    are slow to put in an order no index has. `ask` answers like `page_rows` from a key on, forwards
    or backwards, where the question is a prepared one.
    """
    per_page = per_page or PER_PAGE
    if listed is not None and listed.table.sorted:
        queryset, order = listed.table.ordered(queryset, order)
        # The row a page starts from is looked for among the rows: they know what they stand by.
        anchors = queryset.order_by()
    before, after = request.GET.get("before"), request.GET.get("after")
    backwards = bool(before) and not after
    key = read_key(before if backwards else after)
    if ask is None:
        known = queryset.model._base_manager.all() if anchors is None else anchors
        ask = partial(_ask, queryset, order, keys_first, known=known, per_page=per_page)
    found = ask(key, backwards)
    if key is not None and not found:
        # The row the page starts from is not there (any more): the first page is.
        key, found = None, ask(None, False)  # noqa: FBT003
    backwards = backwards and key is not None
    has_more, found = len(found) > per_page, found[:per_page]
    if backwards:
        found.reverse()
    has_previous = has_more if backwards else key is not None
    has_next = True if backwards else has_more
    if counts and known_total is not None:
        total = min(known_total, COUNT_CAP + 1)
    else:
        is_whole = not has_previous and not has_next
        total = _count(queryset, len(found), is_whole=is_whole, counts=counts)
    return KeyPage(
        rows=found,
        count=total,
        count_label=count_label(total),
        previous_query=_query(request, "before", found[0]) if found and has_previous else "",
        next_query=_query(request, "after", found[-1]) if found and has_next else "",
    )


def _ask(queryset, order, keys_first, key, backwards, *, known, per_page) -> list[Any]:
    options = {"key": key, "backwards": backwards, "known": known, "per_page": per_page}
    rows = page_rows(queryset, order, **options)
    # SQLite puts no more in order than the keys anyway.
    if keys_first and connections[queryset.db].vendor == "postgresql":
        wanted = queryset.filter(pk__in=rows.values("pk"))
        rows = wanted.order_by(*rows.query.order_by)
    return list(rows)


def page_rows(
    queryset: QuerySet,
    order: Sequence[str],
    *,
    key: int | None,
    backwards: bool,
    known: QuerySet,
    per_page: int = PER_PAGE,
) -> QuerySet:
    """Return the rows of a page from a key on, nearest first, and one more to see if there are."""
    if key is None:
        return queryset.order_by(*order)[: per_page + 1]
    rows = queryset.order_by(*(map(_reverse, order) if backwards else order))
    beyond = _beyond(order, known.filter(pk=key), backwards=backwards)
    return _first(rows, beyond)[: per_page + 1]


def _count(queryset: QuerySet, shown: int, *, is_whole: bool, counts: bool) -> int | None:
    """Return the number of rows as far as it is counted; a page that holds all has counted."""
    if not counts:
        return None
    return shown if is_whole else queryset.order_by().values("pk")[: COUNT_CAP + 1].count()


def count_label(total: int | None, *, cap: int | None = COUNT_CAP) -> str:
    """Say how many rows there are; above a cap only that there are more."""
    if total is None:
        return ""
    if cap is not None and total > cap:
        return _("%(number)s or more") % {"number": f"{cap:,}"}
    return _("%(number)s items") % {"number": f"{total:,}"}


def _beyond(order: Sequence[str], anchor: QuerySet, *, backwards: bool) -> Q:
    """Return the condition of the rows after (or before) the row that `anchor` finds.

    The first column is bounded by itself as well: a database walks its index from there, and does
    not read every row before it.
    """
    condition, equal, bound = Q(), Q(), Q()
    for name in order:
        field = name.lstrip("-")
        lookup = "lt" if name.startswith("-") != backwards else "gt"
        # Named anew: a column that the rows are only ordered by is not among their values.
        value = Subquery(anchor.annotate(stands_by=F(field)).values("stands_by")[:1])
        condition |= equal & Q(**{f"{field}__{lookup}": value})
        equal &= Q(**{field: value})
        bound = bound or Q(**{f"{field}__{lookup}e": value})
    return bound & condition


def _first(rows: QuerySet, condition: Q) -> QuerySet:
    """Narrow the rows by a condition that stands before all others.

    SQLite walks an index from the first of several bounds of a column: from the row the page starts
    at, not from the end of the chosen period.
    """
    before = len(rows.query.where.children)
    narrowed = rows.filter(condition)
    conditions = narrowed.query.where.children
    conditions[:] = conditions[before:] + conditions[:before]
    return narrowed


def _reverse(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _query(request: HttpRequest, direction: str, row: Any) -> str:
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query[direction] = str(row["pk"] if isinstance(row, dict) else row.pk)
    return query.urlencode()
