"""Restricted files and transfers."""

from datetime import date

import factory

from cases.choices_access import RestrictionGround
from cases.models import Restriction, RestrictionReader, Share, Transfer
from tests.factories.cases import CaseFactory, ClientFactory, ConsentFactory
from tests.factories.staffing import OfficeFactory


class RestrictionFactory(factory.django.DjangoModelFactory):
    """A restricted file; give `readers`, the people named."""

    class Meta:
        model = Restriction
        skip_postgeneration_save = True

    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    ground = RestrictionGround.VIOLENCE
    started_on = date(2026, 4, 1)

    @factory.post_generation
    def readers(self, create, named, **kwargs):
        for user in named or ():
            RestrictionReader.objects.create(restriction=self, user=user)


class TransferFactory(factory.django.DjangoModelFactory):
    """An offer with its case and consent; give `client__office` and `receiver`."""

    class Meta:
        model = Transfer
        skip_postgeneration_save = True

    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    receiver = factory.SubFactory(OfficeFactory)
    consent = factory.LazyAttribute(lambda o: ConsentFactory(client=o.client, includes_office=True))
    handed_on = date(2026, 5, 1)
    reason = "転居"
    offered = factory.LazyAttribute(
        lambda o: {"name": o.client.name, "birth_on": "", "disabilities": []}
    )

    @factory.post_generation
    def case(self, create, given, **kwargs):
        CaseFactory(client=self.client)


class ShareFactory(factory.django.DjangoModelFactory):
    """A file that another office may read, with its consent; give `client__office`, `receiver`."""

    class Meta:
        model = Share

    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    receiver = factory.SubFactory(OfficeFactory)
    consent = factory.LazyAttribute(lambda o: ConsentFactory(client=o.client, includes_office=True))
    purpose = "夜間の緊急時の対応"
    parts = ("supporters", "plan", "log")
    starts_on = date(2026, 4, 1)
    ends_on = date(2099, 3, 31)
