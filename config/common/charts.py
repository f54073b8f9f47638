"""Charts as inline SVG: attributes and classes only, so they print and pass a strict CSP.

Every figure drawn also stands as text beside the picture; `label` is what a screen reader says.
The pages that draw an excess include components/hatch.html once.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = int | float | Decimal

ROW_WIDTH, ROW_HEIGHT = 420, 28
TILE_WIDTH = 266
MONTH_WIDTH, MONTH_HEIGHT, MONTH_BASE = 176, 104, 84


def scale_top(values: Sequence[Number], *, at_least: int = 60) -> int:
    """Return the round number at the right end of a common scale, a multiple of ten."""
    highest = max([float(value) for value in values], default=0)
    return max(at_least, -(-int(highest + 0.999) // 10) * 10)


def _x(value: Number, top: Number, width: int = ROW_WIDTH) -> float:
    """Return where a value lies on the scale, rounded to a tenth of a pixel."""
    return round(max(0.0, min(float(value) / float(top), 1.0)) * width, 1)


def _rect(css: str, x: float, width: float, y: float, height: float) -> SafeString:
    # Numbers and the classes of this file: there is nothing to escape.
    return SafeString(f'<rect class="{css}" x="{x}" y="{y}" width="{width}" height="{height}"/>')


def _excess(x: float, width: float, y: float, height: float) -> SafeString:
    """Draw the part beyond a limit: hatched, framed, so that it is seen without colour."""
    at = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return SafeString(f'<rect {at} fill="url(#hatch)"/>{_rect("c-frame", x, width, y, height)}')


def caseload_bar(
    adults: Number,
    children: Number,
    average: Number,
    *,
    label: str,
    top: int = 60,
    standard: Number = 35,
    cap: Number = 40,
) -> SafeString:
    """Draw one person's row: adults, children, the part over the standard, the average as ◇."""
    total = float(adults) + float(children)
    limit, limit2, mid = _x(standard, top), _x(cap, top), _x(average, top)
    split, end = _x(adults, top), _x(total, top)
    grid = "".join(f"M{_x(tick, top)} 0v28" for tick in range(10, top, 10) if tick != cap)
    parts = [format_html('<path class="c-grid" d="{}"/>', grid), _rect("c1", 0, split, 6, 16)]
    if children:
        parts.append(_rect("c2", split, round(end - split, 1), 6, 16))
    if total > standard:
        parts.append(_excess(limit, round(end - limit, 1), 6, 16))
    parts += [
        SafeString(
            f'<path class="c-limit" d="M{limit} 0v28"/><path class="c-limit2" d="M{limit2} 0v28"/>'
            f'<path class="c-avg" d="M{mid} 8l5 6-5 6-5-6z"/>'
        )
    ]
    return _svg(ROW_WIDTH, ROW_HEIGHT, label, parts)


def caseload_axis(
    standard_label: str, cap_label: str, *, top: int = 60, standard: Number = 35, cap: Number = 40
) -> SafeString:
    """Draw the scale above the rows with the two reference lines and their names."""
    ticks = [tick for tick in range(0, top, 10) if tick not in (standard, cap)]
    texts = format_html_join(
        "",
        '<text x="{}" y="32" text-anchor="{}">{}</text>',
        ((_x(tick, top), "middle" if tick else "start", tick) for tick in ticks),
    )
    limit, limit2 = _x(standard, top), _x(cap, top)
    lines = format_html(
        '<text class="c-strong" x="{}" y="14" text-anchor="end">{}</text>'
        '<text class="c-strong" x="{}" y="14">{}</text>'
        '<path class="c-limit" d="M{} 18v18"/><path class="c-limit2" d="M{} 18v18"/>',
        limit - 3,
        standard_label,
        limit2 + 3,
        cap_label,
        limit,
        limit2,
    )
    return format_html(
        '<svg width="{0}" height="36" viewBox="0 0 {0} 36" aria-hidden="true">{1}{2}</svg>',
        ROW_WIDTH,
        texts,
        lines,
    )


def limit_bar(
    value: Number, *, limit: Number, top: Number, label: str, limit_label: str = ""
) -> SafeString:
    """Draw one figure against one limit, for a tile; the scale runs from 0 to `top`."""
    end, mark = _x(value, top, TILE_WIDTH), _x(limit, top, TILE_WIDTH)
    parts = [_rect("c-track", 0, TILE_WIDTH, 4, 14), _rect("c1", 0, end, 4, 14)]
    if value > limit:
        parts.append(_excess(mark, round(end - mark, 1), 4, 14))
    parts.append(format_html('<path class="c-limit" d="M{} 0v22"/>', min(mark, TILE_WIDTH - 1)))
    if limit_label:
        parts.append(
            format_html(
                '<text x="{}" y="37" text-anchor="middle">{}</text><text x="0" y="37">0</text>'
                '<text x="{}" y="37" text-anchor="end">{}</text>',
                mark,
                limit_label,
                TILE_WIDTH,
                top,
            )
        )
    return _svg(TILE_WIDTH, 40 if limit_label else 22, label, parts)


def month_bars(
    values: Sequence[Number],
    names: Sequence[str],
    *,
    limit: Number,
    label: str,
    top: Number = 60,
) -> SafeString:
    """Draw a row of months, one bar each, with the limit as a line; every third month is named."""
    step = MONTH_WIDTH / max(len(values), 1)
    width, parts = round(step * 0.8, 1), [SafeString('<path class="c-axis" d="M0 84h176"/>')]
    line = round(MONTH_BASE - _x(limit, top, MONTH_BASE), 1)
    for index, value in enumerate(values):
        x, height = round(index * step + step * 0.1, 1), _x(value, top, MONTH_BASE)
        parts.append(_rect("c1", x, width, round(MONTH_BASE - height, 1), height))
        if value > limit:
            y = round(MONTH_BASE - height, 1)
            parts.append(_excess(x, width, y, round(line - y, 1)))
        if index % 3 == 0:
            anchor, middle = ("start", x) if index == 0 else ("middle", round(x + width / 2, 1))
            text = '<text x="{}" y="101" text-anchor="{}">{}</text>'
            parts.append(format_html(text, middle, anchor, names[index]))
    parts.append(format_html('<path class="c-limit" d="M0 {}h176"/>', line))
    return _svg(MONTH_WIDTH, MONTH_HEIGHT, label, parts)


def _svg(width: int, height: int, label: str, parts: Sequence[SafeString]) -> SafeString:
    return format_html(
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}</svg>',
        width,
        height,
        label,
        SafeString("".join(parts)),
    )
