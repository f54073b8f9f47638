"""What the demo's town counted: people with a decision, population, handbooks, offices."""

from datetime import date

from config.common.fiscal import fiscal_range, fiscal_year
from config.demo.town import Town
from staffing.models import TownCount

#: Kind, and the number on the first of April of the last year and of this one.
COUNTS = (
    ("entitled_adult", 452, 468),
    ("entitled_child", 96, 103),
    ("population", 61_240, 60_415),
    ("handbook_physical", 3_120, 3_064),
    ("handbook_intellect", 640, 652),
    ("handbook_mental", 588, 611),
    ("offices_specific", 6, 7),
    ("offices_child", 3, 3),
    ("offices_general", 2, 2),
)


def write_town_counts(town: Town, today: date) -> None:
    """Write two years of the municipality's numbers."""
    year = fiscal_year(today)
    TownCount.objects.bulk_create(
        TownCount(
            municipality=town.municipality,
            kind=kind,
            counted_on=fiscal_range(year - 1 + place)[0],
            number=number,
            source="障がい福祉課 年度当初の集計",
        )
        for kind, *numbers in COUNTS
        for place, number in enumerate(numbers)
    )
