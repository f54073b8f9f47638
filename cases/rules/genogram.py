"""Place a family on a drawing (家族構成図): generations, couples, children in the order of birth.

The signs are the usual ones: a square is a man, a circle a woman, a lozenge somebody of whom it is
not known; the person is drawn twice, the dead are crossed out, a broken line holds those who live
together. Pure: keys and words in, places out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.rules.family import Family, Ties, generations, sibling_groups

SLOT, SIGN, LINE = 116.0, 36.0, 17.0
#: Between the words of one generation and the signs of the next.
GAP = 46.0
EDGE = 14.0


@dataclass(frozen=True)
class Sign:
    """One person by the middle of the sign."""

    pk: int
    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """A broken line around people who live together."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PlacedFamily:
    """The whole drawing; `paths` are the lines between people."""

    width: float
    height: float
    signs: tuple[Sign, ...]
    paths: tuple[str, ...]
    frames: tuple[Frame, ...]


def place_family(
    family: Family,
    ties: Mapping[int, Ties],
    *,
    start: int,
    lines: Mapping[int, int],
    together: set[int],
) -> PlacedFamily:
    """Return where everybody stands; `lines` is how many lines of words each sign carries."""
    levels = generations(family, ties, start)
    rows: dict[int, list[list[int]]] = {}
    for level in sorted(set(levels.values())):
        members = [pk for pk in family if levels[pk] == level]
        above = [pk for unit in rows.get(level - 1, ()) for pk in unit]
        rows[level] = _row(family, ties, members, above, start)
    xs = _columns(rows, ties)
    ys, top = {}, EDGE + SIGN / 2
    for level, units in rows.items():
        ys[level] = top
        most = max((lines[pk] for unit in units for pk in unit), default=0)
        top += SIGN + most * LINE + GAP
    places = {pk: Sign(pk, xs[pk], ys[levels[pk]]) for pk in family}
    return PlacedFamily(
        width=max(xs.values()) + SLOT / 2 + EDGE,
        height=top - GAP - SIGN / 2 + EDGE,
        signs=tuple(places[pk] for pk in family),
        paths=tuple(_paths(ties, places)),
        frames=tuple(_frames(rows, places, lines, together)),
    )


def _row(family: Family, ties, members: list[int], above: list[int], start: int) -> list[list[int]]:
    """Order one generation: brothers and sisters together, each beside the partner."""
    inside, done, units = set(members), set(), []
    groups = [[pk for pk in group if pk in inside] for group in _groups(family, ties, members)]

    def place(group: list[int]) -> tuple[int, int, int]:
        parents = [above.index(p) for pk in group for p in ties[pk].parents if p in above]
        side = min(_side(ties, pk, start) for pk in group)
        return (min(parents, default=len(above)), side, min(group))

    for group in sorted((g for g in groups if g), key=place):
        for pk in group:
            partner = ties[pk].partner
            waits = _is_guest(ties, pk) and partner in inside - done
            if pk in done or (waits and not _is_guest(ties, partner)):
                continue
            unit = [pk]
            if partner in inside - done and _is_guest(ties, partner):
                unit = [partner, pk] if family[pk].sex == "female" else [pk, partner]
            done |= set(unit)
            units.append(unit)
    return units


def _is_guest(ties, pk: int) -> bool:
    """Whether nobody but the partner holds a member in the family."""
    return not ties[pk].parents and not ties[pk].siblings


def _groups(family: Family, ties, members: list[int]) -> list[list[int]]:
    """Sibling groups, those who share parents put together."""
    by_parents: dict[tuple, list[int]] = {}
    for group in sibling_groups(family, ties):
        key = ties[group[0]].parents or ("alone", group[0])
        by_parents.setdefault(key, []).extend(pk for pk in group if pk in members)
    return [sorted(g, key=lambda pk: (family[pk].born, pk)) for g in by_parents.values()]


def _side(ties, pk: int, start: int) -> int:
    """The father's relatives on the left, the mother's on the right."""
    father, mother = ties[start].father, ties[start].mother
    for parent, side in ((father, 0), (mother, 2)):
        if parent and (pk == parent or pk in ties[parent].parents):
            return side
    return 1


def _columns(rows: dict[int, list[list[int]]], ties) -> dict[int, float]:
    """Give everybody a column: children under their parents, parents over their children."""
    xs: dict[int, float] = {}
    children: dict[int, list[int]] = {}
    for pk, tie in ties.items():
        for parent in tie.parents:
            children.setdefault(parent, []).append(pk)
    levels = sorted(rows)
    for level in levels:
        _sweep(rows[level], xs, {pk: list(tie.parents) for pk, tie in ties.items()})
    for level in reversed(levels):
        _sweep(rows[level], xs, children)
    least = min(xs.values())
    return {pk: round(x - least + SLOT / 2 + EDGE, 1) for pk, x in xs.items()}


def _mean(xs: dict[int, float], keys: list[int]) -> float | None:
    found = [xs[key] for key in keys if key in xs]
    return (min(found) + max(found)) / 2 if found else None


