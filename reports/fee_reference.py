"""Units of fees and add-ons with their dates, written by `seed` (domain 5.1, 5.2).

A new revision is one more row; an old row only gets its last day. What nobody read in a published
table is marked to be checked before it is claimed.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from reports.choices_claims import Certainty, Fee, Variant, Whom

__all__ = ["FeeRow", "fee_rows"]

BEGAN_ON = date(2012, 4, 1)
APRIL_2018, OCTOBER_2019 = date(2018, 4, 1), date(2019, 10, 1)
APRIL_2021, APRIL_2024 = date(2021, 4, 1), date(2024, 4, 1)
APRIL_2025, JUNE_2026 = date(2025, 4, 1), date(2026, 6, 1)
SOURCES = {
    BEGAN_ON: "報酬告示（平成24年4月）",
    APRIL_2018: "報酬告示（平成30年4月改定）",
    OCTOBER_2019: "報酬告示（令和元年10月改定）",
    APRIL_2021: "報酬告示（令和3年4月改定）",
    APRIL_2024: "報酬告示（令和6年4月改定）",
}
READ, CHECK = Certainty.READ, Certainty.CHECK
ADULT, CHILD = Whom.ADULT, Whom.CHILD
ALL_FIVE = (BEGAN_ON, APRIL_2018, OCTOBER_2019, APRIL_2021, APRIL_2024)
FROM_2018, FROM_2021 = ALL_FIVE[1:], ALL_FIVE[3:]
THREE = (APRIL_2018, APRIL_2021, APRIL_2024)


class FeeRow(NamedTuple):
    """The units of one rate from a day on; `most` is how often a month it may be claimed."""

    fee: Fee
    variant: str
    whom: str
    units: int
    valid_from: date
    valid_to: date | None
    most: int | None
    certainty: Certainty
    source: str
    percent: Decimal | None = None


class _Rate(NamedTuple):
    """One rate through the revisions: the n-th number holds from the n-th day on."""

    fee: Fee
    variant: str
    whom: str
    days: tuple[date, ...]
    units: tuple[int, ...]
    unsure: tuple[date, ...] = ()
    most: int | None = 1


def _enhanced(fee: Fee, whom: str, *, unsure: tuple[date, ...], rates: tuple) -> list[_Rate]:
    names = (Variant.ENHANCED_1, Variant.ENHANCED_2, Variant.ENHANCED_3, Variant.ENHANCED_4)
    return [
        _Rate(fee, name, whom, FROM_2021, units, unsure)
        for name, units in zip(names, rates, strict=True)
    ]


BASE_RATES = (
    _Rate(Fee.PLAN, "1", ADULT, ALL_FIVE, (1600, 1458, 1462, 1522, 1572), (APRIL_2018,)),
    _Rate(Fee.PLAN, "2", ADULT, FROM_2018, (729, 731, 732, 732), (APRIL_2018,)),
    _Rate(Fee.MONITORING, "1", ADULT, ALL_FIVE, (1300, 1207, 1211, 1260, 1308), (APRIL_2024,)),
    _Rate(Fee.MONITORING, "2", ADULT, FROM_2018, (603, 605, 606, 606), (APRIL_2024,)),
    _Rate(Fee.PLAN, "1", CHILD, FROM_2018, (1620, 1625, 1692, 1766)),
    _Rate(Fee.PLAN, "2", CHILD, FROM_2018, (811, 814, 815, 815), (APRIL_2018,)),
    _Rate(Fee.MONITORING, "1", CHILD, FROM_2018, (1318, 1322, 1376, 1448)),
    _Rate(Fee.MONITORING, "2", CHILD, FROM_2018, (659, 661, 662, 662)),
    *_enhanced(
        Fee.PLAN,
        ADULT,
        unsure=(APRIL_2024,),
        rates=((1864, 2014), (1764, 1914), (1672, 1822), (1622, 1672)),
    ),
    *_enhanced(
        Fee.MONITORING,
        ADULT,
        unsure=(APRIL_2024,),
        rates=((1613, 1761), (1513, 1661), (1410, 1558), (1360, 1408)),
    ),
    *_enhanced(
        Fee.PLAN,
        CHILD,
        unsure=FROM_2021,
        rates=((2027, 2201), (1927, 2101), (1842, 2016), (1792, 1866)),
    ),
    *_enhanced(
        Fee.MONITORING,
        CHILD,
        unsure=FROM_2021,
        rates=((1724, 1896), (1624, 1796), (1527, 1699), (1476, 1548)),
    ),
)

NEW_2024 = (APRIL_2024,)
ADD_ONS = (
    _Rate(Fee.FIRST, "", ADULT, (APRIL_2018,), (300,)),
    _Rate(Fee.FIRST, "", CHILD, (APRIL_2018,), (500,)),
    _Rate(Fee.FIRST, Variant.MONTHS, ADULT, (APRIL_2021,), (300,), (), 3),
    _Rate(Fee.FIRST, Variant.MONTHS, CHILD, (APRIL_2021,), (500,), (APRIL_2021,), 3),
    _Rate(Fee.HOSPITAL_IN, Variant.ONE, "", (APRIL_2018, APRIL_2024), (200, 300)),
    _Rate(Fee.HOSPITAL_IN, Variant.TWO, "", (APRIL_2018, APRIL_2024), (100, 150)),
    _Rate(Fee.DISCHARGE, "", "", (APRIL_2018, APRIL_2024), (200, 300), NEW_2024, 3),
    _Rate(Fee.CARE_LINK, Variant.INFO, ADULT, THREE, (100, 100, 150), NEW_2024),
    _Rate(Fee.CARE_LINK, Variant.VISIT, ADULT, FROM_2021, (300, 300), FROM_2021),
    _Rate(Fee.CARE_LINK, Variant.JOIN, ADULT, FROM_2021, (300, 300), FROM_2021),
    _Rate(Fee.CHILD_MOVE, Variant.INFO, CHILD, FROM_2021, (100, 150), FROM_2021),
    _Rate(Fee.CHILD_MOVE, Variant.VISIT, CHILD, FROM_2021, (300, 300), FROM_2021),
    _Rate(Fee.CHILD_MOVE, Variant.JOIN, CHILD, FROM_2021, (300, 300), FROM_2021),
    _Rate(Fee.MEDICAL_LINK, Variant.TALK_PLAN, "", THREE, (100, 100, 200), NEW_2024),
    _Rate(Fee.MEDICAL_LINK, Variant.TALK_MONITORING, "", THREE, (100, 100, 300), NEW_2024),
    _Rate(Fee.MEDICAL_LINK, Variant.ALONG, "", NEW_2024, (300,), NEW_2024, 3),
    _Rate(Fee.MEDICAL_LINK, Variant.INFO, "", NEW_2024, (150,), NEW_2024),
    _Rate(Fee.INTENSIVE, Variant.VISIT, "", (APRIL_2021,), (300,)),
    _Rate(Fee.INTENSIVE, Variant.HOLD, "", (APRIL_2021,), (300,)),
    _Rate(Fee.INTENSIVE, Variant.JOIN, "", (APRIL_2021,), (300,)),
    _Rate(Fee.INTENSIVE, Variant.ALONG, "", NEW_2024, (300,), (), 3),
    _Rate(Fee.INTENSIVE, Variant.INFO, "", NEW_2024, (150,)),
    _Rate(Fee.MEETING, "", "", (APRIL_2018,), (100,)),
    _Rate(Fee.ON_SITE, "", "", (APRIL_2018,), (100,)),
    _Rate(Fee.CAP, "", "", (BEGAN_ON,), (150,), (BEGAN_ON,)),
    _Rate(Fee.CHIEF, Variant.ONE, "", FROM_2021, (100, 300)),
    _Rate(Fee.CHIEF, Variant.TWO, "", NEW_2024, (100,)),
    *(
        _Rate(fee, variant, "", days, units)
        for fee in (Fee.BEHAVIOUR, Fee.MEDICAL_CARE, Fee.MENTAL)
        for variant, days, units in (
            (Variant.ONE, (APRIL_2018, APRIL_2024), (35, 60)),
            (Variant.TWO, NEW_2024, (30,)),
        )
    ),
    _Rate(Fee.BRAIN, Variant.ONE, "", NEW_2024, (60,)),
    _Rate(Fee.BRAIN, Variant.TWO, "", NEW_2024, (30,)),
    _Rate(Fee.PEER, "", "", (APRIL_2021,), (100,), (APRIL_2021,)),
    _Rate(Fee.EMERGENCY, "", "", (APRIL_2018,), (700,), (APRIL_2018,), 4),
    _Rate(Fee.JOINT, "", "", (APRIL_2018,), (2000,)),
    _Rate(Fee.BASE, "", "", NEW_2024, (500,)),
    _Rate(Fee.REMOTE, "", "", NEW_2024, (300,), NEW_2024, None),
)


#: Fees that are a share of others: (fee, percent, from, certainty, source).
SHARES = (
    (Fee.SPECIAL_AREA, "15", BEGAN_ON, CHECK, SOURCES[BEGAN_ON]),
    (Fee.CUT_ABUSE, "-1", APRIL_2024, CHECK, SOURCES[APRIL_2024]),
    (Fee.CUT_CONTINUITY, "-1", APRIL_2025, CHECK, SOURCES[APRIL_2024]),
    (Fee.CUT_PUBLISHING, "-5", APRIL_2024, CHECK, SOURCES[APRIL_2024]),
    (Fee.TREATMENT, "5.1", JUNE_2026, READ, "令和8年6月の臨時改定（福祉・介護職員等処遇改善加算）"),
)


def fee_rows() -> Iterator[FeeRow]:
    """Yield every dated row; each ends on the day before the next one of the same rate."""
    for rate in (*BASE_RATES, *ADD_ONS):
        ends: list[Any] = [day - timedelta(days=1) for day in rate.days[1:]]
        for day, end, units in zip(rate.days, [*ends, None], rate.units, strict=True):
            certainty = CHECK if day in rate.unsure else READ
            yield FeeRow(
                rate.fee,
                str(rate.variant),
                str(rate.whom),
                units,
                day,
                end,
                rate.most,
                certainty,
                SOURCES[day],
            )
    for fee, percent, day, certainty, source in SHARES:
        yield FeeRow(fee, "", "", 0, day, None, 1, certainty, source, Decimal(percent))
