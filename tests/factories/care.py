"""Meetings about people, and the plans that providers wrote."""

from datetime import date

import factory
from django.utils import timezone

from plans.models import (
    MeetingConclusion,
    MeetingItem,
    MeetingPerson,
    MinutesCorrection,
    ProviderPlan,
    ServiceCoordinationMeeting,
)
from tests.factories.cases import CaseFactory


class CareMeetingFactory(factory.django.DjangoModelFactory):
    """A coordination meeting that is planned; `written`: minutes in work, `final`: frozen."""

    class Meta:
        model = ServiceCoordinationMeeting

    class Params:
        written = factory.Trait(state="minutes")
        final = factory.Trait(state="finished", finished_at=factory.LazyFunction(timezone.now))

    case = factory.SubFactory(CaseFactory)
    client = factory.SelfAttribute("case.client")
    office = factory.SelfAttribute("case.office")
    number = 1
    held_on = date(2026, 3, 26)


class MeetingPersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingPerson

    meeting = factory.SubFactory(CareMeetingFactory)
    seat = "provider"
    organisation = "あおば工房"
    name = factory.Sequence(lambda n: f"波止 ひかる{n}")
    position = factory.Sequence(lambda n: n + 1)


class MeetingItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingItem

    meeting = factory.SubFactory(CareMeetingFactory)
    title = "通所の日数"
    discussion = "週4日なら続けられると本人が話した。"
    position = factory.Sequence(lambda n: n + 1)


class MeetingConclusionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingConclusion

    meeting = factory.SubFactory(CareMeetingFactory)
    text = "連絡の順番を書いた紙を作る"
    position = factory.Sequence(lambda n: n + 1)


class ProviderPlanFactory(factory.django.DjangoModelFactory):
    """A provider's plan that holds for a year."""

    class Meta:
        model = ProviderPlan

    client = factory.SubFactory("tests.factories.cases.ClientFactory")
    office = factory.SelfAttribute("client.office")
    provider_name = "あおば工房"
    made_on = date(2026, 4, 1)
    received_on = date(2026, 4, 6)
    starts_on = date(2026, 4, 1)
    ends_on = date(2027, 3, 31)


class MinutesCorrectionFactory(factory.django.DjangoModelFactory):
    """The first correction of final minutes."""

    class Meta:
        model = MinutesCorrection

    meeting = factory.SubFactory(CareMeetingFactory, final=True)
    number = factory.LazyAttribute(lambda made: made.meeting.corrections.count() + 1)
    reason = "日付の誤り"
    data = factory.LazyFunction(
        lambda: {"office": "みなと相談支援センター", "ident": "利用者番号 1"}
    )
    made_at = factory.LazyFunction(timezone.now)
