"""The lists that can be taken as a file: each is declared once by its app.

An app registers its lists in its AppConfig.ready(). The page of the export, its reason, its line in
the trail and the page データ出力 (S37) follow from the declaration.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from config.common.filtering import ListFilter
from config.common.xlsx import Column
from staffing.models import User
from staffing.permissions import Permission


def _no_more(_listed: ListFilter) -> Sequence[tuple[str, str]]:
    return ()


def usual_state(listed: ListFilter) -> Sequence[tuple[str, str]]:
    """Say which rows a list shows of itself where no state is chosen."""
    if listed.form.cleaned_data.get("state"):
        return ()
    field = listed.form.fields["state"]
    return [(str(field.label), str(dict(field.choices)[""]))]


def _number(listed: ListFilter) -> int:
    return listed.qs.count()


@dataclass(frozen=True)
class Output:
    """One list: `listed(request)` is its filter over the rows that may leave.

    `office_path` leads from a row to its office where the list shows all of one's offices: the file
    has the rows of `taken_offices`. A list of the chosen office alone has no path.

    `rows` yields a cell for every column, in their order and in the order of the page. `more` are
    conditions that are no field of the filter. `permission` is that of the list.
    """

    key: str
    title: str
    about: str
    list_url: str
    permission: str
    listed: Callable[[HttpRequest], ListFilter]
    columns: Callable[[ListFilter], Sequence[Column]]
    rows: Callable[[ListFilter], Iterable[Sequence[Any]]]
    more: Callable[[ListFilter], Sequence[tuple[str, str]]] = _no_more
    count: Callable[[ListFilter], int] = _number
    office_path: str = ""
    order: int = 100


_outputs: dict[str, Output] = {}


def add_output(output: Output) -> None:
    """Register a list."""
    _outputs[output.key] = output


def outputs() -> list[Output]:
    """All lists in the order of the page."""
    return sorted(_outputs.values(), key=lambda output: (output.order, output.key))


def outputs_of(user: User, office_id: int | None) -> list[Output]:
    """The lists that a person may read at an office."""
    granted = user.access.permissions(office_id)
    return [output for output in outputs() if output.permission in granted]


def taken_offices(user: User, permission: str) -> list[int]:
    """The offices whose rows of a list leave with a file: where both are granted."""
    readable = set(user.access.offices_with(permission))
    return [pk for pk in user.access.offices_with(Permission.LIST_EXPORT) if pk in readable]


def find_output(key: str) -> Output | None:
    """The list with this key in the trail and the address."""
    return _outputs.get(key)


def title_of(key: str | None) -> str:
    """What a list of the trail is called; nothing where there is none."""
    output = _outputs.get(key or "")
    return str(output.title) if output else ""


def titles() -> list[tuple[str, str]]:
    """The lists as choices of a filter."""
    return [(output.key, output.title) for output in outputs()]
