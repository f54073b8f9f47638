"""Write the requests of the demo: received, followed up, passed on."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.actions import add_interview, advance_intake, receive_request, refer_intake
from cases.models import Intake
from config.common.holidays import is_weekday
from config.demo.intake_texts import Request
from config.demo.log import at
from staffing.models import Office, User


def write_intakes(office: Office, staff: list[User], requests: tuple, now: datetime) -> None:
    """Receive the requests in the order in which they came, and move them on."""
    today = timezone.localtime(now).date()
    for request in sorted(requests, key=lambda one: -one.ago):
        _write(office, staff, request, today, now)


def _write(office: Office, staff: list[User], request: Request, today: date, now: datetime) -> None:
    day = today - timedelta(days=request.ago)
    while not is_weekday(day) and request.ago:
        day -= timedelta(days=1)
    sheet, by = dict(request.sheet), staff[request.receiver]
    received_at = min(at(day, request.hour, 20), now)
    if sheet.get("is_abuse_suspected"):
        sheet["abuse_reported_at"] = received_at + timedelta(minutes=30)
    if sheet.get("privacy_method"):
        sheet["privacy_explained_on"] = day
    if not request.way[0] and not request.referred[0] and sheet.get("course") != "info":
        sheet["next_on"] = today + timedelta(days=1 + request.receiver)
    intake = receive_request(
        office=office, by=by, received_at=received_at, today=today, is_logged=True, **sheet
    )
    for later, texts in request.interviews:
        held_on = min(day + timedelta(days=later), today)
        add_interview(intake, by=by, held_on=held_on, texts=texts, next_on=None)
    _move(intake, request, by, day, today)


def _move(intake: Intake, request: Request, by: User, day: date, today: date) -> None:
    state, later, words = request.way
    if state:
        on = min(day + timedelta(days=later), today)
        advance_intake(intake, to=state, on=on, by=by, today=today, note=words)
    body, later, words = request.referred
    if body:
        refer_intake(
            intake,
            referred_to=body,
            referred_on=min(day + timedelta(days=later), today),
            referral_consent="oral",
            by=by,
            today=today,
            note=words,
        )
