"""The year's actual figures in the table of the annual plan (O-12): which count a row has.

Source: the plan's own table (`domain.md` 7.3). 利用支援 is the making of the plan, 継続支援 the
monitoring; 地域相談 as in `community.py`; 登録外 are contacts with people who are not registered.
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from reports.choices import ActualKey

__all__ = ["STANDARD_ROWS", "attainment", "key_of_row", "monthly_so_far"]

TENTH = Decimal("0.1")


#: The rows of the paper, for a year without a plan: programme, kind, what is counted.
STANDARD_ROWS = (
    ("特定相談", "利用支援", ActualKey.PLAN_ADULT),
    ("特定相談", "継続支援", ActualKey.REPORT_ADULT),
    ("児童相談", "利用支援", ActualKey.PLAN_CHILD),
    ("児童相談", "継続支援", ActualKey.REPORT_CHILD),
    ("地域相談", "利用支援", ActualKey.COMMUNITY_FIRST),
    ("地域相談", "継続支援", ActualKey.COMMUNITY_CONTINUED),
    ("基本相談（登録外）", "", ActualKey.BASIC),
)


def key_of_row(programme: str, kind: str) -> ActualKey | None:
    """Return what a row of a plan counts, by its words; None for a row of the office's own."""
    continued = "継続" in kind
    if "児" in programme:
        return ActualKey.REPORT_CHILD if continued else ActualKey.PLAN_CHILD
    if "地域" in programme:
        return ActualKey.COMMUNITY_CONTINUED if continued else ActualKey.COMMUNITY_FIRST
    if "特定" in programme:
        return ActualKey.REPORT_ADULT if continued else ActualKey.PLAN_ADULT
    if "基本" in programme or "登録外" in programme:
        return ActualKey.BASIC
    return None


def attainment(actual: int, target: int) -> Decimal | None:
    """Return the percentage of a target that is reached, cut to a tenth; None without one."""
    if not target:
        return None
    return (Decimal(actual * 100) / target).quantize(TENTH, ROUND_DOWN)


def monthly_so_far(cells: Sequence[int], months: int) -> Decimal | None:
    """Return the average of the months that have begun, cut to a tenth; None before the first."""
    if not months:
        return None
    return (Decimal(sum(cells[:months])) / months).quantize(TENTH, ROUND_DOWN)
