"""When a meeting about a person can be set up, when its minutes are final, what they prove.

Sources: 運営基準 第15条 (the meeting after the decision, opinions of those who cannot come, the
person taking part; `domain.md` 2.3), the add-on サービス担当者会議実施加算 (`domain.md` 5.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.choices_meetings import MeetingKind, MeetingWay, Presence, Seat

__all__ = [
    "MeetingFacts",
    "Sitter",
    "addon_lacks",
    "meeting_problems",
    "minutes_problems",
    "minutes_warnings",
]


@dataclass(frozen=True)
class Sitter:
    """One who is asked to the meeting, as the rules need it."""

    seat: str
    presence: str = ""
    was_asked: bool = False

    @property
    def came(self) -> bool:
        """Whether they took part, in the room or by video."""
        return self.presence in (Presence.PRESENT, Presence.VIDEO)


@dataclass(frozen=True)
class MeetingFacts:
    """What the rules need of a meeting."""

    kind: str
    way: str
    held_on: date
    people: Sequence[Sitter] = field(default_factory=tuple)
    items: int = 0
    undiscussed: int = 0
    conclusions: int = 0
    video_consent_on: date | None = None
    is_for_monitoring: bool = False
    is_for_change: bool = False
    is_final: bool = False

    @property
    def has_video(self) -> bool:
        """Whether somebody took part by video."""
        return self.way in (MeetingWay.MIXED, MeetingWay.ONLINE) or any(
            person.presence == Presence.VIDEO for person in self.people
        )


def meeting_problems(
    *,
    kind: str,
    held_on: date | None,
    starts_at: time | None,
    ends_at: time | None,
    opened_on: date,
    convener: str,
    video_consent_on: date | None = None,
    next_on: date | None = None,
) -> list[Problem]:
    """Return what is wrong with the day, the times and the convener of a meeting."""
    problems = []
    if held_on and held_on < opened_on:
        message = _("The meeting lies before the case was opened. Check the year.")
        problems.append(Problem("before-opening", message, "held_on"))
    if starts_at and ends_at and ends_at <= starts_at:
        message = _("The end is not after the beginning (%(start)s). Type a later time.")
        told = {"start": f"{starts_at.hour}:{starts_at:%M}"}
        problems.append(Problem("end-first", message % told, "ends_at"))
    if kind == MeetingKind.SUPPORT and not convener:
        message = _("Choose the provider who convened it, or type its name.")
        problems.append(Problem("no-convener", message, "provider"))
    if held_on and video_consent_on and video_consent_on > held_on:
        message = _("The consent to video is given before the meeting begins. Check both days.")
        problems.append(Problem("late-consent", message, "video_consent_on"))
    if held_on and next_on and next_on <= held_on:
        message = _("The next meeting lies after this one.")
        problems.append(Problem("next-first", message, "next_on"))
    return problems


def minutes_problems(facts: MeetingFacts, *, today: date) -> list[Problem]:
    """Return what keeps the minutes of a meeting from being made final."""
    problems = []
    if facts.held_on > today:
        problems.append(Problem("future", _("The meeting has not taken place yet.")))
    if any(not person.presence for person in facts.people):
        problems.append(Problem("open", _("For somebody it is not entered whether they came.")))
    if facts.way == MeetingWay.OPINIONS:
        if not any(person.was_asked for person in facts.people):
            problems.append(Problem("nobody", _("No opinion that was asked for is entered.")))
    elif not any(person.came for person in facts.people):
        problems.append(Problem("nobody", _("Nobody is entered as present.")))
    if not facts.items:
        problems.append(Problem("no-item", _("No item that was talked over is entered.")))
    if facts.undiscussed:
        message = _("Items without a word on what was said: %(number)s.")
        problems.append(Problem("undiscussed", message % {"number": facts.undiscussed}))
    if facts.kind == MeetingKind.COORDINATION and not facts.conclusions:
        problems.append(Problem("no-conclusion", _("No conclusion is entered.")))
    if facts.has_video and facts.video_consent_on is None:
        message = _("Somebody took part by video: enter when the person consented to it.")
        problems.append(Problem("no-video-consent", message))
    return problems


def minutes_warnings(facts: MeetingFacts) -> list[str]:
    """Return what an inspection would ask about, although the minutes may be final without it."""
    words = []
    selves = [person for person in facts.people if person.seat == Seat.SELF]
    if facts.kind == MeetingKind.COORDINATION and not any(person.came for person in selves):
        words.append(_("The person did not take part. Write down why."))
    ours = [person for person in facts.people if person.seat == Seat.OFFICE]
    if facts.kind == MeetingKind.SUPPORT and not any(person.came for person in ours):
        words.append(_("Nobody of this office took part in the provider's meeting."))
    silent = [p for p in facts.people if p.presence == Presence.ABSENT and not p.was_asked]
    silent = [p for p in silent if p.seat not in (Seat.SELF, Seat.FAMILY, Seat.OFFICE)]
    if silent:
        message = _("Absent and not asked for an opinion: %(number)s.")
        words.append(message % {"number": len(silent)})
    if not any(p.seat == Seat.PROVIDER and (p.came or p.was_asked) for p in facts.people):
        words.append(_("No provider took part or gave an opinion."))
    return words


def addon_lacks(facts: MeetingFacts) -> list[str]:
    """Return what a meeting lacks to prove サービス担当者会議実施加算; empty: it proves it.

    In the monitoring month the office convenes the people in charge of the services and examines
    whether the plan must change; whether the month is a monitoring month, the caller knows.
    """
    lacks = []
    if facts.kind != MeetingKind.COORDINATION:
        lacks.append(_("Not convened by this office."))
    if facts.way == MeetingWay.OPINIONS:
        lacks.append(_("Opinions were asked for; nobody met."))
    if not facts.is_final:
        lacks.append(_("The minutes are not final."))
    if not (facts.is_for_monitoring or facts.is_for_change):
        lacks.append(_("Change of the plan was not the purpose of the meeting."))
    if not any(p.seat == Seat.PROVIDER and p.came for p in facts.people):
        lacks.append(_("No provider took part."))
    if facts.undiscussed or not facts.items:
        lacks.append(_("What was talked over is not written down."))
    return lacks
