"""Questions whose shape never changes: built and compiled once, then asked with other values.

Building a query of some joins and subqueries and turning it into SQL costs Django more than the
database needs to answer it. What every page or every file asks is alike but for a few values:

    @prepared
    def _newest(*, client_key):
        return Consultation.objects.filter(client_id=client_key).newest()

    rows = _newest(client_key=7)

The function is called once for each shape, with stand-ins for its named values; wherever a
stand-in has got to among the parameters of the SQL, the value stands from then on, also as a text
that `contains` looks for. So it must do nothing with a value but hand it on. Its positional
arguments are the shape, as are None and the length of a tuple. A key that no table can hold finds
nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any, ClassVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from config.common.keptplans import Keeping, Named, keeps_plans, named

__all__ = ["prepared", "prepared_part"]

#: Values that nothing else has: they are looked for among the parameters.
FIRST_KEY, FIRST_DAY, FIRST_MOMENT = 2_000_000_000, date(3, 1, 1), datetime(3, 1, 1, tzinfo=UTC)
#: Beyond this no table counts, and a database would refuse the number.
MOST = 2**63 - 1
#: In so many shapes a question is kept; then it begins anew.
KEPT = 200
#: What one parameter may be: the name of its value, and the place in a tuple.
Place = tuple[str, int | None]
#: How a value is written where it stands.
Writing = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class _Compiled:
    """A question as SQL, with the name of a value wherever one belongs among its parameters."""

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    parameters: Sequence[Any]
    places: Mapping[int, tuple[Place, Writing]]
    #: The same for a server that keeps the plan.
    kept: Named | None
    #: How the database's values of the columns become Python's.
    converters: Mapping[int, Any]

    def filled(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the parameters with the values in their places."""
        filled = list(self.parameters)
        for at in self.places:
            filled[at] = self._written(at, values)
        return tuple(filled)

    def _written(self, at: int, values: Mapping[str, Any]) -> Any:
        (name, index), write = self.places[at]
        value = values[name] if index is None else values[name][index]
        return write(value, connections[self.queryset.db])

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """Ask the database and return what the queryset yields."""
        alias = self.queryset.db
        compiler = copy(self.compiler)
        if kept := self.kept:
            compiler.connection = Keeping(connections[alias])
            asked = kept.sql, {name: self._written(at, values) for name, at in kept.names.items()}
        else:
            compiler.connection = connections[alias]
            asked = self.sql, self.filled(values)
        compiler.as_sql = lambda: asked
        compiler.get_converters = lambda _columns: self.converters
        found = _Asked(alias, _Query(compiler, self.queryset.query))
        return list(self.queryset._iterable_class(found))


class _Part(Expression):
    """A compiled question within another one: nothing in it has to do with what is around it."""

    def __init__(self, sql: str, parameters: tuple[Any, ...]) -> None:
        super().__init__()
        self.sql, self.parameters = sql, parameters

    def resolve_expression(self, *_args, **_options) -> "_Part":
        return self

    def relabeled_clone(self, _relabels: Mapping[str, str]) -> "_Part":
        return self

    def as_sql(self, _compiler, _connection) -> tuple[str, tuple[Any, ...]]:
        return self.sql, self.parameters


@dataclass(frozen=True)
class _Query:
    """The query of a compiled question: it is not compiled again."""

    compiler: SQLCompiler
    query: Any

    def get_compiler(self, *_args, **_options) -> SQLCompiler:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)


@dataclass(frozen=True)
class _Asked:
    """As much of a queryset as Django's iterables look at."""

    db: str
    query: _Query
    _known_related_objects: ClassVar[dict] = {}


def prepared(
    build: Callable[..., QuerySet] | None = None,
    *,
    may_lack: Sequence[str] = (),
    has_one_plan: bool = False,
) -> Callable:
    """Ask the question that `build` returns, as the module says; `may_lack` need not be used.

    `has_one_plan` says of a question with a span of time that it is never asked of a long one.
    """
    if build is None:
        return lambda given: prepared(given, may_lack=may_lack, has_one_plan=has_one_plan)
    known = _Known(build, may_lack, has_one_plan=has_one_plan)

    @wraps(build)
    def ask(*shape, **values) -> list[Any]:
        if any(isinstance(value, int) and value > MOST for value in values.values()):
            return []
        compiled = known(shape, values)
        return compiled.rows(values) if compiled else []

    return ask


