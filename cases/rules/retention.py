"""How long a file is kept (記録の保存)."""

from datetime import date

from config.common.fiscal import add_months_to_day

MONTHS = 12


def years_kept(office_years: int, floor: int) -> int:
    """Return how many years an office keeps its files: never less than the law asks for.

    Source: domain 2.3, records (Art. 30); municipal ordinances may demand more.
    """
    return max(office_years, floor)


def of_age_on(ended_on: date, last_support_on: date | None, years: int) -> date:
    """Return the day from which a closed file may be decided upon.

    Counted from the end of the case, or from the last support where that came later: the law
    counts from the day the support was given.
    """
    start = max(ended_on, last_support_on or ended_on)
    return add_months_to_day(start, years * MONTHS)


def latest_end(today: date, years: int) -> date:
    """Return the latest day on which a file may have ended that is of age today."""
    return add_months_to_day(today, -years * MONTHS)
