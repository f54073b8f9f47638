"""Assessments with their eleven areas."""

from datetime import date

import factory

from plans.choices_assessment import LifeArea
from plans.models import AssessedNeed, Assessment, AssessmentArea
from tests.factories.cases import CaseFactory
from tests.factories.staffing import UserFactory


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A visit to the person's home that is being written; `finished=True` gives a frozen one."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    class Params:
        finished = factory.Trait(finished_on=factory.SelfAttribute("held_on"))

    case = factory.SubFactory(CaseFactory)
    client = factory.SelfAttribute("case.client")
    office = factory.SelfAttribute("case.office")
    number = factory.Sequence(lambda n: n + 1)
    assessor = factory.SubFactory(UserFactory)
    held_on = date(2026, 4, 20)
    place_kind = "home"
    present = ("self", "family")

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        """Make the areas; `areas={"housing": {"fact": …}}` fills some of them."""
        given = extracted or {}
        AssessmentArea.objects.bulk_create(
            AssessmentArea(assessment=self, area=code, position=place, **given.get(code, {}))
            for place, code in enumerate(LifeArea, start=1)
        )


class AssessedNeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssessedNeed

    text = factory.Sequence(lambda n: f"困っていること{n}")
