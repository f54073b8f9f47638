"""Whether what a plan names was granted: the services of the decision, their own periods.

Source: `domain.md` 1.3: the decision grants service, amount and period, and the period differs by
service; 2.2: what the decision does not hold needs a new application, so it belongs into a draft.
A draft asks, and is held against nothing. A plan (様式2-1) is written after the decision: a benefit
that was not granted, or whose period is over on the day of the plan, is refused at its field.
What came along from the draft, or ended since, is warned of where the plan is read and agreed to.
A benefit that begins later is only warned of: a plan is written ahead of its period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki
from plans.choices import LawGroup

__all__ = ["Granted", "Planned", "granted_problem", "granted_warnings"]

#: What a plan that is being written may not say.
REFUSED = frozenset({"not-granted", "ended"})

#: Benefits that need a decision; municipal and other support is arranged without one.
DECIDED = (
    LawGroup.CARE,
    LawGroup.TRAINING,
    LawGroup.COMMUNITY,
    LawGroup.CHILD_DAY,
    LawGroup.CHILD_FACILITY,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A service of a plan: the key of its type, its name, its benefit."""

    type_id: int
    name: str
    law_group: str


@dataclass(frozen=True, slots=True)
class Granted:
    """A granted service with its own days, where they differ from those of the decision."""

    type_id: int
    starts_on: date | None
    ends_on: date | None


def granted_warnings(
    planned: Iterable[Planned],
    granted: Iterable[Granted],
    *,
    starts_on: date,
    ends_on: date,
    on: date,
) -> list[Problem]:
    """Return what a plan names beyond the decision from `starts_on` to `ends_on`.

    `on` is the day the plan is looked at: a period that has ended by then, or begins later, is
    named.
    """
    held: dict[int, list[tuple[date, date]]] = {}
    for row in granted:
        period = (row.starts_on or starts_on, row.ends_on or ends_on)
        held.setdefault(row.type_id, []).append(period)
    found, seen = [], set()
    for service in planned:
        if service.law_group not in DECIDED or service.type_id in seen:
            continue
        seen.add(service.type_id)
        words = {"service": service.name, "start": wareki(starts_on), "end": wareki(ends_on)}
        periods = held.get(service.type_id)
        if not periods:
            text = _("%(service)s is not granted by the decision from %(start)s to %(end)s.")
            found.append(Problem("not-granted", text % words))
        elif all(end < on for _start, end in periods):
            last = max(end for _start, end in periods)
            text = _("%(service)s is granted until %(day)s only; its period has ended.")
            found.append(Problem("ended", text % (words | {"day": wareki(last)})))
        elif all(start > on for start, _end in periods):
            first = min(start for start, _end in periods)
            text = _("%(service)s is granted from %(day)s on only.")
            found.append(Problem("not-yet", text % (words | {"day": wareki(first)})))
    return found


def granted_problem(
    service: Planned, granted: Iterable[Granted], *, starts_on: date, ends_on: date, on: date
) -> Problem | None:
    """Say why a plan of the day `on` may not name a service of the law, with the way out."""
    day = max(on, starts_on)
    found = granted_warnings([service], granted, starts_on=starts_on, ends_on=ends_on, on=day)
    refused = next((each for each in found if each.code in REFUSED), None)
    if refused is None:
        return None
    way = _(
        "Add it to the decision if the certificate grants it; else ask for it with a new draft."
    )
    return Problem(refused.code, f"{refused.message}{way}", "service_type")
