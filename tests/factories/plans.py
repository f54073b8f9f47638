"""Services, plans and decisions."""

from datetime import date

import factory

from plans.choices import IntervalSource, LawGroup, PlanKind, Stage
from plans.models import (
    BenefitDecision,
    DecidedService,
    PlannedService,
    PlanNeed,
    ServiceProvider,
    ServiceType,
    ServiceUsePlan,
)
from tests.factories.cases import CaseFactory
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
