"""The standard monitoring interval for a plan, with the rule that made it.

The standard interval (標準期間) is what the municipality must take into account; it decides per
person, and what the certificate says wins. So everything here is a proposal with its reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.fiscal import age_on
from config.common.problems import Problem
from config.common.wareki import wareki

__all__ = [
    "INTENSIVE",
    "NO_INTERVAL",
    "OLDER_AGE",
    "IntervalProposal",
    "IntervalRow",
    "ServiceFacts",
    "ServiceRow",
    "interval_row",
    "service_row",
    "standard_interval",
]

INTENSIVE = "B"
NO_INTERVAL = ""
DAY_TYPE = "day"
# The age in the heading of the table's second column (65歳以上), not a setting.
OLDER_AGE = 65


@dataclass(frozen=True)
class IntervalRow:
    """One dated row of the standard intervals, group B to F or S (就労選択支援), with its source.

    `months_65` holds for people aged 65 or over without long-term care management.
    """

    group: str
    valid_from: date
    valid_to: date | None
    months: int
    months_65: int | None = None
    source: str = ""


@dataclass(frozen=True)
class ServiceRow:
    """One row of the service table; `group` is empty when nobody monitors the service's use.

    `gh_type` tells the kinds of 共同生活援助 apart, of which "day" (日中サービス支援型) has a row
    of its own in the intervals. Services with `is_municipal` (地域生活支援事業 and support outside
    the law) stand in a plan without setting an interval.
    """

    code: str
    name: str
    group: str = NO_INTERVAL
    gh_type: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_municipal: bool = False


@dataclass(frozen=True)
class ServiceFacts:
    """A service in a plan: its two-digit code and, for 33, the kind of group home.

    Without a kind, 33 means those that are not "day".
    """

    code: str
    gh_type: str = ""


@dataclass(frozen=True)
class IntervalProposal:
    """Months between two monitorings, the sentences that say why, the group that decided."""

    months: int
    reasons: list[str]
    group: str


@dataclass(frozen=True)
class _Candidate:
    """What one service asks for; `other` is the second reading when a fact is missing."""

    row: IntervalRow
    months: int
    reason: str
    other: int | None = None
    missing: Problem | None = None


def standard_interval(
    *,
    plan_on: date,
    services: Sequence[ServiceFacts],
    birth_on: date | None,
    has_ltc_care_manager: bool | None,
    intensive: bool,
    rows: Iterable[IntervalRow],
    service_rows: Iterable[ServiceRow],
) -> IntervalProposal | list[Problem]:
    """Propose the interval for a plan made on a day, or say what cannot be decided.

    Source: 計画相談支援の標準期間 with its transition rule: the version in force when the plan was
    made holds until the plan is made anew. Of several services the shortest interval is taken.
    """
    rows = list(rows)
    found = _services_on(plan_on, services, list(service_rows))
    if problems := [item for item in found if isinstance(item, Problem)]:
        return problems
    if not found:
        return [Problem("no-service", _("Choose a service whose use is monitored."), "services")]
    if intensive:
        return _intensive_proposal(plan_on, rows)
    candidates = [
        _candidate(service, plan_on, birth_on, has_ltc_care_manager, rows) for service in found
    ]
    if problems := [item for item in candidates if isinstance(item, Problem)]:
        return problems
    return _shortest(candidates)


def service_row(
    service: ServiceFacts, plan_on: date, service_rows: Iterable[ServiceRow]
) -> ServiceRow | Problem:
    """Return the row of a service on a day, or why it cannot stand in a plan of that day."""
    same = [row for row in service_rows if _is_same(row, service)]
    if not same:
        message = _("There is no service with the code %(code)s.") % {"code": service.code}
        return Problem("service-unknown", message, "services")
    for row in same:
        if _in_force(row, plan_on):
            return row
    message = _("%(service)s does not exist on %(day)s.") % {
        "service": same[0].name,
        "day": wareki(plan_on),
    }
    return Problem("service-not-valid", message, "services")


def interval_row(group: str, plan_on: date, rows: Iterable[IntervalRow]) -> IntervalRow | None:
    """Return the version of a group's row that was in force when the plan was made."""
    for row in rows:
        if row.group == group and _in_force(row, plan_on):
            return row
    return None


def _is_same(row: ServiceRow, service: ServiceFacts) -> bool:
    """Day-type group homes are a service of their own; the other kinds share one interval."""
    return row.code == service.code and (row.gh_type == DAY_TYPE) == (service.gh_type == DAY_TYPE)


