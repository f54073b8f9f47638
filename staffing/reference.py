"""Numbers that a law or notice sets (法令の数値), each valid from a day, with where it is written.

`manage.py seed` writes them; a change of the law is one more row, never a changed one.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from staffing.choices import FigureCode

__all__ = ["FIGURES", "Figure"]

SYSTEM_BEGAN_ON = date(2012, 4, 1)  # 計画相談支援 as it is now
REFORM_2018_ON = date(2018, 4, 1)
REFORM_2024_ON = date(2024, 4, 1)


class Figure(NamedTuple):
    """One dated number."""

    code: FigureCode
    value: int | Decimal
    valid_from: date
    source: str


FIGURES = (
    Figure(
        FigureCode.CASELOAD_STANDARD,
        35,
        REFORM_2018_ON,
        "指定基準（平成30年4月）：1か月平均の利用者35件に相談支援専門員1人を標準とする",
    ),
    Figure(
        FigureCode.HANDLED_THRESHOLD,
        40,
        REFORM_2018_ON,
        "報酬告示（平成30年4月）：取扱件数40件以上の部分は基本報酬(Ⅱ)",
    ),
    Figure(
        FigureCode.ON_SITE_LIMIT,
        39,
        REFORM_2018_ON,
        "報酬告示（平成30年4月）：サービス提供時モニタリング加算は相談支援専門員1人につき月39人まで",
    ),
    Figure(
        FigureCode.FTE_MINIMUM_HOURS,
        32,
        SYSTEM_BEGAN_ON,
        "常勤換算の通知：就業規則の週の時間が32時間を下回るときは32時間とする",
    ),
    Figure(
        FigureCode.RETENTION_YEARS,
        5,
        SYSTEM_BEGAN_ON,
        "指定基準 第30条：記録は支援を提供した日から5年間保存する",
    ),
    Figure(
        FigureCode.SUPPORT_WORKER_SHARE,
        Decimal("0.5"),
        REFORM_2024_ON,
        "報酬告示（令和6年4月）：取扱件数の計算で相談支援員は0.5人とする",
    ),
)
