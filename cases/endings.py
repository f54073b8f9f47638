"""What of a person's file ends soon or wants to be looked at: one list for every page.

The rows come with the person (`cases/facts.py`); how near an end is says `cases/rules/expiry.py`,
which home's deadlines ask as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.choices_file import CertificateKind, GuardianKind, HandbookKind, WarningKind
from cases.models import (
    Appointment,
    Case,
    Client,
    Consent,
    DisabilityHandbook,
    Guardian,
    Promise,
    RecipientCertificate,
    WarningNote,
)
from cases.rules import SCOPES, coming_ages, expiry, is_valid_consent, lacking_scopes
from config.common.labels import due_on
from config.common.sql import Joined, JsonRows, read_day

#: A note is looked at again a month before the day that was set for it.
REVIEW_DAYS = 30
TONES = {90: "info", 60: "hold", 30: "soon", 0: "late"}


@dataclass(frozen=True)
class Ending:
    """One line: what ends, when, how near it is, and where it is dealt with."""

    label: str
    on: date
    words: str
    tone: str
    url: str = ""


def _rows(rows: QuerySet, *names: str) -> Subquery:
    """All rows of the person of the outer query, as one list in no order."""
    row = JSONObject(**{name: name for name in ("pk", *names)})
    held = rows.alive().filter(client=OuterRef("pk")).order_by()
    return Subquery(held.values("client").annotate(rows=JsonRows(row)).values("rows"))


def bar_rows() -> dict[str, Subquery]:
    """What the person bar shows of the file."""
    return {
        "certificate_rows": _rows(
            RecipientCertificate.objects,
            "kind",
            "number",
            "starts_on",
            "ends_on",
            "support_level",
            "level_to",
            "cap_to",
        ),
        "guardian_rows": _rows(Guardian.objects, "kind", "name", "relation", "phone", "ended_on"),
        "warning_rows": _rows(
            WarningNote.objects, "kind", "text", "since_on", "review_on", "ended_on"
        ),
    }


def care_words(today: date) -> Subquery:
    """The points to consider of the person of the outer query, one line for each."""
    notes = WarningNote.objects.alive().holding_on(today).filter(client=OuterRef("pk")).order_by()
    words = notes.values("client").annotate(words=Joined("text")).values("words")
    return Subquery(words, output_field=CharField())


def overview_rows() -> dict[str, Subquery]:
    """What the overview shows besides."""
    days = ("given_on", "expires_on", "withdrawn_on")
    return {
        "handbook_rows": _rows(DisabilityHandbook.objects, "kind", "grade", "renew_on"),
        "consent_rows": _rows(Consent.objects, "method", *days, *SCOPES),
    }


def _read(rows: Iterable[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Return rows with their days as days."""
    return [
        {name: read_day(value) if name.endswith(DAYS) else value for name, value in row.items()}
        for row in rows or ()
    ]


DAYS = ("_on", "_to")


def current_certificates(client: Client) -> list[dict[str, Any]]:
    """The latest certificate of each kind, in the order of the kinds."""
    found: dict[str, dict[str, Any]] = {}
    rows = _read(client.certificate_rows)
    for row in sorted(rows, key=lambda row: (row["starts_on"] or date.max, row["pk"])):
        found[row["kind"]] = row
    return [found[kind] for kind in CertificateKind if kind in found]


def person_bar(client: Client, today: date) -> dict[str, Any]:
    """What stands above every page: points to consider, guardians, the certificate."""
    warnings = [row for row in _read(client.warning_rows) if _holds(row, today)]
    guardians = [row for row in _read(client.guardian_rows) if _holds(row, today)]
    certificates = [row for row in current_certificates(client) if row["number"]]
    return {
        "warnings": [
            row | {"label": WarningKind(row["kind"]).label}
            for row in sorted(warnings, key=lambda row: (row["since_on"], row["pk"]))
        ],
        "guardians": [
            row | {"label": GuardianKind(row["kind"]).label}
            for row in sorted(guardians, key=lambda row: row["pk"])
        ],
        "certificates": [
            {"number": row["number"], "ends_on": row["ends_on"], "ending": _ending_of(row, today)}
            for row in certificates
        ],
    }


def _holds(row: dict[str, Any], today: date) -> bool:
    return row["ended_on"] is None or row["ended_on"] > today


def _ending_of(certificate: dict[str, Any], today: date) -> Ending | None:
    return next(_near([("", certificate["ends_on"])], today, ""), None)


def _near(ends: Iterable[tuple[str, date | None]], today: date, url: str) -> Iterator[Ending]:
    """Yield the ends that are warned of today."""
    for label, day in ends:
        found = expiry(day, today)
        if found is not None and found.step is not None:
            words = due_on(day, today).words
            yield Ending(label, day, words, TONES[found.step], url)


def endings(client: Client, today: date) -> list[Ending]:
    """Return what ends or is to be looked at, the nearest first; for a `for_overview` person."""
    url = reverse("cases:client-papers", args=[client.pk])
    found = [*_near(_paper_ends(client, today), today, url)]
    for attained in coming_ages(client.birth_on, today):
        words = due_on(attained.on, today).words
        found.append(Ending(str(attained.milestone.label), attained.on, words, "info"))
    for note in _read(client.warning_rows):
        day = note["review_on"]
        if day and _holds(note, today) and (day - today).days <= REVIEW_DAYS:
            label = _("Look again: %(text)s") % {"text": note["text"]}
            found.append(Ending(label, day, due_on(day, today).words, "hold", url))
    return sorted(found, key=lambda ending: ending.on)


def _paper_ends(client: Client, today: date) -> Iterator[tuple[str, date | None]]:
    """Yield what may end, each with its name."""
    for row in current_certificates(client):
        kind = {"kind": CertificateKind(row["kind"]).label}
        yield _("Certificate (%(kind)s)") % kind, row["ends_on"]
        yield _("Support level (%(kind)s)") % kind, row["level_to"]
        yield _("Co-payment cap (%(kind)s)") % kind, row["cap_to"]
    for row in _read(client.handbook_rows):
        yield str(HandbookKind(row["kind"]).label), row["renew_on"]
    for row in _read(client.consent_rows):
        if row["withdrawn_on"] is None:
            yield _("Consent to use personal information"), row["expires_on"]


def consent_state(client: Client, case: Case | None, today: date) -> dict[str, Any]:
    """Return the last valid consent and what is not consented to, in words."""
    rows = _read(client.consent_rows)
    valid = [row for row in rows if is_valid_consent(row, today)]
    is_contracted = bool(case and case.contracted_on)
    lacking = lacking_scopes(rows, on=today, is_contracted=is_contracted)
    last = max(valid, key=lambda row: (row["given_on"], row["pk"]), default=None)
    return {
        "last": Consent(given_on=last["given_on"], method=last["method"]) if last else None,
        "lacking": [Consent._meta.get_field(scope).verbose_name for scope in lacking],
        "was_withdrawn": any(row["withdrawn_on"] for row in rows),
    }


def open_ends(case: Case) -> list[str]:
    """Return what is still open about the person of a case that is to end, in words."""
    promises = Promise.objects.alive().open().filter(client=case.client_id).count()
    planned = Appointment.objects.alive().filter(client=case.client_id, consultation=None)
    appointments = planned.count()
    words = []
    if promises:
        words.append(_("Promises still open: %(number)d") % {"number": promises})
    if appointments:
        words.append(_("Appointments not yet recorded: %(number)d") % {"number": appointments})
    return words
