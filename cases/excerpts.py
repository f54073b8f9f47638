"""The place of a text where a search word stands, with the word marked."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

BEFORE, AFTER = 30, 90


def around(text: str, word: str) -> SafeString:
    """Return the surroundings of the first hit with <mark>; the beginning where there is none."""
    at = text.casefold().find(word.casefold()) if word else -1
    if at < 0:
        return format_html("{}", text[: BEFORE + AFTER])
    end = at + len(word)
    start = max(0, at - BEFORE)
    return format_html(
        "{}{}<mark>{}</mark>{}{}",
        "…" if start else "",
        text[start:at],
        text[at:end],
        text[end : end + AFTER],
        "…" if end + AFTER < len(text) else "",
    )
