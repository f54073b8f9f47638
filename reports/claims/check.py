"""The lines of the claim check: each fee of a month with its units, evidence, gaps and decision."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from reports.choices_claims import Fee
from reports.claims.book import Book
from reports.claims.lines import Line, PersonMonth, fee_label
from reports.figures.claims import Person, claim_months, people_of
from reports.figures.class_two import class_two_by_month
from staffing.models import Office, User

__all__ = ["Line", "PersonMonth", "checked", "checked_months", "fee_label", "totals"]


def checked(
    user: User, office: Office, first: date, last: date, *, client: int | None = None
) -> list[PersonMonth]:
    """Return the check of an office's months, by month and reading; `client` keeps one person."""
    people = people_of(user, office.pk, client=client)
    return checked_months(office, people, first, last, is_whole=client is None)


def checked_months(
    office: Office, people: dict[int, Person], first: date, last: date, *, is_whole: bool = True
) -> list[PersonMonth]:
    """Return the check of some people's months.

    Which base fees are paid class II, and who lies beyond the limit of a specialist, is only known
    of whole months: the newest contracts and the earliest visits first.
    """
    months = claim_months(people, office.pk, first, last, office_name=office.name)
    book = Book(office, first, last, months)
    if is_whole:
        book.put_in_class_two(months, class_two_by_month(office.pk, first, last))
        book.put_beyond_limit(months)
    found = [book.person_month(month, people[month.client]) for month in months]
    rows = [row for row in found if row.lines or row.notes]
    return sorted(rows, key=lambda row: (row.month, row.person.kana, row.person.key))


def totals(rows: Iterable[PersonMonth]) -> dict[str, tuple[int, int]]:
    """Return {fee with rate: (lines that count, their units)} in the order of the law."""
    lines: Counter[tuple[str, str]] = Counter()
    units: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for line in row.lines:
            if line.is_claimed:
                lines[line.fee, line.variant] += line.times
                units[line.fee, line.variant] += line.total
    order = {fee: place for place, fee in enumerate(Fee.values)}
    keys = sorted(lines, key=lambda key: (order[key[0]], key[1]))
    return {fee_label(*key): (lines[key], units[key]) for key in keys}
