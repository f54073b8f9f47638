"""How a contact with several people of a household is counted."""


def shares(minutes: int | None, people: int) -> list[int | None]:
    """Share the minutes of one visit among its records, the first ones longer by one at most.

    延件数 count a contact once for each person (domain 7.2); the time is the worker's and counts
    once: the shares add up to the whole in every list, figure and file, whatever is filtered.
    """
    if minutes is None:
        return [None] * people
    whole, rest = divmod(minutes, people)
    return [whole + (place < rest) for place in range(people)]
