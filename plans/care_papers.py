"""Papers of meetings about people: 案内状, a letter for each who is asked, 会議録 (ux 6.5)."""

from datetime import date, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.papers import Paper, add_paper
from config.common.phones import format_phone
from config.common.wareki import wareki
from plans.choices_meetings import MeetingKind, MeetingState, MeetingWay, Presence, Seat
from plans.models import MeetingPerson, ServiceCoordinationMeeting
from plans.papers.samples import letter_sample, minutes_sample
from staffing.models import User
from staffing.permissions import Permission

#: Three people stand in a row of the table of those who came.
COLUMNS = 3
#: Rows of that table on a blank sheet.
LEAST_ROWS = 3


def connect() -> None:
    """Register the papers; called once when the app is ready."""
    minutes = {
        "template": "print/care_minutes.html",
        "permission": Permission.PLAN_VIEW,
        "gather": minutes_paper,
        "is_signed": True,
        "styled_on": _written_on,
        "sample": minutes_sample,
    }
    add_paper(
        Paper(
            "coordination-minutes",
            _("Minutes of the service coordination meeting"),
            "サービス担当者会議録",
            subjects=_meetings(MeetingKind.COORDINATION),
            order=60,
            **minutes,
        )
    )
    add_paper(
        Paper(
            "support-minutes",
            _("Record of an individual support meeting"),
            "個別支援会議 出席記録",
            subjects=_meetings(MeetingKind.SUPPORT),
            order=61,
            **minutes,
        )
    )
    add_paper(
        Paper(
            "meeting-invitation",
            _("Invitation to the service coordination meeting"),
            "サービス担当者会議 開催のご案内",
            "print/care_invitation.html",
            Permission.PLAN_VIEW,
            invitation_paper,
            subjects=_meetings(MeetingKind.COORDINATION),
            styled_on=lambda _meeting: None,
            sample=letter_sample,
            order=62,
        )
    )


def _written_on(meeting: ServiceCoordinationMeeting) -> date | None:
    return meeting.finished_at and timezone.localtime(meeting.finished_at).date()


def _meetings(kind: str):
    def subjects(user: User):
        rows = ServiceCoordinationMeeting.objects.visible_to(user).of_kind(kind)
        return rows.select_related("client", "case__worker", "plan__author", "provider", "writer")

    return subjects


def _head(meeting: ServiceCoordinationMeeting) -> dict[str, Any]:
    return {
        "office": meeting.office.name,
        "ident": f"利用者番号 {meeting.client_id}",
        "can_print": True,
        "name": meeting.client.name,
        "held": wareki(meeting.held_on, "long-weekday"),
        "hours": _hours(meeting.starts_at, meeting.ends_at),
        "place": meeting.place,
        "way": str(meeting.get_way_display()) if meeting.way != MeetingWay.VENUE else "",
        "is_opinions": meeting.way == MeetingWay.OPINIONS,
        "number": meeting.number,
        "convener": meeting.convener,
    }


def _hours(starts_at: time | None, ends_at: time | None) -> str:
    if starts_at is None:
        return ""
    end = f"{ends_at.hour}:{ends_at:%M}" if ends_at else ""
    return f"{starts_at.hour}:{starts_at:%M}～{end}"


