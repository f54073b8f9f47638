"""The access table: every address, who may use it, and how its object is made.

Each app has a module here with ROWS: url name → Row, and GROW: name of a list → a function
`(town, number)` that makes `number` rows which the town's manager sees. tests/test_access.py walks
the URL resolver and fails when an address has no row; tests/test_lists.py when a list has no GROW.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.personas import EVERYONE, INSIDERS

#: Everyone who works on client files at the office.
FILES = frozenset(INSIDERS)
#: Those who write plans and monitoring reports.
PLANNERS = frozenset({"counsellor", "lead", "manager"})
LEADS = frozenset({"lead", "manager"})
#: Those who may take a list of their own office with them (the stranger leads another one).
EXPORTERS = LEADS | {"stranger", "core_staff"}
MANAGER = frozenset({"manager"})
ALL = frozenset(EVERYONE)


@dataclass(frozen=True)
class Row:
    """Who may use an address.

    `make(town)` returns the kwargs of the address, for an object of `town.office` (None: an
    address without object). Insiders outside `allowed` get 403; outsiders of an object's scope
    get 404; without an object whoever is not in `allowed` gets 403. `may_see` are outsiders in
    whose scope the object is all the same (they get 403 unless allowed). `writers` are those of
    `allowed` who may also post, where not all may. For `hidden_from` the object does not exist
    although it is of their own office.
    """

    allowed: frozenset[str]
    make: Callable | None = None
    method: str = "get"
    data: dict = field(default_factory=dict)
    may_see: frozenset[str] = frozenset()
    writers: frozenset[str] | None = None
    hidden_from: frozenset[str] = frozenset()
