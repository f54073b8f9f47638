"""People, cases, contacts and appointments."""

from datetime import date, datetime, timedelta

import factory
from django.utils import timezone

from cases.choices import CaseState, ConsentMethod, Method
from cases.models import Appointment, Case, Client, Consent, Consultation, Promise
from config.common.kana import kana_row, name_key, search_key, sort_key
from tests.factories.staffing import OfficeFactory, UserFactory


class ClientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Client

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"利用 {n}子")
    name_kana = "りよう"
    name_key = factory.LazyAttribute(lambda o: name_key(o.name))
    kana_key = factory.LazyAttribute(lambda o: search_key(o.name_kana))
    kana_sort = factory.LazyAttribute(lambda o: sort_key(o.name_kana or o.name))
    kana_row = factory.LazyAttribute(lambda o: kana_row(o.name_kana))


class CaseFactory(factory.django.DjangoModelFactory):
    """An open case; give `client__office` for a case of one office."""

    class Meta:
        model = Case

    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    state = CaseState.INQUIRY
    opened_on = date(2026, 4, 1)


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    client = factory.SubFactory(ClientFactory)
    given_on = date(2026, 4, 1)
    method = ConsentMethod.WRITTEN


class ConsultationFactory(factory.django.DjangoModelFactory):
    """A contact of an unregistered caller; give `client` and `office` for a known person."""

    class Meta:
        model = Consultation

    office = factory.SubFactory(OfficeFactory)
    occurred_at = factory.LazyFunction(timezone.now)
    method = Method.CALL
    text = "電話で話した。"
    worker = factory.SubFactory(UserFactory)


class PromiseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Promise

    office = factory.SubFactory(OfficeFactory)
    text = "折り返し電話する"
    owner = factory.SubFactory(UserFactory)


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    office = factory.SubFactory(OfficeFactory)
    worker = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=2))
    title = "自宅を訪問"


def at(text: str) -> datetime:
    """Return a local time written 2026-11-24 10:02 as an aware moment."""
    return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))
