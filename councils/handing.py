"""What councils add to a handover: minutes to write, and seats in bodies."""

from datetime import date, timedelta

from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from cases.duties import Duty, add_duty
from config.common.tags import day
from councils.models import Body, Meeting, Membership
from staffing.models import User


def _minutes(user_id: int, office_id: int, today: date):
    rows = Meeting.objects.alive().not_cancelled().filter(office_id=office_id, finished_at=None)
    return rows.filter(writer=user_id).select_related("body").order_by("pk")


def _words(meeting: Meeting) -> str:
    return f"{meeting.body.name} {day(meeting.held_on) if meeting.held_on else ''}"


def _seats(user_id: int, office_id: int, today: date):
    rows = Membership.objects.seated(today).filter(body__office_id=office_id, user=user_id)
    return rows.filter(body__deleted_at=None).select_related("body").order_by("pk")


def _seat_words(seat: Membership) -> str:
    return "　".join(filter(None, (seat.body.name, seat.role)))


def _give_seats(seats, successor: User, *, on: date, by: User) -> dict[int, dict]:
    """End the terms the day before and seat the successor; a seat of the same body is enough."""
    bodies = [seat.body_id for seat in seats]
    held = Membership.objects.seated(on).filter(body_id__in=bodies, user=successor)
    taken = set(held.values_list("body_id", flat=True))
    before = {}
    for seat in seats:
        if seat.body_id in taken:
            continue
        before[seat.pk] = {"body_id": seat.body_id, "ended_on": _plain(seat.ended_on)}
        last = on - timedelta(days=1)
        is_new = seat.started_on is not None and seat.started_on > last
        new = {"user": successor, "name": successor.name, "started_on": on}
        Membership.objects.create(
            body_id=seat.body_id,
            organisation=seat.organisation,
            role=seat.role,
            side=seat.side,
            position=seat.position,
            ended_on=seat.ended_on,
            **new,
        )
        ended = {"ended_on": seat.started_on if is_new else last}
        Membership.objects.filter(pk=seat.pk).update(**ended)
        before[seat.pk]["successor_id"] = successor.pk
        before[seat.pk]["on"] = on.isoformat()
    _moved_on(bodies, by=by)
    return before


def _give_seats_back(before: dict[int, dict], *, by: User) -> None:
    for key, was in before.items():
        Membership.objects.filter(
            body_id=was["body_id"], user_id=was["successor_id"], started_on=was["on"]
        ).delete()
        Membership.objects.filter(pk=key).update(ended_on=was["ended_on"])
    _moved_on([was["body_id"] for was in before.values()], by=by)


def _moved_on(bodies: list[int], *, by: User) -> None:
    """A form of the body that is open somewhere must not write the old seats back."""
    stamps = {"version": F("version") + 1, "updated_by": by, "updated_at": Now()}
    Body._base_manager.filter(pk__in=bodies).update(**stamps)


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None


def connect() -> None:
    """Register the minutes and the seats."""
    add_duty(
        Duty(
            "seat",
            gettext_lazy("Seats in bodies"),
            _seats,
            _seat_words,
            order=75,
            give=_give_seats,
            back=_give_seats_back,
            seen_by=lambda rows, by: rows,
            is_versioned=False,
        )
    )
    add_duty(Duty("minutes", gettext_lazy("Minutes to write"), _minutes, _words, "writer", 80))
