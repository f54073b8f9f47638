"""Start a new year's plan: from last year's document, or from the blank form of the paper."""

from dataclasses import replace
from datetime import date

from reports.plan_document import (
    DRAFT_STATUS,
    Building,
    BuildingRow,
    Chart,
    MeetingTable,
    PlanDocument,
    StaffTable,
    TargetRow,
    TargetTable,
    TextSection,
    TrainingTable,
)
from reports.plan_print import FLOOR_ROW, SITE_ROW

# The paper's own words: a statutory form is always Japanese.
TEXT_TITLES = (
    "重点推進目標(3点)",
    "支援計画",
    "権利擁護の推進方針",
    "コミュニケーション面談実施計画",
    "職員健康診断実施計画",
)
SECTION_ORDER = (
    "office",
    "service_targets",
    "service_kinds",
    "staffing",
    *TEXT_TITLES[:2],
    "organisation_chart",
    "meetings",
    "internal_trainings",
    "external_trainings",
    *TEXT_TITLES[2:],
    "building",
)
TARGET_COLUMNS = {
    "A": "給付対象人数",
    "B": "実利用目標(年間延人数)",
    "C": "年間の事業実施予定日",
    "D": "月平均の利用数 B/12か月",
    "E": "1職員あたり平均 D/職員数",
}
PROGRAMMES = ("特定相談", "児童相談", "地域相談")
FIRST_SUPPORT, CONTINUED_SUPPORT = "利用支援", "継続支援"
UNREGISTERED = "基本相談（登録外）"
SERVICE_KINDS = ("一般相談支援/特定相談支援/障害児相談支援",)
MEETING_COLUMNS = ("地域連携会議・委員会", "実施日", "摘要")
TRAINING_COLUMNS = ("研修名", "実施日", "摘要")
BUILDING_LABELS = ("建物構造", FLOOR_ROW, SITE_ROW)


def plan_title(year: int) -> str:
    """Return the title of a draft."""
    return f"{year}年度事業計画(案)"


def staff_heading(day: date) -> str:
    """Return the heading of the staff table with its base date."""
    return f"職員体制({day.year}年{day.month}月{day.day}日)"


def blank_document(office: str, year: int) -> PlanDocument:
    """Return the paper's form without figures and text."""
    first_day = date(year, 4, 1)
    rows = [
        TargetRow(programme, kind, 0 if kind == FIRST_SUPPORT else None, 0)
        for programme in PROGRAMMES
        for kind in (FIRST_SUPPORT, CONTINUED_SUPPORT)
    ]
    return PlanDocument(
        fiscal_year=year,
        title=plan_title(year),
        status=DRAFT_STATUS,
        office=office,
        section_order=SECTION_ORDER,
        targets=TargetTable(
            heading="実施する福祉サービスなど",
            row_heading="福祉サービス事業",
            columns=TARGET_COLUMNS,
            days=None,
            rows=(*rows, TargetRow(UNREGISTERED, "", None, 0)),
        ),
        service_kinds=SERVICE_KINDS,
        staffing=StaffTable(staff_heading(first_day), first_day, ()),
        text_sections=tuple(TextSection(title, ()) for title in TEXT_TITLES),
        chart=Chart("支援体制図", None),
        meetings=MeetingTable("会議・委員会等の開催計画", MEETING_COLUMNS, ()),
        internal_trainings=TrainingTable("研修計画(施設・事業所内研修)", TRAINING_COLUMNS, ()),
        external_trainings=TrainingTable("研修計画(外部研修)", TRAINING_COLUMNS, ()),
        building=Building(
            "施設・事業所の構造", tuple(BuildingRow(label, ()) for label in BUILDING_LABELS)
        ),
    )


def next_year_document(last: PlanDocument, year: int) -> PlanDocument:
    """Return last year's plan as the start of another year.

    Corrections by hand, the staff table and the days of single trainings belonged to their year
    and are left out.
    """
    first_day = date(year, 4, 1)
    targets = replace(
        last.targets,
        rows=tuple(replace(row, monthly=None, per_staff=None) for row in last.targets.rows),
    )
    return replace(
        last,
        fiscal_year=year,
        title=_moved(last.title, last.fiscal_year, year, plan_title(year)),
        status=DRAFT_STATUS,
        targets=targets,
        staffing=StaffTable(staff_heading(first_day), first_day, ()),
        chart=Chart(last.chart.heading, None),
        internal_trainings=_undated(last.internal_trainings),
        external_trainings=_undated(last.external_trainings),
    )


def _moved(title: str, old: int, new: int, otherwise: str) -> str:
    return title.replace(str(old), str(new)) if str(old) in title else otherwise


def _undated(table: TrainingTable) -> TrainingTable:
    rows = tuple(
        replace(row, when="", note="", occurrences=()) if row.occurrences else row
        for row in table.rows
    )
    return replace(table, rows=rows)