def _sweep(
    units: list[list[int]], xs: dict[int, float], relatives: Mapping[int, list[int]]
) -> None:
    """Put units from left to right beside their relatives of the other row, none over another."""
    free = None
    for unit in units:
        half = (len(unit) - 1) * SLOT / 2
        wanted = _mean(xs, [key for pk in unit for key in relatives.get(pk, ())])
        if wanted is None:
            wanted = xs.get(unit[0], -half if free is None else free) + half
        left = wanted - half if free is None else max(free, wanted - half)
        for place, pk in enumerate(unit):
            xs[pk] = left + place * SLOT
        free = left + len(unit) * SLOT


def _paths(ties, places: Mapping[int, Sign]):
    couples: dict[tuple[int, ...], list[int]] = {}
    for pk, tie in ties.items():
        if tie.parents:
            couples.setdefault(tie.parents, []).append(pk)
    pairs = {tuple(sorted((pk, tie.partner))) for pk, tie in ties.items() if tie.partner}
    pairs |= {tuple(sorted(parents)) for parents in couples if len(parents) == 2}
    for one, other in sorted(pairs):
        yield _bond(*sorted((places[one], places[other]), key=lambda sign: sign.x))
    for turn, (parents, children) in enumerate(sorted(couples.items())):
        yield _descent([places[p] for p in parents], [places[c] for c in children], turn % 3)
    yield from _brackets(ties, places)


def _bond(left: Sign, right: Sign) -> str:
    """A line between partners; over the heads of whoever stands between them."""
    begin, end = left.x + SIGN / 2, right.x - SIGN / 2
    if right.x - left.x <= SLOT + 1 and left.y == right.y:
        return f"M{begin:g} {left.y:g}H{end:g}"
    over = min(left.y, right.y) - SIGN / 2 - 7
    return (
        f"M{begin:g} {left.y:g}H{left.x + SLOT / 2:g}V{over:g}"
        f"H{right.x - SLOT / 2:g}V{right.y:g}H{end:g}"
    )


def _descent(parents: list[Sign], children: list[Sign], turn: int) -> str:
    """From a couple, or from the side of one parent, down to the children."""
    left = min(parents, key=lambda sign: sign.x)
    drop, first = left.x + SLOT / 2, min(child.y for child in children)
    bus = first - SIGN / 2 - 14 - turn * 6
    stub = f"M{left.x + SIGN / 2:g} {left.y:g}H{drop:g}" if len(parents) == 1 else ""
    ends = [drop, *(child.x for child in children)]
    path = f"{stub}M{drop:g} {left.y:g}V{bus:g}M{min(ends):g} {bus:g}H{max(ends):g}"
    return path + "".join(f"M{c.x:g} {bus:g}V{c.y - SIGN / 2:g}" for c in children)


def _brackets(ties, places: Mapping[int, Sign]):
    """Brothers and sisters whose parents nobody named."""
    done: set[int] = set()
    for pk, tie in ties.items():
        group = sorted((places[key] for key in {pk, *tie.siblings}), key=lambda sign: sign.x)
        if pk in done or not tie.siblings or tie.parents:
            continue
        done |= {sign.pk for sign in group}
        bus = group[0].y - SIGN / 2 - 10
        path = f"M{group[0].x:g} {bus:g}H{group[-1].x:g}"
        yield path + "".join(f"M{s.x:g} {bus:g}V{s.y - SIGN / 2:g}" for s in group)


def _frames(rows, places: Mapping[int, Sign], lines: Mapping[int, int], together: set[int]):
    """One frame where nobody else stands within it, else one for each row of neighbours."""
    inside = [places[pk] for pk in places if pk in together]
    if len(inside) < 2:
        return
    whole = _frame(inside, lines)
    apart = [sign for pk, sign in places.items() if pk not in together]
    if not any(_holds(whole, sign) for sign in apart):
        yield whole
        return
    for units in rows.values():
        run: list[Sign] = []
        for pk in sorted((pk for unit in units for pk in unit), key=lambda pk: places[pk].x):
            if pk in together:
                run.append(places[pk])
            elif run:
                yield _frame(run, lines)
                run = []
        if run:
            yield _frame(run, lines)


def _frame(signs: list[Sign], lines: Mapping[int, int]) -> Frame:
    left, right = min(s.x for s in signs) - SLOT / 2 + 3, max(s.x for s in signs) + SLOT / 2 - 3
    top = min(s.y for s in signs) - SIGN / 2 - 9
    bottom = max(s.y + SIGN / 2 + lines[s.pk] * LINE for s in signs) + 7
    return Frame(left, top, right - left, bottom - top)


def _holds(frame: Frame, sign: Sign) -> bool:
    is_beside = frame.x - SIGN / 2 < sign.x < frame.x + frame.width + SIGN / 2
    return is_beside and frame.y - SIGN < sign.y < frame.y + frame.height + SIGN
