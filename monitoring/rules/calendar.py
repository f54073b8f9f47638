"""Appointments and months as iCalendar (RFC 5545), with titles that name nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

__all__ = ["Event", "calendar_text"]

#: RFC 5545, 3.1: no line is longer, in octets.
LINE = 75


@dataclass(frozen=True)
class Event:
    """One entry: between two moments, or a whole day where `starts` is a date."""

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | None = None


def calendar_text(events: Iterable[Event], *, now: datetime, name: str) -> str:
    """Return the calendar with CRLF line ends; times are in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tsunagi//Calendar//JA",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, now: datetime) -> list[str]:
    if isinstance(event.starts, datetime):
        times = [f"DTSTART:{_moment(event.starts)}"]
        if event.ends:
            times.append(f"DTEND:{_moment(event.ends)}")
    else:
        following = event.starts + timedelta(days=1)
        times = [
            f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}",
            f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        ]
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(now)}",
        *times,
        f"SUMMARY:{_escaped(event.title)}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Cut a line into parts of 75 octets, never within a letter; each further one is indented."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LINE:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
