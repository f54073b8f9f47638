"""A paper's data as HTML and PDF; the digest by which two papers are known to be the same."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone, translation

from cases.papers.registry import Paper, client_of
from cases.papers.styles import style_data, style_of, taken_room
from config.common.pdf import Running, render_pdf
from config.common.wareki import wareki
from staffing.models import User


def gathered(
    paper: Paper, record: models.Model, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of a paper in Japanese, whatever the reader speaks."""
    with translation.override("ja"):
        style = style_of(paper, record, today=today)
        chosen = options | taken_room(style, paper)
        data = paper.gather(record, user=user, today=today, options=chosen)
        if style is None:
            return data
        return data | {"style": style_data(style, paper, data, client_of(record))}


def paper_context(
    paper: Paper, data: dict[str, Any], *, now: datetime, by: str, edition: str = ""
) -> dict[str, Any]:
    """Return what the template of a paper shows, with the stamp of who prints it when."""
    local = timezone.localtime(now)
    ident = data["ident"] if data.get("is_numbered") else f"{data['ident']}　{edition}".rstrip("　")
    running = Running(
        office=data["office"],
        document=data.get("document") or paper.title,
        ident=ident,
        stamp=f"出力 {wareki(local.date())} {local:%H:%M}　{by}".rstrip("　"),
    )
    return {"data": data, "title": data.get("title") or paper.title, "running": running}


def paper_pdf(
    paper: Paper,
    data: dict[str, Any],
    *,
    now: datetime,
    by: str,
    edition: str = "",
    is_tagged: bool = True,
) -> bytes:
    """Return the PDF of a paper; `by` names who prints it. Raises PdfUnavailable."""
    context = paper_context(paper, data, now=now, by=by, edition=edition)
    return render_pdf(paper.template, context, is_tagged=is_tagged)


def digest_of(data: dict[str, Any]) -> str:
    """Return the SHA-256 of a paper's data."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
