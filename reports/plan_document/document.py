"""The annual plan (事業計画書) as plain values: what a file, a frozen version and a print share.

Figures D, E and the totals are not part of the document; `reports.rules.annual_plan` computes
them from it, so no copy can disagree with its own table.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SCHEMA = "tsunagi.annual_plan.v1"
DRAFT_STATUS = "案"
APPROVED_STATUS = "確定"
STATUSES = (DRAFT_STATUS, APPROVED_STATUS)
MAX_DEPTH = 6

OFFICE = "office"
SERVICE_TARGETS = "service_targets"
SERVICE_KINDS = "service_kinds"
STAFFING = "staffing"
ORGANISATION_CHART = "organisation_chart"
MEETINGS = "meetings"
INTERNAL_TRAININGS = "internal_trainings"
EXTERNAL_TRAININGS = "external_trainings"
BUILDING = "building"
FIXED_SECTIONS = (
    OFFICE,
    SERVICE_TARGETS,
    SERVICE_KINDS,
    STAFFING,
    ORGANISATION_CHART,
    MEETINGS,
    INTERNAL_TRAININGS,
    EXTERNAL_TRAININGS,
    BUILDING,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A computed cell typed over by hand: the figure and why (the mark is never printed)."""

    value: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row of 福祉サービス事業: A covered people, B planned uses in the year."""

    programme: str
    kind: str
    covered: int | None
    planned: int
    monthly: Correction | None = None
    per_staff: Correction | None = None


@dataclass(frozen=True, slots=True)
class TargetTable:
    """The table 実施する福祉サービスなど; `days` is C, one figure for all rows."""

    heading: str
    row_heading: str
    columns: dict[str, str]
    days: int | None
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One row of 職員体制; `heads` is 員数, `fte` 常勤換算後の職員数."""

    job: str
    heads: int
    full_dedicated: int | None
    full_concurrent: int | None
    part_dedicated: int | None
    part_concurrent: int | None
    fte: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class StaffTable:
    """The table 職員体制 as of one day."""

    heading: str
    as_of: date
    rows: tuple[StaffRow, ...]


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One paragraph of a text section with its own mark (○ 〇 ■ ・ 1. (1) ① or none)."""

    mark: str
    text: str
    children: tuple["OutlineItem", ...] = ()


@dataclass(frozen=True, slots=True)
class TextSection:
    """A framed section of nested text, such as 重点推進目標(3点)."""

    title: str
    items: tuple[OutlineItem, ...]


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A box of 支援体制図 with the boxes below it."""

    label: str
    posts: tuple[str, ...]
    children: tuple["ChartBox", ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """The section 支援体制図; no root means nobody is posted yet."""

    heading: str
    root: ChartBox | None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often a body meets: every `interval` months, or `count` times a year in `months`."""

    kind: str
    interval: int | None = None
    count: int | None = None
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One row of 会議・委員会等の開催計画; `council` is the council its body belongs to."""

    name: str
    when: str
    note: str
    recurrence: Recurrence | None
    council: str = ""


@dataclass(frozen=True, slots=True)
class MeetingTable:
    """The table 会議・委員会等の開催計画."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One sitting of a training: a day, a span of days, or only a month (`YYYY-MM`)."""

    when: str
    start: date | None = None
    end: date | None = None
    month: str = ""
    place: str = ""
    attendees: str = ""


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One row of 研修計画; the paper's line breaks inside a cell stand as 「／」."""

    name: str
    when: str
    note: str
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingTable:
    """A table 研修計画, internal or external."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[TrainingRow, ...]


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """One row of 施設・事業所の構造, printed line by line."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Building:
    """The section 施設・事業所の構造; the areas in square metres as typed, e.g. 80.00."""

    heading: str
    rows: tuple[BuildingRow, ...]
    floor_area: Decimal | None = None
    site_area: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A whole annual plan (事業計画書) of one office and fiscal year."""

    fiscal_year: int
    title: str
    status: str
    office: str
    section_order: tuple[str, ...]
    targets: TargetTable
    service_kinds: tuple[str, ...]
    staffing: StaffTable
    text_sections: tuple[TextSection, ...]
    chart: Chart
    meetings: MeetingTable
    internal_trainings: TrainingTable
    external_trainings: TrainingTable
    building: Building


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Why a file is refused: the JSON path of the value and the reason in words."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.path else self.reason


class PlanDocumentError(Exception):
    """The file is no annual plan; holds every problem found, in the order of the file."""

    def __init__(self, problems: list[ImportProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
