"""Why a person who is about to be registered may be somebody who already is (S09)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = ["Likeness", "likenesses"]


class Likeness(StrEnum):
    """One reason to think that two entries are one person, the strongest first."""

    NUMBER = "number"
    BIRTH = "birth"
    PHONE = "phone"
    KANA = "kana"
    NAME = "name"


def likenesses(wanted: Mapping[str, Any], known: Mapping[str, Any]) -> list[Likeness]:
    """Return the reasons why `known` may be the person looked for, the strongest first.

    Both hold certificate_number, birth_on, phone (digits), kana_key and name_key; whatever is
    empty on either side is no reason. A reading counts from its beginning: さとう for さとうはなこ.
    """
    reasons = []
    for likeness, field in (
        (Likeness.NUMBER, "certificate_number"),
        (Likeness.BIRTH, "birth_on"),
        (Likeness.PHONE, "phone"),
    ):
        value: str | date | None = wanted.get(field)
        if value and (value == known.get(field) or value in _more(field, known)):
            reasons.append(likeness)
    if _begins(wanted.get("kana_key"), known.get("kana_key")):
        reasons.append(Likeness.KANA)
    if _begins(wanted.get("name_key"), known.get("name_key")):
        reasons.append(Likeness.NAME)
    return reasons


def _more(field: str, known: Mapping[str, Any]) -> list[str]:
    """Return the further numbers under which a person is known."""
    more = {"certificate_number": "other_numbers", "phone": "mobile"}.get(field, "")
    return str(known.get(more) or "").split()


def _begins(start: str | None, text: str | None) -> bool:
    return bool(start and text and text.startswith(start))
