"""What cannot be right about a handbook, a certificate or a consent, and which consents lack.

Sources: the pages of the certificate (`domain.md` 6.7); 指定計画相談支援の基準 art. 24: written
consent before the person's information is given to a meeting (`domain.md` 10).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki

__all__ = [
    "SCOPES",
    "Held",
    "certificate_problems",
    "consent_problems",
    "handbook_problems",
    "is_valid_consent",
    "lacking_scopes",
    "withdrawal_problems",
]

#: What a consent may allow, by its column, in the order of the form.
SCOPES = (
    "includes_support",
    "includes_meeting",
    "includes_municipality",
    "includes_medical",
    "includes_school",
    "includes_office",
)


@dataclass(frozen=True)
class Held:
    """Another certificate of the same kind: its period, None where it is open or unknown."""

    starts_on: date | None
    ends_on: date | None


def certificate_problems(
    values: Mapping[str, Any], *, today: date, others: Iterable[Held] = ()
) -> list[Problem]:
    """Return what forbids a certificate: periods that end before they begin, or that overlap."""
    problems = []
    for first, last in (
        ("starts_on", "ends_on"),
        ("level_from", "level_to"),
        ("cap_from", "cap_to"),
        ("issued_on", "ends_on"),
    ):
        problems += _order(values, first, last)
    problems += _to_come(values, "issued_on", today)
    if not values.get("number") and not (values.get("starts_on") or values.get("ends_on")):
        message = _("Enter the number or the period of the certificate.")
        problems.append(Problem("empty", message, "number"))
    own = Held(values.get("starts_on"), values.get("ends_on"))
    if not problems and (other := next((o for o in others if _overlap(own, o)), None)):
        problems.append(_overlapping(other))
    return problems


def _overlap(one: Held, other: Held) -> bool:
    first, last = date.min, date.max
    return (one.starts_on or first) <= (other.ends_on or last) and (other.starts_on or first) <= (
        one.ends_on or last
    )


def _overlapping(other: Held) -> Problem:
    if other.starts_on is None and other.ends_on is None:
        message = _("A certificate of this kind is registered without a period. Complete that one.")
        return Problem("no-period", message, "kind")
    start, end = (wareki(day, "short") if day else "" for day in (other.starts_on, other.ends_on))
    message = _("A certificate of this kind for %(start)s to %(end)s is registered already.")
    return Problem("overlap", message % {"start": start, "end": end}, "starts_on")


def handbook_problems(values: Mapping[str, Any], *, today: date) -> list[Problem]:
    """Return what forbids a handbook: issued in the future, or over before it was issued."""
    return [*_order(values, "issued_on", "renew_on"), *_to_come(values, "issued_on", today)]


def consent_problems(values: Mapping[str, Any], *, today: date) -> list[Problem]:
    """Return what forbids a consent: it must allow something, and end after it was given."""
    problems = [*_order(values, "given_on", "expires_on"), *_to_come(values, "given_on", today)]
    if not any(values.get(scope) for scope in SCOPES) and not values.get("scope_note"):
        message = _("Choose at least one thing that the person agreed to.")
        problems.append(Problem("no-scope", message, "includes_support"))
    return problems


def withdrawal_problems(
    *, given_on: date, withdrawn_on: date, withdrawn_by: str, today: date
) -> list[Problem]:
    """Return what forbids a withdrawal: it comes after the consent, and somebody declared it."""
    values = {"given_on": given_on, "withdrawn_on": withdrawn_on}
    problems = [
        *_order(values, "given_on", "withdrawn_on"),
        *_to_come(values, "withdrawn_on", today),
    ]
    if not withdrawn_by.strip():
        problems.append(Problem("nobody", _("Enter who withdrew it."), "withdrawn_by"))
    return problems


def _order(values: Mapping[str, Any], first: str, last: str) -> list[Problem]:
    start, end = values.get(first), values.get(last)
    if start and end and end < start:
        message = _("This day lies before %(day)s. Check both days.")
        return [Problem("order", message % {"day": wareki(start, "short")}, last)]
    return []


def _to_come(values: Mapping[str, Any], name: str, today: date) -> list[Problem]:
    day = values.get(name)
    if day and day > today:
        return [Problem("future", _("This day is still to come. Check the year."), name)]
    return []


def is_valid_consent(consent: Mapping[str, Any], on: date) -> bool:
    """Whether a consent holds on a day: given, not withdrawn by then, not expired."""
    withdrawn, expires = consent["withdrawn_on"], consent["expires_on"]
    return (
        consent["given_on"] <= on
        and (withdrawn is None or withdrawn > on)
        and (expires is None or expires >= on)
    )


def lacking_scopes(
    consents: Iterable[Mapping[str, Any]], *, on: date, is_contracted: bool
) -> list[str]:
    """Return which scopes are needed and not allowed on a day.

    Everybody's information is recorded and used; from the contract on a meeting is held about it.
    """
    needed = ("includes_support", "includes_meeting") if is_contracted else ("includes_support",)
    valid = [consent for consent in consents if is_valid_consent(consent, on)]
    return [scope for scope in needed if not any(consent[scope] for consent in valid)]
