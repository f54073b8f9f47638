"""Bodies as a tree: which stand above one, and in which order all are read."""

from collections.abc import Mapping, Sequence

__all__ = ["ancestors_of", "tree_order"]


def ancestors_of(pk: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return the keys above a body, nearest first; a ring of old data ends the walk."""
    found: list[int] = []
    above = parents.get(pk)
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def tree_order(keys: Sequence[int], parents: Mapping[int, int | None]) -> list[tuple[int, int]]:
    """Return (key, depth) with every body behind the one it belongs to.

    `keys` is the order among siblings. A body whose parent is not among them stands at the top,
    and so does a ring, which no form lets in.
    """
    known = set(keys)
    children: dict[int | None, list[int]] = {}
    for key in keys:
        above = parents.get(key)
        ringed = key in ancestors_of(key, parents)
        children.setdefault(above if above in known and not ringed else None, []).append(key)
    ordered: list[tuple[int, int]] = []
    waiting = [(key, 0) for key in reversed(children.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        ordered.append((key, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(key, []))]
    return ordered
