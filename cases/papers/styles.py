"""What a municipality's form changes on a paper: labels, boxes, logo, seal, spelling, texts.

The labels of a paper are those that its template writes with {% label "…" %}: there is no second
list of them.
"""

import base64
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.template.loader import get_template

from cases.choices_styles import WRITTEN, ConfirmKind, Spelling
from cases.models import Client, PaperStyle
from cases.papers.registry import Paper, client_of, papers
from cases.rules import filled_text
from config.common.paperlabels import LABEL

INCLUDE = re.compile(r'{%\s*include\s+"(print/[a-z_]+\.html)"')
#: What stands in each gap of a text: the first of these that the paper's data have.
SIGN_GAPS = {
    "利用者名": ("name",),
    "事業所名": ("office",),
    "担当者名": ("author", "worker"),
    "市町村名": ("municipality",),
}
LETTER_GAPS = SIGN_GAPS | {"開催日": ("held",), "開催時間": ("hours",), "開催場所": ("place",)}
#: The box of whoever is in charge is filled in; the others wait for a pen.
IN_CHARGE = "担当"


def styled_papers() -> list[Paper]:
    """The papers that a municipality's form shapes, in their order."""
    return [paper for paper in papers() if paper.styled_on is not None]


@cache
def labels_of(template: str) -> tuple[str, ...]:
    """Return the labels of a template and of its parts, as the national form has them."""
    source = Path(get_template(template).origin.name).read_text(encoding="utf-8")
    found = list(LABEL.findall(source))
    for part in INCLUDE.findall(source):
        found += labels_of(part)
    return tuple(dict.fromkeys(found))


def style_of(paper: Paper, record: models.Model, *, today: date) -> PaperStyle | None:
    """Return what the person's municipality wants on this paper on its day."""
    if paper.styled_on is None:
        return None
    day = paper.styled_on(record) or today
    # A request may be of somebody not registered: then the form for all municipalities holds.
    client = client_of(record)
    town_id = client.municipality_id if client else None
    return PaperStyle.objects.in_force(record.office_id, town_id, day).first()


def taken_room(style: PaperStyle | None, paper: Paper) -> dict[str, Any]:
    """Return what a form takes of the page, as `gather` is told: boxes above, words to sign."""
    if style is None:
        return {}
    has_boxes = style.confirm != ConfirmKind.NONE and paper.key in style.confirm_on
    return {"has_boxes": has_boxes, "sign_text": style.sign_text}


def style_data(
    style: PaperStyle,
    paper: Paper,
    data: Mapping[str, Any],
    client: Client | None,
    *,
    image: bytes = b"",
) -> dict[str, Any]:
    """Return the form as plain data: frozen with the paper it needs no table any more.

    `image` is a logo that is not kept yet.
    """
    town = client.municipality.name if client and client.municipality else ""
    known = {**data, "municipality": town or (style.municipality and style.municipality.name)}
    return {
        "spelling": WRITTEN[Spelling(style.spelling)],
        "labels": {
            name: style.labels[name] for name in labels_of(paper.template) if name in style.labels
        },
        "confirm": _boxes(style, paper, known),
        "is_named": style.confirm == ConfirmKind.NAME,
        "has_seal": style.has_seal,
        "sign": _text(style.sign_text, SIGN_GAPS, known),
        "letter": _text(style.letter_text, LETTER_GAPS, known),
        "logo": style.logo.name or "",
        "logo_type": style.logo_type,
    } | ({"logo_image": base64.b64encode(image).decode()} if image else {})


def _boxes(style: PaperStyle, paper: Paper, known: Mapping[str, Any]) -> list[list[str]]:
    if not taken_room(style, paper)["has_boxes"]:
        return []
    name = _first(known, SIGN_GAPS["担当者名"])
    is_named = style.confirm == ConfirmKind.NAME
    return [[head, name if is_named and head == IN_CHARGE else ""] for head in style.confirm_heads]


def _text(text: str, gaps: Mapping[str, tuple[str, ...]], known: Mapping[str, Any]) -> str:
    return filled_text(text, {gap: _first(known, names) for gap, names in gaps.items()})


def _first(known: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(known[name]) for name in names if known.get(name)), "")