def prepared_part(*, may_lack: Sequence[str] = ()) -> Callable:
    """Let `build` return what a condition `…__in` takes for the rows of its question.

    It is like a queryset there, but neither copied nor compiled with every query around it.
    """

    def decorate(build: Callable[..., QuerySet]) -> Callable[..., Expression]:
        known = _Known(build, may_lack)

        @wraps(build)
        def part(*shape, **values) -> Expression:
            compiled = known(shape, values)
            return _Part(f"({compiled.sql})", compiled.filled(values))

        return part

    return decorate


class _Known:
    """A question in the shapes in which it has been asked."""

    def __init__(
        self,
        build: Callable[..., QuerySet],
        may_lack: Sequence[str],
        *,
        has_one_plan: bool = False,
    ) -> None:
        self._build, self._may_lack, self._has_one_plan = build, may_lack, has_one_plan
        self._compiled: dict[tuple, _Compiled | None] = {}

    def __call__(self, shape: tuple, values: Mapping[str, Any]) -> _Compiled | None:
        lengths = (len(v) if isinstance(v, tuple) else v is None for v in values.values())
        key = (shape, tuple(values), tuple(lengths))
        if key in self._compiled:
            return self._compiled[key]
        compiled = self._compile(shape, values)
        if len(self._compiled) >= KEPT:
            # A day may be of the shape, and a process lives through many.
            self._compiled.clear()
        self._compiled[key] = compiled
        return compiled

    def _compile(self, shape: tuple, values: Mapping[str, Any]) -> _Compiled | None:
        """Build the question with stand-ins and find where they got to; None: it has no rows."""
        numbers, places, given = count(1), {}, {}

        def stand_in(value: Any, place: Place) -> Any:
            mark = _mark(value, next(numbers))
            places[mark] = place
            return mark

        for name, value in values.items():
            if value is None:
                given[name] = None
            elif isinstance(value, tuple):
                given[name] = tuple(stand_in(one, (name, index)) for index, one in enumerate(value))
            else:
                given[name] = stand_in(value, (name, None))
        queryset = self._build(*shape, **given)
        if queryset._prefetch_related_lookups or queryset._known_related_objects:
            raise ValueError(
                f"{self._build.__qualname__}: neither prefetching nor a related manager"
            )
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        marks = {
            write(mark, compiler.connection): (place, write)
            for mark, place in places.items()
            for write in (_for_database, *((_anywhere,) if isinstance(mark, str) else ()))
        }
        found = {at: marks[p] for at, p in enumerate(parameters) if _is_mark(p) and p in marks}
        lacking = {name for name, _ in places.values()} - {name for (name, _), _ in found.values()}
        if lacking - set(self._may_lack):
            raise ValueError(
                f"{self._build.__qualname__}: {sorted(lacking)} did not reach the database"
            )
        kept = None
        has_one_plan = self._has_one_plan or _has_one_plan(parameters, found)
        if has_one_plan and keeps_plans(compiler.connection):
            kept = named(sql, parameters, found, compiler.connection)
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Compiled(queryset, compiler, sql, tuple(parameters), found, kept, converters)


def _has_one_plan(parameters: Sequence[Any], found: Mapping[int, tuple[Place, Writing]]) -> bool:
    """Say whether a question is best answered in one way, whatever its values are.

    A span of time and a word to look for may find a few rows or most of a table.
    """
    decide = (
        w is _anywhere or isinstance(parameters[at], datetime) for at, (_p, w) in found.items()
    )
    return not any(decide)


def _mark(value: Any, number: int) -> Any:
    match value:
        case datetime():
            return FIRST_MOMENT + timedelta(days=number)
        case date():
            return FIRST_DAY + timedelta(days=number)
        case int() if not isinstance(value, bool):
            return FIRST_KEY + number
        case str():
            return f"stand-in {number}"
    raise TypeError(f"no stand-in for {type(value).__name__}")


def _is_mark(parameter: Any) -> bool:
    return isinstance(parameter, str | int | date)


def _anywhere(text: str, connection) -> str:
    """Return a text as `contains` and `holds` look for it."""
    return f"%{connection.ops.prep_for_like_query(text)}%"


def _for_database(value: Any, connection) -> Any:
    """Return a value as the fields hand it to the driver."""
    match value:
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case date():
            return connection.ops.adapt_datefield_value(value)
        case int():
            # Of one size, or each size would be a question of its own to a server that keeps plans.
            return connection.ops.adapt_integerfield_value(value, "BigIntegerField")
    return value
