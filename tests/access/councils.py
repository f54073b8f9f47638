"""Addresses of bodies, meetings, minutes and the plan of a year."""

from django.utils import timezone

from tests.access import ALL, Row
from tests.factories.councils import (
    ActionItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    NetworkActivityFactory,
    RecurrenceFactory,
    TrainingEventFactory,
)

STAFF = frozenset({"clerk", "counsellor", "lead", "manager"})
#: Pages without object are open to everybody who takes part somewhere; the city does too.
TAKES_PART = ALL - {"administrator"}
ORGANISERS = frozenset({"lead", "manager"})
#: Managers and core staff of other offices organise their own bodies.
ANY_ORGANISER = ORGANISERS | {"stranger", "core_staff"}
WRITERS = frozenset({"counsellor", "lead", "manager"})
ANY_WRITER = WRITERS | {"stranger", "core_staff"}


def body(town):
    return {"pk": BodyFactory(office=town.office).pk}


def meeting(town):
    return {"pk": MeetingFactory(body__office=town.office).pk}


def minutes(town):
    return {"pk": MeetingFactory(body__office=town.office, written=True, minutes=True).pk}


def action_item(town):
    return {"pk": ActionItemFactory(meeting__body__office=town.office).pk}


def recurrence(town):
    return {"pk": RecurrenceFactory(body__office=town.office).pk}


def training(town):
    return {"pk": TrainingEventFactory(office=town.office).pk}


def activity(town):
    return {"pk": NetworkActivityFactory(office=town.office).pk}


def deleted_activity(town):
    return {"pk": NetworkActivityFactory(office=town.office, deleted_at=timezone.now()).pk}


ROWS = {
    "councils:activity-list": Row(TAKES_PART),
    "councils:activity-create": Row(ANY_WRITER),
    "councils:activity-edit": Row(WRITERS, make=activity),
    "councils:activity-delete": Row(WRITERS, make=activity),
    "councils:activity-restore": Row(WRITERS, make=deleted_activity, method="post"),
    "councils:meeting-year": Row(TAKES_PART),
    "councils:year-copy": Row(ANY_ORGANISER),
    "councils:meeting-list": Row(TAKES_PART),
    "councils:meeting-create": Row(ANY_ORGANISER),
    "councils:meeting-detail": Row(STAFF, make=meeting),
    "councils:meeting-edit": Row(ORGANISERS, make=meeting),
    "councils:meeting-cancel": Row(ORGANISERS, make=meeting),
    "councils:minutes-edit": Row(WRITERS, make=minutes),
    "councils:minutes-finish": Row(WRITERS, make=minutes),
    "councils:minutes-print": Row(STAFF, make=minutes),
    "councils:action-done": Row(WRITERS, make=action_item, method="post"),
    "councils:recurrence-create": Row(ANY_ORGANISER),
    "councils:recurrence-edit": Row(ORGANISERS, make=recurrence),
    "councils:recurrence-delete": Row(ORGANISERS, make=recurrence),
    "councils:training-list": Row(TAKES_PART),
    "councils:training-create": Row(ANY_ORGANISER),
    "councils:training-edit": Row(ORGANISERS, make=training),
    "councils:training-delete": Row(ORGANISERS, make=training),
    "councils:body-list": Row(TAKES_PART),
    "councils:body-create": Row(ANY_ORGANISER),
    "councils:body-detail": Row(STAFF, make=body),
    "councils:body-edit": Row(ORGANISERS, make=body),
}


def meetings(town, count):
    MeetingFactory.create_batch(count, body__office=town.office)


def bodies(town, count):
    for body in BodyFactory.create_batch(count, office=town.office):
        MembershipFactory(body=body)


def trainings(town, count):
    TrainingEventFactory.create_batch(count, office=town.office)


def activities(town, count):
    NetworkActivityFactory.create_batch(count, office=town.office)


#: The year's page is measured in tests/councils/test_views.py: its rows need a plan.
GROW = {
    "councils:activity-list": activities,
    "councils:meeting-list": meetings,
    "councils:body-list": bodies,
    "councils:training-list": trainings,
}
