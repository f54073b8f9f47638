"""The plan in plain words: every text with the sentence that stands for it, in reading order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from config.common.furigana import Segment, name_readings, plain, read
from plans.choices import WeekKind
from plans.choices_plain import OF_NEED, OF_PLAN, SERVICE_WORDS, PlainPart
from plans.models import PlannedService, PlanNeed, ServiceUsePlan, WeekEntry

SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[」』）]*)?|[。！？]+")


@dataclass(frozen=True)
class Line:
    """One text of the plan; `words` is what the person reads: written, else taken from the plan."""

    part: PlainPart
    own: str
    words: str
    default: str
    need: PlanNeed | None = None
    service: PlannedService | None = None
    is_written: bool = False
    is_stale: bool = False

    @property
    def key(self) -> str:
        """The name of its field."""
        row = self.service or self.need
        return f"{self.part}_{row.pk}" if row else str(self.part)


def easy_lines(plan: ServiceUsePlan) -> list[Line]:
    """Return every text of a plan of `for_detail()` that says something, in reading order."""
    written = {(line.part, line.need_id, line.service_id): line for line in plan.plain_lines.all()}

    def line(part: PlainPart, own: str, default: str = "", **row: Any) -> Line:
        keys = (row[name].pk if name in row else None for name in ("need", "service"))
        found = written.get((part, *keys))
        default = default or own
        return Line(
            part,
            own,
            found.text if found else default,
            default,
            is_written=found is not None,
            is_stale=found is not None and found.source != own,
            **row,
        )

    lines = [line(part, getattr(plan, part)) for part in OF_PLAN]
    for need in plan.needs.all():
        lines += [line(part, getattr(need, part), need=need) for part in OF_NEED]
        for service in need.services.all():
            own = service_words(service)
            # The plain words of a row are kept by the service alone; its need follows from it.
            lines.append(line(PlainPart.SERVICE, own, default_words(service), service=service))
    return [each for each in lines if each.own]


def service_words(service: PlannedService) -> str:
    """Return what the plan says is done: the service of the law and its content."""
    kind = service.service_type.name if service.service_type else ""
    return "　".join(filter(None, (kind, service.content)))


def default_words(service: PlannedService) -> str:
    """Say what a service of the law is; its content in the plan's own words after it."""
    kind = service.service_type
    words = SERVICE_WORDS.get(kind.code) or SERVICE_WORDS.get(kind.name) if kind else ""
    if not words:
        return ""
    return f"{words}（{service.content}）" if service.content else words


def provider_of(service: PlannedService) -> str:
    """Return who gives a service."""
    return service.provider.name if service.provider else service.provider_name


def known_readings(plan: ServiceUsePlan) -> dict[str, str]:
    """Return the readings that are known: of names as registered, and as corrected by hand."""
    client, author = plan.client, plan.author
    known = name_readings(author.name, author.name_kana)
    for need in plan.needs.all():
        for service in need.services.all():
            if service.provider and service.provider.name_kana:
                known[service.provider.name] = service.provider.name_kana
    known |= name_readings(client.name, client.name_kana)
    return known | {row.word: row.kana for row in plan.readings.all()}


def reader(known: dict[str, str] | None) -> Any:
    """Return the function that turns a text into lines of segments; None: without readings.

    Each sentence is a line of its own: so it is read more easily, and printed in time.
    """

    def lines_of(text: str) -> list[list[Segment]]:
        sentences = SENTENCE.findall(text)
        return [read(each, known) if known is not None else plain(each) for each in sentences]

    return lines_of


def easy_state(plan: ServiceUsePlan) -> dict[str, Any]:
    """Return how much of a plan is written in plain words, and where it is read."""
    lines = easy_lines(plan)
    return {
        "all": len(lines),
        "written": sum(line.is_written for line in lines),
        "stale": sum(line.is_stale for line in lines),
        "url": reverse("cases:paper-preview", args=["easy", plan.pk]),
    }


def texts_of(plan: ServiceUsePlan, lines: Iterable[Line]) -> list[str]:
    """Return all that is read, for the list of its words."""
    found = [plan.client.name]
    for line in lines:
        if line.service:
            found += [provider_of(line.service), line.service.quantity]
        found.append(line.words)
    return [*found, *(entry.content for entry in fixed_entries(plan))]


def fixed_entries(plan: ServiceUsePlan) -> list[WeekEntry]:
    """Return what is fixed on some days; what is done every day anyway is left out."""
    return [entry for entry in plan.week.all() if entry.kind != WeekKind.ROUTINE]
