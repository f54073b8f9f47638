"""How many records lack what, by who must mend them."""

from collections import Counter
from datetime import date

from django.db.models import Count, F, QuerySet, Value

from reports.figures.gaps import Gap, Records, gaps_of
from staffing.asking import prepared_for_user
from staffing.models import User


def gaps_by_worker(user: User, today: date, *, is_own: bool, office_id: int) -> Counter:
    """Return {(key of the gap, key of who must mend it or None): records}, in one query."""
    kinds = list(_by_kind(user, office_id).values())
    place = user.access.office_ids.index(office_id)
    found: Counter = Counter()
    for kind, worker, *numbers in _numbers(user, today, is_own, place):
        for gap, number in zip(kinds[kind], numbers, strict=False):
            if number:
                found[gap.key, worker] += number
    return found


def _by_kind(user: User, office_id: int) -> dict[Records, list[Gap]]:
    kinds: dict[Records, list[Gap]] = {}
    for gap in gaps_of(user, office_id):
        kinds.setdefault(gap.among, []).append(gap)
    return kinds


@prepared_for_user
def _numbers(
    user: User,
    today: date,
    is_own: bool,  # noqa: FBT001
    place: int,
) -> QuerySet:
    """Read the records of one kind once for all that they may lack; the day is of the shape."""
    office_id = user.access.office_ids[place]
    kinds = _by_kind(user, office_id)
    width = max(map(len, kinds.values()))
    parts = []
    for kind, (among, gaps) in enumerate(kinds.items()):
        numbers = [Count("pk", filter=gap.lacks) for gap in gaps]
        numbers += [Value(0)] * (width - len(gaps))
        rows = among.held(user, today, is_own=is_own, office_id=office_id).order_by()
        by_worker = rows.values_list(Value(kind), F(f"{among.worker}_id"))
        parts.append(by_worker.annotate(**{f"of{at}": each for at, each in enumerate(numbers)}))
    return parts[0].union(*parts[1:], all=True)
