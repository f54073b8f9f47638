"""How many base fees of a month are class II, by 取扱件数 of the half year before (domain 4.2)."""

from collections import Counter
from datetime import date

from config.common.fiscal import add_months, month_end, month_range
from reports.figures.legal import LegalNumbers
from reports.figures.served import served_clients
from reports.figures.staff import monthly_heads, posts_between
from reports.rules import caseload as rules
from staffing.choices import FigureCode


def class_two_by_month(office_id: int, first: date, last: date) -> dict[date, int]:
    """Return the number for each month from `first` to `last`, in three queries."""
    since = add_months(first, -rules.MONTHS)
    rows = served_clients([office_id], since, last)
    served = Counter(row.month for row in rows)
    posts = posts_between([office_id], since, month_end(last))
    numbers = LegalNumbers()
    found = {}
    for month in month_range(first, last):
        before = [add_months(month, -back) for back in range(1, rules.MONTHS + 1)]
        heads = monthly_heads(posts, before, numbers)
        threshold = numbers.whole(FigureCode.HANDLED_THRESHOLD, month)
        quotient = rules.handled_quotient([served[each] for each in before], heads)
        average = rules.six_month_average(heads)
        found[month] = rules.class_two_count(quotient, average, threshold) if threshold else 0
    return found
