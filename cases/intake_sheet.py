"""Everything the 相談受付票 says, gathered once for the page and the printed form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import DisabilityKind, IntakeGroup
from cases.models import Intake, IntakeInterview
from config.common.fiscal import age_on
from config.common.wareki import wareki

__all__ = ["IntakeSheet", "intake_sheet"]


@dataclass(frozen=True, slots=True)
class IntakeSheet:
    """The words and codes of one sheet; `texts` holds each part with its later interviews.

    Codes (`method`, `relation`, `urgency`, `course`, `support_level` …) are those of
    `cases.choices`; a form ticks the box of the code and prints the label.
    """

    number: str
    office: str
    received_at: datetime
    receiver: str
    worker: str
    method: str
    method_note: str
    route: str
    route_label: str
    route_note: str
    is_again: bool
    relation: str
    is_anonymous: bool
    caller_name: str
    caller_relation: str
    caller_phone: str
    name: str
    name_kana: str
    birth_on: date | None
    age: int | None
    gender_label: str
    postal_code: str
    address: str
    phone: str
    disabilities: tuple[str, ...]
    disability_labels: str
    physical_handbook: str
    intellectual_handbook: str
    mental_handbook: str
    support_level: str
    support_level_label: str
    illness: str
    urgency: str
    is_abuse_suspected: bool
    abuse_reported_at: datetime | None
    abuse_reported_to: str
    texts: dict[str, str]
    course: str
    referred_to: str
    referred_on: date | None
    next_on: date | None
    privacy_explained_on: date | None
    privacy_method_label: str
    state: str


#: What stands on the sheet as it stands in the row.
SAME = (
    "received_at",
    "method",
    "method_note",
    "route",
    "route_note",
    "is_again",
    "relation",
    "is_anonymous",
    "caller_name",
    "caller_relation",
    "caller_phone",
    "name",
    "name_kana",
    "birth_on",
    "postal_code",
    "address",
    "phone",
    "disabilities",
    "physical_handbook",
    "intellectual_handbook",
    "mental_handbook",
    "support_level",
    "illness",
    "urgency",
    "is_abuse_suspected",
    "abuse_reported_at",
    "abuse_reported_to",
    "course",
    "referred_to",
    "referred_on",
    "next_on",
    "privacy_explained_on",
    "state",
)


def intake_sheet(
    intake: Intake, interviews: Sequence[IntakeInterview] | None = None
) -> IntakeSheet:
    """Gather a sheet; one question for its interviews unless they are at hand."""
    if interviews is None:
        interviews = list(intake.interviews.select_related("writer"))
    received_on = timezone.localtime(intake.received_at).date()
    kinds = (str(kind.label) for kind in DisabilityKind if kind in intake.disabilities)
    return IntakeSheet(
        number=intake.label,
        office=intake.office.name,
        receiver=intake.receiver.name,
        worker=intake.worker.name if intake.worker else "",
        route_label=intake.get_route_display(),
        age=age_on(intake.birth_on, received_on) if intake.birth_on else None,
        gender_label=intake.get_gender_display(),
        disability_labels="、".join(kinds),
        support_level_label=intake.get_support_level_display(),
        privacy_method_label=intake.get_privacy_method_display(),
        texts={group: _words(intake, group, interviews) for group in IntakeGroup.values},
        **{name: getattr(intake, name) for name in SAME},
    )


def _words(intake: Intake, group: str, interviews: Iterable[IntakeInterview]) -> str:
    """The first text of a part and what later interviews added, each with day and writer."""
    added = [
        _("[No. %(number)s, %(day)s %(writer)s] %(text)s")
        % {
            "number": part.number,
            "day": wareki(part.held_on, "short"),
            "writer": part.writer.family_name,
            "text": part.text,
        }
        for part in interviews
        if part.group == group
    ]
    return "\n".join(text for text in (getattr(intake, group), *added) if text)