def _in_force(row: IntervalRow | ServiceRow, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_to is None or day <= row.valid_to
    )


def _services_on(
    plan_on: date, services: Sequence[ServiceFacts], service_rows: list[ServiceRow]
) -> list[ServiceRow | Problem]:
    found: list[ServiceRow | Problem] = []
    for service in services:
        row = service_row(service, plan_on, service_rows)
        if isinstance(row, ServiceRow) and row.group == NO_INTERVAL:
            if row.is_municipal:
                continue
            message = _("%(service)s is outside plan consultation and has no interval.")
            row = Problem("outside", message % {"service": row.name}, "services")
        found.append(row)
    return found


def _intensive_proposal(plan_on: date, rows: list[IntervalRow]) -> IntervalProposal | list[Problem]:
    row = interval_row(INTENSIVE, plan_on, rows)
    if row is None:
        return [_no_row(plan_on)]
    reason = _("Needs intensive support: every %(months)s month(s) (%(source)s).")
    words = {"months": row.months, "source": _version(row)}
    return IntervalProposal(row.months, [reason % words], INTENSIVE)


def _candidate(
    service: ServiceRow,
    plan_on: date,
    birth_on: date | None,
    has_ltc_care_manager: bool | None,  # noqa: FBT001 - a fact with three values, not a switch
    rows: list[IntervalRow],
) -> _Candidate | Problem:
    row = interval_row(service.group, plan_on, rows)
    if row is None:
        return _no_row(plan_on)
    words = {"service": service.name, "months": row.months, "source": _version(row)}
    plain = _("%(service)s: every %(months)s month(s) (%(source)s).") % words
    if row.months_65 is None:
        return _Candidate(row, row.months, plain)
    words["months"] = row.months_65
    older = _(
        "%(service)s, aged 65 or over without long-term care management: "
        "every %(months)s month(s) (%(source)s)."
    )
    missing = _missing_fact(birth_on, plan_on, has_ltc_care_manager)
    if missing:
        return _Candidate(row, row.months, plain, other=row.months_65, missing=missing)
    if _is_older(birth_on, plan_on) and not has_ltc_care_manager:
        return _Candidate(row, row.months_65, older % words)
    return _Candidate(row, row.months, plain)


def _is_older(birth_on: date | None, plan_on: date) -> bool:
    return birth_on is not None and age_on(birth_on, plan_on) >= OLDER_AGE


def _missing_fact(
    birth_on: date | None,
    plan_on: date,
    has_ltc_care_manager: bool | None,  # noqa: FBT001 - a fact with three values, not a switch
) -> Problem | None:
    """Return what must be known about age and long-term care before row E can be read."""
    if has_ltc_care_manager:
        return None
    if birth_on is None:
        message = _("Cannot be decided: enter the birth date, because 65 is the limit of age.")
        return Problem("birth-unknown", message, "birth_on")
    if has_ltc_care_manager is None and _is_older(birth_on, plan_on):
        message = _(
            "Cannot be decided: the person is 65 or over. "
            "Say whether there is long-term care management."
        )
        return Problem("care-unknown", message, "has_ltc_care_manager")
    return None


def _shortest(candidates: Sequence[_Candidate]) -> IntervalProposal | list[Problem]:
    """Take the shortest interval; a missing fact matters only if it could make it shorter."""
    shortest = min(candidates, key=lambda candidate: candidate.months)
    missing = [
        candidate.missing
        for candidate in candidates
        if candidate.missing and candidate.other < shortest.months
    ]
    if missing:
        return list(dict.fromkeys(missing))
    reasons = list(dict.fromkeys(candidate.reason for candidate in candidates))
    if len({candidate.months for candidate in candidates}) > 1:
        reasons.append(
            _("The shortest is taken: every %(months)s month(s).") % {"months": shortest.months}
        )
    return IntervalProposal(shortest.months, reasons, shortest.row.group)


def _version(row: IntervalRow) -> str:
    words = {"group": row.group, "day": wareki(row.valid_from), "source": row.source}
    if row.source:
        return _("row %(group)s in force from %(day)s, %(source)s") % words
    return _("row %(group)s in force from %(day)s") % words


def _no_row(plan_on: date) -> Problem:
    message = _("No standard interval is registered for %(day)s.") % {"day": wareki(plan_on)}
    return Problem("no-row", message, "plan_on")