def minutes_paper(
    meeting: ServiceCoordinationMeeting, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the minutes; what is not final says so on the paper."""
    people = list(meeting.people.all())
    case_worker = meeting.case.worker.name if meeting.case.worker else ""
    is_planned = meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED)
    written = _written_on(meeting)
    return (
        _head(meeting)
        | _corrected(meeting)
        | {
            "is_draft": not meeting.is_final,
            "is_support": meeting.kind == MeetingKind.SUPPORT,
            "author": meeting.plan.author.name if meeting.plan else case_worker,
            "writer": meeting.writer.name if meeting.writer else "",
            "written": wareki(written) if written else "",
            "rows": _table([person for person in people if _came(person) or is_planned]),
            "sides": [_side(people, Seat.SELF), _side(people, Seat.FAMILY)],
            "asked": [_inquiry(p) for p in people if p.opinion or p.asked_on],
            "absent": [_who(p) for p in people if p.presence == Presence.ABSENT],
            "video": _video(meeting, people),
            "purposes": [
                ["計画案の検討", meeting.is_for_draft],
                ["モニタリング", meeting.is_for_monitoring],
                ["計画変更", meeting.is_for_change],
                ["その他", bool(meeting.purpose_note)],
            ],
            "purpose_note": meeting.purpose_note,
            "items": [[item.title, item.discussion] for item in meeting.items.all()],
            "own_words": meeting.own_words,
            "conclusions": [_conclusion(each) for each in meeting.conclusions.all()],
            "roles": meeting.roles,
            "agreement": meeting.agreement,
            "remaining": meeting.remaining,
            "next": "　".join(
                filter(
                    None, (wareki(meeting.next_on) if meeting.next_on else "", meeting.next_note)
                )
            ),
        }
    )


def _corrected(meeting: ServiceCoordinationMeeting) -> dict[str, Any]:
    """The days and reasons of corrections; minutes without any say nothing of it."""
    rows = [
        [wareki(timezone.localtime(each.made_at).date()), each.reason]
        for each in meeting.corrections.all()
    ]
    return {"corrections": rows} if rows else {}


def _came(person: MeetingPerson) -> bool:
    return person.presence in (Presence.PRESENT, Presence.VIDEO)


def _table(people: list[MeetingPerson]) -> list[list[list[str]]]:
    cells = [
        [
            *_body(person),
            person.name + ("（オンライン）" if person.presence == Presence.VIDEO else ""),
        ]
        for person in people
    ]
    cells += [["", "", ""]] * (max(COLUMNS * LEAST_ROWS - len(cells), -len(cells) % COLUMNS))
    return [cells[at : at + COLUMNS] for at in range(0, len(cells), COLUMNS)]


def _body(person: MeetingPerson) -> list[str]:
    """The organisation and the occupation; of the person and the family who they are."""
    if person.organisation:
        return [person.organisation, f"（{person.role}）" if person.role else ""]
    return [person.role or str(person.get_seat_display()), ""]


def _who(person: MeetingPerson) -> str:
    words = "　".join(filter(None, (person.organisation, person.name)))
    return f"{words}（{person.role}）" if person.role else words


def _side(people: list[MeetingPerson], seat: str) -> dict[str, Any]:
    """Whether the person, or somebody of the family, came; who, and why not."""
    here = [person for person in people if person.seat == seat]
    came = [person for person in here if _came(person)]
    absent = [person for person in here if person.presence == Presence.ABSENT]
    return {
        "label": "本人" if seat == Seat.SELF else "家族",
        "came": bool(came),
        "absent": bool(absent) and not came,
        "relation": "・".join(p.role for p in came if p.role) if seat == Seat.FAMILY else "",
        "reason": "・".join(p.absence_reason for p in absent if p.absence_reason),
    }


def _inquiry(person: MeetingPerson) -> list[str]:
    how = f"（{person.get_asked_how_display()}）" if person.asked_how else ""
    day = f"{wareki(person.asked_on)}{how}" if person.asked_on else ""
    return [_who(person), day, person.opinion]


def _video(meeting: ServiceCoordinationMeeting, people: list[MeetingPerson]) -> str:
    names = [person.name or person.organisation for person in people if person.presence == "video"]
    if not names and meeting.way not in (MeetingWay.MIXED, MeetingWay.ONLINE):
        return ""
    day = wareki(meeting.video_consent_on) if meeting.video_consent_on else "　　年　　月　　日"
    by = f"　{meeting.video_consent_name}" if meeting.video_consent_name else ""
    return f"テレビ電話等による参加：{'、'.join(names)}　本人・家族の同意：{day}{by}"


def _conclusion(row: Any) -> str:
    who = f"{row.who}　" if row.who else ""
    until = f"（{wareki(row.due_on)}まで）" if row.due_on else ""
    return f"{who}{row.text}{until}"


def invitation_paper(
    meeting: ServiceCoordinationMeeting, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the letters: one for each who is asked, but for the office's own staff."""
    office, worker = meeting.office, meeting.case.worker
    asked = [person for person in meeting.people.all() if person.seat != Seat.OFFICE]
    return _head(meeting) | {
        "letters": [_letter(person) for person in asked],
        "is_empty": not asked,
        "can_print": bool(asked),
        "postal": f"〒{office.postal_code}" if office.postal_code else "",
        "address": office.address,
        "phone": format_phone(office.phone) if office.phone else "",
        "worker": worker.name if worker else "",
        "purpose": "、".join(
            label
            for label, is_on in (
                ("サービス等利用計画案の検討", meeting.is_for_draft),
                ("サービスの利用状況の確認（モニタリング）", meeting.is_for_monitoring),
                ("計画の変更の検討", meeting.is_for_change),
                (meeting.purpose_note, bool(meeting.purpose_note)),
            )
            if is_on
        ),
        "message": meeting.message,
    }


def _letter(person: MeetingPerson) -> dict[str, Any]:
    """To whom a letter goes; only the person's own needs no answer about attendance elsewhere."""
    is_body = bool(person.organisation) and not person.name
    return {
        "organisation": person.organisation,
        "role": person.role if person.organisation else "",
        "name": person.name,
        "ending": "御中" if is_body else "様",
        "is_own": person.seat in (Seat.SELF, Seat.FAMILY),
        "is_self": person.seat == Seat.SELF,
    }
