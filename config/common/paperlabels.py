"""{% label "…" %}: a fixed word of a paper, which a municipality may have otherwise.

The text is that of the national form; | divides its lines. The paper's data may bring another text
and another spelling of 障害 under `style`.
"""

import base64
import re
from collections.abc import Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

__all__ = ["LABEL", "label", "paper_logo", "spelled"]

LABEL = re.compile(r'{%\s*label\s+"([^"]+)"\s*%}')
USUAL = "障害"


def label(context: Context, text: str) -> SafeString:
    """Write a label as this paper's municipality has it."""
    style = (context.get("data") or {}).get("style") or {}
    words = style.get("labels", {}).get(text, text)
    lines = ((line,) for line in spelled(words, style).split("|"))
    return format_html_join(SafeString("<br>"), "{}", lines)


def spelled(text: str, style: Mapping[str, Any]) -> str:
    """Return a fixed word in the spelling of the municipality."""
    return text.replace(USUAL, style.get("spelling") or USUAL)


def paper_logo(style: Mapping[str, Any]) -> SafeString:
    """Write the logo with the image in its address; nothing where its file is away."""
    try:
        image = style.get("logo_image") or _encoded(style["logo"])
    except (KeyError, OSError):
        return SafeString("")
    kind = style.get("logo_type", "image/png")
    return format_html('<img alt="ロゴ" src="data:{};base64,{}">', kind, image)


def _encoded(name: str) -> str:
    with default_storage.open(name) as file:
        return base64.b64encode(file.read()).decode()
