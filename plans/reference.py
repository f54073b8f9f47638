"""The services of the law and the standard intervals in every version, written by `seed`.

Source of the codes and rows: domain.md 3.2 and 3.6. A new service, or a new version of the table,
is one more row here; an old row only gets its last day.
"""

from datetime import date
from typing import NamedTuple

from plans.choices import GroupHomeType, LawGroup

__all__ = ["INTERVALS", "SERVICES", "Interval", "Service"]

BEGAN_ON = date(2012, 4, 1)
REFORM_2018_ON, REFORM_2019_ON = date(2018, 4, 1), date(2019, 4, 1)
SELECTION_BEGAN_ON = date(2025, 10, 1)  # 就労選択支援
CHILD_MERGED_ON = date(2024, 3, 31)  # the last day of 医療型児童発達支援

HOURS, DAYS, TIMES, MONTH, UNITS, NO_UNIT = "時間/月", "日/月", "回/月", "月", "単位/月", ""


class Service(NamedTuple):
    """One kind of service; `group` is its row of the interval table."""

    code: str
    name: str
    law_group: LawGroup
    unit: str
    group: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    gh_type: str = ""
    short_name: str = ""


class Interval(NamedTuple):
    """One row of the interval table in one version, in months."""

    group: str
    valid_from: date
    valid_to: date | None
    months: int
    source: str
    months_65: int | None = None


CARE, TRAINING = LawGroup.CARE, LawGroup.TRAINING
COMMUNITY, CHILD = LawGroup.COMMUNITY, LawGroup.CHILD_DAY

NATIONAL = (
    Service("11", "居宅介護", CARE, HOURS, "D"),
    Service("12", "重度訪問介護", CARE, HOURS, "D"),
    Service("13", "行動援護", CARE, HOURS, "D"),
    Service("14", "重度障害者等包括支援", CARE, UNITS, "F"),
    Service("15", "同行援護", CARE, HOURS, "D"),
    Service("21", "療養介護", CARE, DAYS, "F"),
    Service("22", "生活介護", CARE, DAYS, "E"),
    Service("24", "短期入所", CARE, DAYS, "D"),
    Service("32", "施設入所支援", CARE, DAYS, "F"),
    Service(
        "33",
        "共同生活援助（介護サービス包括型）",
        TRAINING,
        DAYS,
        "E",
        gh_type=GroupHomeType.COMPREHENSIVE,
        short_name="共同生活援助",
    ),
    Service(
        "33",
        "共同生活援助（外部サービス利用型）",
        TRAINING,
        DAYS,
        "E",
        gh_type=GroupHomeType.EXTERNAL,
        short_name="共同生活援助（外部）",
    ),
    Service(
        "33",
        "共同生活援助（日中サービス支援型）",
        TRAINING,
        DAYS,
        "C",
        valid_from=REFORM_2018_ON,
        gh_type=GroupHomeType.DAY,
        short_name="共同生活援助（日中）",
    ),
    Service("34", "宿泊型自立訓練", TRAINING, DAYS, "D"),
    Service("35", "自立生活援助", TRAINING, MONTH, "C", REFORM_2018_ON),
    Service("41", "自立訓練（機能訓練）", TRAINING, DAYS, "D"),
    Service("42", "自立訓練（生活訓練）", TRAINING, DAYS, "D"),
    Service("43", "就労移行支援", TRAINING, DAYS, "D"),
    Service("44", "就労移行支援（養成施設）", TRAINING, DAYS, "D"),
    Service("45", "就労継続支援A型", TRAINING, DAYS, "E"),
    Service("46", "就労継続支援B型", TRAINING, DAYS, "E"),
    Service("47", "就労定着支援", TRAINING, MONTH, "C", REFORM_2018_ON),
    Service("48", "就労選択支援", TRAINING, DAYS, "48", SELECTION_BEGAN_ON),
    Service("52", "計画相談支援", LawGroup.PLAN, MONTH),
    Service("53", "地域移行支援", COMMUNITY, MONTH, "E"),
    Service("54", "地域定着支援", COMMUNITY, MONTH, "E"),
    Service("55", "障害児相談支援", LawGroup.CHILD_PLAN, MONTH),
    Service("61", "児童発達支援", CHILD, DAYS, "E"),
    Service("62", "医療型児童発達支援", CHILD, DAYS, "E", valid_to=CHILD_MERGED_ON),
    Service("63", "放課後等デイサービス", CHILD, DAYS, "E"),
    Service("64", "保育所等訪問支援", CHILD, DAYS, "E"),
    Service("65", "居宅訪問型児童発達支援", CHILD, DAYS, "E", REFORM_2018_ON),
    Service("71", "福祉型障害児入所施設", LawGroup.CHILD_FACILITY, DAYS),
    Service("72", "医療型障害児入所施設", LawGroup.CHILD_FACILITY, DAYS),
)

