"""The trail of the year's actual figures."""

from staffing import audit
from staffing.models import Office, User


def record_printed(office: Office, *, by: User, year: int) -> None:
    """Write down that the table of a year was printed."""
    audit.record(by, "actuals.printed", office, year=year)
