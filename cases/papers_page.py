"""The rows of the page of papers: certificates, handbooks, consents, guardians, notes."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.endings import TONES
from cases.models import (
    Case,
    Client,
    Consent,
    DisabilityHandbook,
    Guardian,
    RecipientCertificate,
    WarningNote,
)
from cases.rules import SCOPES, expiry, is_valid_consent, lacking_scopes
from config.common.labels import due_on


def papers_page(client: Client, case: Case | None, today: date) -> dict[str, Any]:
    """Return the rows of every section, and under `deleted` what can be brought back."""
    certificates = RecipientCertificate.objects.select_related("municipality").newest_first()
    tables = {
        "certificate": certificates,
        "handbook": DisabilityHandbook.objects.order_by("kind"),
        "consent": Consent.objects.order_by("-given_on", "-pk"),
        "guardian": Guardian.objects.order_by("pk"),
        "warning": WarningNote.objects.order_by("-since_on", "-pk"),
    }
    held: dict[str, list] = {}
    deleted = []
    for part, rows in tables.items():
        found = list(rows.filter(client=client))
        held[part] = [row for row in found if row.deleted_at is None]
        deleted += [
            {"part": part, "url_name": f"cases:{part}-restore", "record": row}
            for row in found
            if row.deleted_at
        ]
    is_contracted = bool(case and case.contracted_on)
    given = [vars(consent) for consent in held["consent"]]
    lacking = lacking_scopes(given, on=today, is_contracted=is_contracted)
    return {
        "certificates": [_certificate(row, today) for row in held["certificate"]],
        "handbooks": [
            {"record": row, "badge": _badge(row.renew_on, today)} for row in held["handbook"]
        ],
        "consents": [_consent(row, today) for row in held["consent"]],
        "lacking": [Consent._meta.get_field(scope).verbose_name for scope in lacking],
        "guardians": [
            {"record": row, "is_over": _is_over(row.ended_on, today)} for row in held["guardian"]
        ],
        "warnings": [
            {
                "record": row,
                "is_over": _is_over(row.ended_on, today),
                "badge": _badge(row.review_on, today),
            }
            for row in held["warning"]
        ],
        "deleted": deleted,
    }


def _is_over(ended_on: date | None, today: date) -> bool:
    return ended_on is not None and ended_on <= today


def _badge(day: date | None, today: date) -> dict[str, str] | None:
    """The badge of an end that is near or past."""
    found = expiry(day, today)
    if found is None or found.step is None:
        return None
    return {"words": due_on(day, today).words, "tone": TONES[found.step]}


def _certificate(row: RecipientCertificate, today: date) -> dict[str, Any]:
    later = row.starts_on is not None and row.starts_on > today
    over = row.ends_on is not None and row.ends_on < today
    return {
        "record": row,
        "is_over": over,
        "state": _("to come") if later else _("ended") if over else "",
        "cap": f"{row.copayment_cap or 0:,}",
        "badge": None if over else _badge(row.ends_on, today),
        "level_badge": None if over else _badge(row.level_to, today),
        "cap_badge": None if over else _badge(row.cap_to, today),
    }


def _consent(row: Consent, today: date) -> dict[str, Any]:
    if row.withdrawn_on and row.withdrawn_on <= today:
        state, tone = _("withdrawn"), "late"
    elif not is_valid_consent(vars(row), today):
        state, tone = _("expired"), "late"
    else:
        state, tone = _("valid"), "done"
    scopes = [Consent._meta.get_field(scope).verbose_name for scope in SCOPES if vars(row)[scope]]
    return {
        "record": row,
        "state": state,
        "tone": tone,
        "scopes": scopes,
        "badge": _badge(row.expires_on, today) if tone == "done" else None,
    }