MUNICIPAL = tuple(
    Service("", name, LawGroup.MUNICIPAL, unit)
    for name, unit in (
        ("移動支援", HOURS),
        ("日中一時支援", TIMES),
        ("地域活動支援センター（Ⅰ型）", DAYS),
        ("地域活動支援センター（Ⅱ型）", DAYS),
        ("地域活動支援センター（Ⅲ型）", DAYS),
        ("訪問入浴", TIMES),
        ("日常生活用具給付等", NO_UNIT),
        ("意思疎通支援", TIMES),
        ("住宅入居等支援（居住サポート）", NO_UNIT),
        ("成年後見制度利用支援", NO_UNIT),
        ("生活サポート", HOURS),
        ("手話奉仕員養成", NO_UNIT),
        ("理解促進・自発的活動支援", NO_UNIT),
    )
)

OTHER = tuple(
    Service("", name, LawGroup.OTHER, unit)
    for name, unit in (
        ("自立支援医療（精神通院）", NO_UNIT),
        ("自立支援医療（更生）", NO_UNIT),
        ("自立支援医療（育成）", NO_UNIT),
        ("補装具", NO_UNIT),
        ("訪問看護", TIMES),
        ("精神科デイケア", TIMES),
        ("介護保険サービス", NO_UNIT),
        ("障害者就業・生活支援センター", NO_UNIT),
        ("日常生活自立支援事業", TIMES),
        ("生活保護", NO_UNIT),
        ("学校", NO_UNIT),
        ("インフォーマルな支援", NO_UNIT),
    )
)

SERVICES = NATIONAL + MUNICIPAL + OTHER

TABLE_2012 = "厚生労働省の標準期間表・平成24年度"
TABLE_2018 = "厚生労働省の標準期間表・平成30年度の見直し"
TABLE_2019 = "厚生労働省の標準期間表・平成31年度の見直し"
VERSIONS = (
    (BEGAN_ON, date(2018, 3, 31), TABLE_2012),
    (REFORM_2018_ON, date(2019, 3, 31), TABLE_2018),
    (REFORM_2019_ON, None, TABLE_2019),
)

# Months of every row in the three versions; None: the services did not exist yet.
# A holds for the first three months of a new user, B for whoever needs intensive support.
_MONTHS = {
    "A": (1, 1, 1),
    "B": (1, 1, 1),
    "C": (None, 3, 3),
    "D": (6, 6, 3),
    "E": (6, 6, 6),
    "F": (12, 6, 6),
}
# From 65 on without long-term care management, since the third version.
_MONTHS_65 = {("E", REFORM_2019_ON): 3}

INTERVALS = (
    *(
        Interval(group, start, end, count, source, _MONTHS_65.get((group, start)))
        for group, counts in _MONTHS.items()
        for (start, end, source), count in zip(VERSIONS, counts, strict=True)
        if count is not None
    ),
    Interval(
        "48",
        SELECTION_BEGAN_ON,
        None,
        1,
        "表に記載はないが、1か月または2か月の支給決定で最終月を必ず行うため",
    ),
)
