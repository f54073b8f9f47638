"""Who is posted to an office on a day, as the staff table and the chart show it (O-02, O-04)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import translation

from reports.plan_document import ChartBox, StaffRow
from staffing.choices import Dedication, Employment, FigureCode, Job
from staffing.models import LegalFigure, Office, Posting
from staffing.rules import fte_tenths, full_time_equivalent

_JOB_ORDER = {job: place for place, job in enumerate(Job.values)}


@dataclass(frozen=True, slots=True)
class PostedPerson:
    """One person's post; of several posts the leading one, with the hours of all."""

    job: str
    label: str
    title: str
    posts: tuple[str, ...]
    employment: str
    dedication: str
    fte: Decimal
    note: str

    @property
    def printed_job(self) -> str:
        """The 職種 cell: 「係長 相談支援専門員」."""
        return f"{self.title} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class PostedStaff:
    """The people at an office on a day, managers first, then titled staff, then the others."""

    people: tuple[PostedPerson, ...]

    def rows(self) -> tuple[StaffRow, ...]:
        """Return the staff table: one row per printed job and remark."""
        groups: dict[tuple[str, str], list[PostedPerson]] = {}
        for person in self.people:
            groups.setdefault((person.printed_job, person.note), []).append(person)
        return tuple(_row(job, note, members) for (job, note), members in groups.items())

    def chart(self) -> ChartBox | None:
        """Return the boxes: manager, below it the one lead, below that the others."""
        if not self.people:
            return None
        head, *others = self.people
        leads = [person for person in others if person.title]
        if len(leads) == 1:
            rest = tuple(_box(person) for person in others if not person.title)
            return _box(head, (_box(leads[0], rest),))
        return _box(head, tuple(_box(person) for person in others))


def posted_staff(office: Office, *, on) -> PostedStaff:
    """Return the people posted to the office on a day, each once."""
    postings = (
        Posting.objects.on(on)
        .filter(office=office)
        .select_related("user")
        .order_by("started_on", "pk")
    )
    by_person: dict[int, list[Posting]] = {}
    for posting in postings:
        by_person.setdefault(posting.user_id, []).append(posting)
    least = LegalFigure.objects.value_on(FigureCode.FTE_MINIMUM_HOURS, on) if by_person else None
    with translation.override("ja"):
        people = [
            _person(sorted(posts, key=_rank), office, int(least or 0))
            for posts in by_person.values()
        ]
    return PostedStaff(tuple(sorted(people, key=_person_rank)))


def _rank(posting: Posting) -> tuple[int, int, int]:
    return (posting.job != Job.MANAGER, not posting.title, _JOB_ORDER.get(posting.job, 99))


def _person_rank(person: PostedPerson) -> tuple[int, int, int]:
    return (person.job != Job.MANAGER, not person.title, _JOB_ORDER.get(person.job, 99))


def _person(posts: list[Posting], office: Office, least_hours: int) -> PostedPerson:
    leading = posts[0]
    if all(post.fte is not None for post in posts):
        fte = min(sum((post.fte for post in posts), Decimal(0)), Decimal(1))
    else:
        hours = [sum((post.weekly_hours for post in posts), Decimal(0))]
        fte = fte_tenths(full_time_equivalent(hours, office.full_time_hours, least_hours))
    labels = [post.get_job_display() for post in posts]
    if leading.is_specialist and leading.job == Job.MANAGER:
        labels.append(Job.SPECIALIST.label)
    return PostedPerson(
        job=leading.job,
        label=str(labels[0]),
        title=leading.title,
        posts=tuple(dict.fromkeys(str(label) for label in labels[1:])),
        employment=leading.employment,
        dedication=leading.dedication,
        fte=fte,
        note=leading.note,
    )


def _row(job: str, note: str, members: list[PostedPerson]) -> StaffRow:
    def heads(employment: str, dedication: str) -> int | None:
        return (
            sum(
                person.employment == employment and person.dedication == dedication
                for person in members
            )
            or None
        )

    return StaffRow(
        job=job,
        heads=len(members),
        full_dedicated=heads(Employment.FULL_TIME, Dedication.DEDICATED),
        full_concurrent=heads(Employment.FULL_TIME, Dedication.CONCURRENT),
        part_dedicated=heads(Employment.PART_TIME, Dedication.DEDICATED),
        part_concurrent=heads(Employment.PART_TIME, Dedication.CONCURRENT),
        fte=sum((person.fte for person in members), Decimal(0)),
        note=note,
    )


def _box(person: PostedPerson, children: tuple[ChartBox, ...] = ()) -> ChartBox:
    if person.job == Job.MANAGER:
        return ChartBox(f"【{person.label}】", person.posts, children)
    label = f"【{person.title}】" if person.title else ""
    return ChartBox(label, (person.label, *person.posts), children)
