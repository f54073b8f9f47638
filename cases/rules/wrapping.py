"""Short Japanese words in the lines of a drawing: a full-width letter takes two cells."""

import unicodedata

ELLIPSIS = "…"


def cells(text: str) -> int:
    """Return how many half-width cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def wrap(text: str, width: int, *, most: int) -> list[str]:
    """Break a text into at most so many lines of so many cells; the last one says what is cut."""
    lines, line = [], ""
    for letter in text.strip():
        if cells(line + letter) > width:
            lines.append(line)
            line = ""
        line += letter if line or not letter.isspace() else ""
    lines += [line] if line else []
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and cells(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last + ELLIPSIS]
