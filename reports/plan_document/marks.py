"""The marks an item of the outline may carry: those of the 2019 paper and what else people type."""

from config.common.marks import MARK


def is_mark(text: str) -> bool:
    """Tell whether `text` may stand before an item: a sign, 1. (1) ① ⑵ or nothing."""
    return not text or MARK.fullmatch(text) is not None or _is_kana(text)


def _is_kana(text: str) -> bool:
    """Tell whether a file names one katakana without its point; typed, it would be a word."""
    return len(text) == 1 and "ア" <= text <= "ン"
