"""The figures as one table for each engine."""

import platform
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from os import cpu_count, getloadavg

from tests.bench.figures import Figure
from tests.bench.sizes import Size

HEAD = ("", "page", "ours", "reference", "ratio", "quick", "must", "aim", "", "beside")


def table(figures: Sequence[Figure], size: Size) -> str:
    """Return everything in Markdown, as the page of figures takes it."""
    lines = [
        f"{date.today()}, {size.contacts:,} contacts, {size.clients:,} clients, "
        f"{cpu_count()} cores, load average {getloadavg()[1]:.1f}, "
        f"Python {platform.python_version()}"
    ]
    for engine, own in groupby(figures, key=lambda figure: figure.engine):
        rows = [HEAD, *map(_cells, own)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
        lines += ["", f"### {engine}", "", _line(rows[0], widths)]
        lines.append("|" + "|".join("-" * (width + 2) for width in widths) + "|")
        lines += [_line(row, widths) for row in rows[1:]]
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    sign = "≥ " if figure.is_gain else "≤ "
    return (
        figure.code,
        figure.page,
        f"{figure.ours:.1f} {figure.unit}".strip() if figure.unit else f"{figure.ours:.0f}",
        f"{figure.reference:.2f} {figure.unit}" if figure.unit else f"{figure.reference:.0f}",
        f"{figure.ratio:.2f}" if figure.unit else "",
        "" if figure.quick is None else f"{figure.quick:.2f}",
        "" if figure.must is None else f"{sign}{figure.must:g}",
        "" if figure.aim is None else f"{sign}{figure.aim:g}",
        figure.verdict,
        figure.beside,
    )
