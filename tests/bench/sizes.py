"""How much a database of the bench holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A database: contacts and clients in all, of whom `in_care` have an open case.

    `in_care` counts the people of the large office. It is what its staff can serve, so it does not
    grow with the years: what grows is what they leave behind. Even the smallest has more of them
    than a page: a list that ends on its first page need not be counted, and asks one thing less.
    """

    name: str
    contacts: int
    clients: int
    in_care: int
    #: How far the contacts reach back.
    months: int = 120


SIZES = {
    size.name: size
    for size in (
        Size("100", contacts=100, clients=200, in_care=160, months=1),
        Size("10k", contacts=10_000, clients=1_000, in_care=700),
        Size("1m", contacts=1_000_000, clients=100_000, in_care=700),
    )
}
SMALL, LARGE, TINY = SIZES["10k"], SIZES["1m"], SIZES["100"]
#: The invented town with few people: the printed forms are measured on its papers.
DEMO = Size("demo", contacts=0, clients=0, in_care=0)
