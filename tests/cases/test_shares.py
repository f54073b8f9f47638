"""A file shared with another office: for a purpose, a period, with consent, and no further."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import Client, Share
from staffing.models import AuditEntry, Notice
from staffing.saving import Refused
from tests.factories.access import RestrictionFactory, ShareFactory
from tests.factories.cases import (
    CaseFactory,
    ClientFactory,
    ConsentFactory,
    ConsultationFactory,
    WarningFactory,
)
from tests.factories.plans import ServiceUsePlanFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def person(town):
    client = ClientFactory(office=town.office, name="共有 花子")
    CaseFactory(client=client)
    ConsentFactory(client=client, includes_office=True)
    return client


def share(town, person, **more):
    values = {
        "receiver": town.core_office,
        "receiver_user": None,
        "consent": person.consents.get(),
        "purpose": "夜間の緊急時の対応",
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=90),
        "parts": ["log"],
        "by": town.lead,
        "today": TODAY,
    }
    return actions.share_file(person, **values | more)


def path(found):
    return reverse("cases:share-file", args=[found.pk])


# K-01: another office reads a file only by a share.
def test_the_other_office_reads_what_was_shared_and_nothing_else(town, person, sign_in):
    record = ConsultationFactory(office=town.office, client=person, text="夜に電話があった")
    WarningFactory(client=person, text="大きな音が苦手")
    ServiceUsePlanFactory(
        case=person.cases.get(),
        client=person,
        office=town.office,
        consented=True,
        long_goal="一人で暮らす",
    )
    found = share(town, person)
    desk = sign_in(town.core_staff)
    text = desk.get(path(found)).content.decode()
    assert "夜に電話があった" in text
    assert "大きな音が苦手" in text
    assert "一人で暮らす" not in text
    assert desk.get(person.get_absolute_url()).status_code == 404
    assert desk.get(record.get_absolute_url()).status_code == 404
    assert not Client.objects.visible_to(town.core_staff).filter(pk=person.pk).exists()


def test_what_was_not_chosen_is_not_shown(town, person, sign_in):
    ConsultationFactory(office=town.office, client=person, text="夜に電話があった")
    ServiceUsePlanFactory(
        case=person.cases.get(),
        client=person,
        office=town.office,
        consented=True,
        long_goal="一人で暮らす",
    )
    found = share(town, person, parts=["plan"])
    text = sign_in(town.core_staff).get(path(found)).content.decode()
    assert "夜に電話があった" not in text
    assert "一人で暮らす" in text


def test_contacts_before_the_day_stay_at_home(town, person, sign_in):
    then = timezone.now() - timedelta(days=40)
    ConsultationFactory(office=town.office, client=person, text="むかしの話", occurred_at=then)
    found = share(town, person, records_from=TODAY - timedelta(days=30))
    assert "むかしの話" not in sign_in(town.core_staff).get(path(found)).content.decode()


def test_each_reading_stands_in_the_trail_of_the_files_office(town, person, sign_in):
    found = share(town, person)
    sign_in(town.core_staff).get(path(found))
    entry = AuditEntry.objects.get(verb="share.viewed")
    assert (entry.user, entry.client_id, entry.office) == (
        town.core_staff,
        person.pk,
        town.office,
    )
    page = sign_in(town.lead).get(found.get_absolute_url())
    assert [each.user for each in page.context["readings"]] == [town.core_staff]


def test_an_end_is_at_once_and_its_reason_stays(town, person, sign_in):
    found = share(town, person)
    lead = sign_in(town.lead)
    end = reverse("cases:share-revoke", args=[found.pk])
    assert lead.post(end, {"reason": ""}).status_code == 422
    assert lead.post(end, {"reason": "本人が望まなくなった"}).status_code == 302
    assert "本人が望まなくなった" in lead.get(found.get_absolute_url()).content.decode()
    reader = sign_in(town.core_staff)
    assert reader.get(path(found)).status_code == 404
    assert reader.get(reverse("cases:share-list")).context["rows"] == []


@pytest.mark.parametrize("case", ["over", "later", "withdrawn", "expired", "restricted"])
def test_a_share_that_no_longer_holds_opens_nothing(town, person, sign_in, case):
    found = ShareFactory(client=person, receiver=town.core_office)
    yesterday = TODAY - timedelta(days=1)
    rows, given = Share.objects.filter(pk=found.pk), type(found.consent).objects
    consent = given.filter(pk=found.consent_id)
    match case:
        case "over":
            rows.update(ends_on=yesterday)
        case "later":
            rows.update(starts_on=TODAY + timedelta(days=1))
        case "withdrawn":
            consent.update(withdrawn_on=TODAY, withdrawn_by="本人")
        case "expired":
            consent.update(expires_on=yesterday)
        case "restricted":
            RestrictionFactory(client=person, readers=[town.lead])
    assert sign_in(town.core_staff).get(path(found)).status_code == 404


def test_named_for_one_person_it_is_closed_to_the_others_there(town, person, sign_in):
    found = share(town, person, receiver=town.other_office, receiver_user=town.stranger)
    assert sign_in(town.stranger).get(path(found)).status_code == 200
    assert Notice.objects.filter(recipient=town.stranger, kind="share").count() == 1
    with pytest.raises(Refused):
        share(town, person, receiver_user=town.stranger)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"consent": None}, "no-consent"),
        ({"ends_on": TODAY - timedelta(days=1)}, "period"),
        ({"ends_on": TODAY + timedelta(days=400)}, "too-long"),
        ({"parts": []}, "nothing"),
    ],
)
def test_what_cannot_be_shared_is_said(town, person, more, code):
    with pytest.raises(Refused) as refused:
        share(town, person, **more)
    assert refused.value.problems[0].code == code


def test_the_form_shares_and_a_restricted_file_is_refused(town, person, sign_in):
    desk, create = sign_in(town.lead), reverse("cases:share-create", args=[person.pk])
    typed = {
        "receiver": town.core_office.pk,
        "purpose": "緊急時",
        "consent": person.consents.get().pk,
        "starts_on": "今日",
        "ends_on": "+30",
        "parts": ["log", "plan"],
    }
    assert desk.post(create, typed).status_code == 302
    assert Share.objects.get().parts == ("log", "plan")
    RestrictionFactory(client=person, readers=[town.lead])
    assert desk.post(create, typed | {"receiver": town.other_office.pk}).status_code == 422
