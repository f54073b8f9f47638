"""Bodies, their plan, meetings and trainings."""

from datetime import date

import factory

from councils.choices import ActivityKind, BodyKind, MeetingState, RecurrenceKind, TrainingScope
from councils.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Body,
    Council,
    Meeting,
    Membership,
    NetworkActivity,
    Recurrence,
    TrainingEvent,
)
from tests.factories.staffing import OfficeFactory, UserFactory


class CouncilFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Council

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"みなと市障害者支援協議会{n}")


class NetworkActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NetworkActivity

    office = factory.SubFactory(OfficeFactory)
    worker = factory.SubFactory(UserFactory)
    held_on = date(2026, 5, 20)
    kind = ActivityKind.COURSE
    title = factory.Sequence(lambda n: f"障害理解の出前講座{n}")


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"くらし部会{n}")
    kind = BodyKind.WORKING_GROUP
    position = factory.Sequence(lambda n: n + 1)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"委員 {n}子")
    organisation = "みなとワークス"


class RecurrenceFactory(factory.django.DjangoModelFactory):
    """Every other month of 2026; give `body` for a body of one office."""

    class Meta:
        model = Recurrence

    body = factory.SubFactory(BodyFactory)
    fiscal_year = 2026
    kind = RecurrenceKind.BIMONTHLY
    position = factory.Sequence(lambda n: n + 1)


class TrainingEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TrainingEvent

    office = factory.SubFactory(OfficeFactory)
    fiscal_year = 2026
    scope = TrainingScope.EXTERNAL
    name = factory.Sequence(lambda n: f"相談支援の研修{n}")


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting set up; `minutes=True` has an agenda and an attendee and can be made final."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        written = factory.Trait(state=MeetingState.MINUTES)

    body = factory.SubFactory(BodyFactory)
    office = factory.SelfAttribute("body.office")
    held_on = date(2026, 6, 17)

    @factory.post_generation
    def minutes(self, create, extracted, **kwargs):
        if extracted:
            AttendanceFactory(meeting=self)
            AgendaItemFactory(meeting=self)


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    name = factory.Sequence(lambda n: f"出席 {n}男")


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = "夜間の相談先について"
    discussion = "灘：夜間の電話が増えている。"


class ActionItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionItem

    meeting = factory.SubFactory(MeetingFactory)
    text = "夜間の連絡先の一覧を作る"
