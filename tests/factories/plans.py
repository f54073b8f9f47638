"""Services, plans and decisions."""

from datetime import date, time

import factory

from plans.choices import IntervalSource, LawGroup, PlanKind, Stage
from plans.models import (
    BenefitDecision,
    CommunityEntry,
    CommunityPlan,
    CommunitySupport,
    DecidedService,
    FacilityStay,
    PlannedService,
    PlanNeed,
    SelfPlan,
    ServiceProvider,
    ServiceType,
    ServiceUsePlan,
    WeekEntry,
)
from tests.factories.cases import CaseFactory, at
from tests.factories.staffing import UserFactory


class ServiceTypeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceType
        django_get_or_create = ("code", "gh_type", "name")

    code = "22"
    gh_type = ""
    name = "生活介護"
    law_group = LawGroup.CARE
    interval_group = "E"


class ServiceProviderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceProvider

    office = factory.SubFactory("tests.factories.staffing.OfficeFactory")
    name = factory.Sequence(lambda n: f"あおば工房{n}")


class ServiceUsePlanFactory(factory.django.DjangoModelFactory):
    """A draft of the case's client; `consented=True` gives a frozen, delivered one."""

    class Meta:
        model = ServiceUsePlan

    class Params:
        consented = factory.Trait(
            consented_on=factory.SelfAttribute("drafted_on"),
            consented_by="本人",
            delivered_on=factory.SelfAttribute("drafted_on"),
        )
        final = factory.Trait(stage=Stage.FINAL)

    case = factory.SubFactory(CaseFactory)
    client = factory.SelfAttribute("case.client")
    office = factory.SelfAttribute("case.office")
    kind = PlanKind.ADULT
    number = factory.Sequence(lambda n: n + 1)
    author = factory.SubFactory(UserFactory)
    drafted_on = date(2026, 3, 16)


class PlanNeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanNeed

    plan = factory.SubFactory(ServiceUsePlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    need = "朝の支度をあわてずにしたい"


class PlannedServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlannedService

    need = factory.SubFactory(PlanNeedFactory)
    service_type = factory.SubFactory(ServiceTypeFactory)


class WeekEntryFactory(factory.django.DjangoModelFactory):
    """Monday to Friday from ten to three."""

    class Meta:
        model = WeekEntry

    plan = factory.SubFactory(ServiceUsePlanFactory)
    weekdays = "01234"
    starts_at = time(10)
    ends_at = time(15)
    content = "生活介護"
    kind = "service"


class BenefitDecisionFactory(factory.django.DjangoModelFactory):
    """A decision of one year, monitored every six months."""

    class Meta:
        model = BenefitDecision

    client = factory.SubFactory("tests.factories.cases.ClientFactory")
    office = factory.SelfAttribute("client.office")
    decided_on = date(2026, 3, 25)
    starts_on = date(2026, 4, 1)
    ends_on = date(2027, 3, 31)
    interval_months = 6
    monitoring_from = date(2026, 9, 1)
    monitoring_to = date(2027, 3, 1)
    interval_source = IntervalSource.STANDARD


class DecidedServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DecidedService

    decision = factory.SubFactory(BenefitDecisionFactory)
    service_type = factory.SubFactory(ServiceTypeFactory)


class SelfPlanFactory(factory.django.DjangoModelFactory):
    """A self-made plan since the spring; the person has an open case."""

    class Meta:
        model = SelfPlan

    client = factory.SelfAttribute("case.client")
    office = factory.SelfAttribute("case.client.office")
    reason = "choice"
    starts_on = date(2026, 4, 1)

    class Params:
        case = factory.SubFactory(CaseFactory)


class FacilityStayFactory(factory.django.DjangoModelFactory):
    """Somebody in a psychiatric ward for years; the person has an open case."""

    class Meta:
        model = FacilityStay

    client = factory.SelfAttribute("case.client")
    office = factory.SelfAttribute("case.client.office")
    kind = "psychiatric"
    place = "みなと病院"
    since_on = date(2019, 5, 1)

    class Params:
        case = factory.SubFactory(CaseFactory)


class CommunitySupportFactory(factory.django.DjangoModelFactory):
    """A transition case; `settlement=True` gives one with a line of contact."""

    class Meta:
        model = CommunitySupport

    client = factory.SelfAttribute("case.client")
    office = factory.SelfAttribute("case.client.office")
    kind = "transition"
    worker = factory.SubFactory(UserFactory)
    starts_on = date(2026, 4, 1)

    class Params:
        case = factory.SubFactory(CaseFactory)
        settlement = factory.Trait(kind="settlement", ground="alone", night_phone="0134551234")


class CommunityPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommunityPlan

    support = factory.SubFactory(CommunitySupportFactory)
    client = factory.SelfAttribute("support.client")
    office = factory.SelfAttribute("support.office")
    number = factory.Sequence(lambda n: n + 1)
    drafted_on = date(2026, 4, 2)
    wish = "町で暮らしたい"
    goal = "アパートでの生活を始める"
    content = "月2回、外出に同行する"


class CommunityEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommunityEntry

    support = factory.SubFactory(CommunitySupportFactory)
    client = factory.SelfAttribute("support.client")
    office = factory.SelfAttribute("support.office")
    kind = "outing"
    occurred_at = factory.LazyFunction(lambda: at("2026-05-12 10:00"))
    text = "駅前まで一緒に歩いた。"
    worker = factory.SelfAttribute("support.worker")
