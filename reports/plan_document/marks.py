"""The marks an item of the outline may carry, as the 2019 paper uses them."""

import re

MARK_CHOICES = ("", "○", "〇", "■", "□", "●", "◎", "・", "※", "例）")
_NUMBERED = re.compile(r"\d{1,2}[.．)）]|[(（]\d{1,2}[)）]|[①-⑳]|[ア-ン][.．)）]?")


def is_mark(text: str) -> bool:
    """Tell whether `text` may stand before an item: one of the signs, 1. (1) ① or nothing."""
    return text in MARK_CHOICES or _NUMBERED.fullmatch(text) is not None
