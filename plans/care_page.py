"""What the pages of a meeting about a person show, beside its forms."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.files import papers_of
from cases.models import Client
from cases.person import person_context
from cases.rules import lacking_scopes
from plans.actions import meeting_facts
from plans.choices_meetings import MeetingKind, MeetingState, Presence
from plans.models import MeetingConclusion, ServiceCoordinationMeeting
from plans.rules import addon_lacks, minutes_problems, minutes_warnings
from staffing.models import User
from staffing.permissions import Permission, can

TONES = {
    MeetingState.PLANNED: "info",
    MeetingState.MINUTES: "hold",
    MeetingState.FINISHED: "done",
    MeetingState.CANCELLED: "",
}
MINUTES_PAPER = {
    MeetingKind.COORDINATION: "coordination-minutes",
    MeetingKind.SUPPORT: "support-minutes",
}
INVITATION_PAPER = "meeting-invitation"


def for_detail(meetings):
    """Add all that the page of one meeting shows."""
    conclusions = MeetingConclusion.objects.select_related("owner", "promise")
    return meetings.select_related(
        *("client__office", "case", "case__worker", "plan", "provider", "office", "writer"),
        *("finished_by", "appointment", "updated_by"),
    ).prefetch_related("people", "items", Prefetch("conclusions", conclusions))


def meeting_context(
    meeting: ServiceCoordinationMeeting, *, user: User, today: date
) -> dict[str, Any]:
    """Return everything around a page of a meeting; it comes from `for_detail()`."""
    facts = meeting_facts(meeting)
    can_edit = can(user, Permission.PLAN_EDIT, meeting.office_id)
    is_open = meeting.state in (MeetingState.PLANNED, MeetingState.MINUTES)
    context = person_context(meeting.client, user=user, today=today, tab="care-meetings")
    return context | {
        "meeting": meeting,
        "tone": TONES[meeting.state],
        "people": list(meeting.people.all()),
        "absent": [p for p in meeting.people.all() if p.presence == Presence.ABSENT or p.opinion],
        "items": list(meeting.items.all()),
        "conclusions": list(meeting.conclusions.all()),
        "is_coordination": meeting.kind == MeetingKind.COORDINATION,
        "is_due": meeting.held_on <= today,
        "can_write": can_edit and is_open,
        "can_correct": can_edit and meeting.is_final,
        "problems": minutes_problems(facts, today=today) if is_open else [],
        "warnings": minutes_warnings(facts) if meeting.state != MeetingState.PLANNED else [],
        "addon_lacks": addon_lacks(facts),
        "lacks_consent": is_open and lacks_meeting_consent(meeting.client, meeting.held_on),
        "minutes_url": reverse(
            "cases:paper-preview", args=[MINUTES_PAPER[meeting.kind], meeting.pk]
        ),
        "minutes_pdf": reverse("cases:paper-print", args=[MINUTES_PAPER[meeting.kind], meeting.pk]),
        "invitation_url": reverse("cases:paper-preview", args=[INVITATION_PAPER, meeting.pk]),
    }


def filed_papers(meeting: ServiceCoordinationMeeting, *, user: User) -> list:
    """Return the invitations and minutes that were filed, the newest first."""
    kinds = (MINUTES_PAPER[meeting.kind], INVITATION_PAPER)
    return [paper for kind in kinds for paper in papers_of(user, kind, meeting)]


def corrected_context(meeting: ServiceCoordinationMeeting, filed: list) -> dict[str, Any]:
    """Return the corrections of final minutes, and whether the filed paper is older than them."""
    rows = list(meeting.corrections.select_related("made_by")) if meeting.is_final else []
    minutes = [paper for paper in filed if paper.kind == MINUTES_PAPER[meeting.kind]]
    is_unfiled = bool(rows and minutes) and minutes[0].created_at < rows[-1].made_at
    return {"corrections": rows, "is_unfiled": is_unfiled}


def lacks_meeting_consent(client: Client, on: date) -> bool:
    """Whether the person's information may not be given to a meeting on a day (art. 24)."""
    consents = client.consents.filter(deleted_at=None).values()
    return "includes_meeting" in lacking_scopes(consents, on=on, is_contracted=True)


def list_rows(meetings) -> list[dict[str, Any]]:
    """Return each meeting of `for_list()` as a row of the list."""
    return [
        {
            "meeting": meeting,
            "tone": TONES[meeting.state],
            "who": meeting.client,
            "place": "　".join(filter(None, (meeting.place, meeting.get_way_display()))),
            "attendance": _attendance(meeting),
        }
        for meeting in meetings
    ]


def _attendance(meeting: ServiceCoordinationMeeting) -> str:
    if meeting.state == MeetingState.PLANNED:
        return _("%(number)s asked") % {"number": meeting.asked_number}
    told = {"came": meeting.came_number, "asked": meeting.asked_number}
    return _("%(came)s of %(asked)s") % told


def meeting_day(client_id: int, *, since: date) -> date | None:
    """Return the day of the last coordination meeting with final minutes, not before a day."""
    meetings = ServiceCoordinationMeeting.objects.alive().of_kind(MeetingKind.COORDINATION)
    held = meetings.recorded().filter(client=client_id, held_on__gte=since)
    return held.order_by("-held_on").values_list("held_on", flat=True).first()


def waiting_meeting(client_id: int) -> ServiceCoordinationMeeting | None:
    """Return the coordination meeting that is planned or whose minutes are in work."""
    waiting = (MeetingState.PLANNED, MeetingState.MINUTES)
    meetings = ServiceCoordinationMeeting.objects.alive().of_kind(MeetingKind.COORDINATION)
    return meetings.filter(client=client_id, state__in=waiting).order_by("held_on", "pk").first()
