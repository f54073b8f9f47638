"""The people of meetings: whose name is one of the staff, and who sits where."""

from collections import Counter
from collections.abc import Callable, Iterable

from config.common.kana import name_key
from councils.choices import AttendanceState, Side
from councils.models import Attendance
from staffing.models import Posting


def staff_by_name(office_id: int) -> Callable[[str], int | None]:
    """Return a function from a name to the key of the one person of the office who bears it.

    Blanks in the name do not matter; a name that two people share is nobody's.
    """
    people = (
        Posting.objects.filter(office_id=office_id, user__is_active=True)
        .order_by()
        .values_list("user__name", "user_id")
        .distinct()
    )
    keys = [(name_key(name), pk) for name, pk in people]
    shared = Counter(key for key, _pk in keys)
    known = {key: pk for key, pk in keys if shared[key] == 1}
    return lambda name: known.get(name_key(name))


def seats(attendances: Iterable[Attendance]) -> list[tuple[str, list[Attendance]]]:
    """Group people as minutes name them: those present by side, online, then those absent."""
    people = list(attendances)
    present = AttendanceState.PRESENT
    groups = [
        (side.label, [a for a in people if a.state == present and a.side == side]) for side in Side
    ]
    groups += [
        (state.label, [a for a in people if a.state == state])
        for state in (AttendanceState.ONLINE, AttendanceState.ABSENT)
    ]
    return [(label, found) for label, found in groups if found]
