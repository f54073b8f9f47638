"""What the demo office notified for its fees: the unit price and a trained person."""

from datetime import date, timedelta

from reports.actions.claims import add_notice
from reports.choices_claims import Fee
from staffing.models import Office, User


def write_notices(office: Office, staff: list[User], today: date) -> None:
    """Register the price of a unit and two 体制加算, of which one is not yet published."""
    manager, trained, other = staff[0], staff[2], staff[3]
    since = date(today.year - 2, 4, 1)
    add_notice(office, by=manager, fee="", unit_price="10.14", started_on=since)
    add_notice(
        office,
        by=manager,
        fee=Fee.MENTAL,
        variant="2",
        started_on=since,
        person=trained,
        training="精神障害者支援の障害特性と支援技法を学ぶ研修",
        completed_on=since - timedelta(days=60),
        published_on=since,
        published_in="事業所の窓口とホームページ",
    )
    add_notice(
        office,
        by=manager,
        fee=Fee.MEDICAL_CARE,
        variant="2",
        started_on=date(today.year, 4, 1),
        person=other,
        training="医療的ケア児等コーディネーター養成研修",
        completed_on=date(today.year, 3, 10),
    )
