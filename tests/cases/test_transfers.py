"""A person goes on to another office: nothing is seen there but the offer, until it accepts."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import Case, Client, Restriction, Transfer
from cases.rules import offer_problems
from staffing.models import Notice, Office
from staffing.saving import Refused, StaleState
from tests.factories.access import RestrictionFactory, TransferFactory
from tests.factories.cases import CaseFactory, ClientFactory, ConsentFactory, ConsultationFactory
from tests.factories.staffing import CorporationFactory, PostingFactory


@pytest.fixture
def person(town):
    client = ClientFactory(office=town.office, address="港町1-2")
    ConsultationFactory(office=town.office, client=client, text="大きな音が苦手")
    CaseFactory(client=client, worker=town.counsellor)
    return client


def offer(town, person, **more):
    consent = person.consents.first() or ConsentFactory(client=person, includes_office=True)
    values = {"receiver": town.other_office, "consent": consent, "reason": "転居"}
    values |= {"handed_on": date(2026, 5, 1), "by": town.lead, "today": timezone.localdate()}
    return actions.offer_transfer(person, **values | more)


def accept(town, transfer, **more):
    values = {"on": timezone.localdate(), "worker": None, "by": town.stranger}
    values |= {"today": timezone.localdate(), "now": timezone.now()}
    return actions.accept_transfer(transfer, **values | more)


def test_accepting_registers_the_person_there_and_ends_the_case_here(town, person):
    transfer = offer(town, person)
    assert Notice.objects.filter(recipient=town.stranger, kind="transfer").exists()
    there = accept(town, transfer)
    assert (there.office, there.name, there.address) == (town.other_office, person.name, "港町1-2")
    assert not there.consultations.exists()
    assert there.consents.get().given_on == date(2026, 4, 1)
    case = Case.objects.get(client=person)
    assert (case.state, case.close_reason) == ("closed", "other_office")
    assert not Client.objects.visible_to(town.stranger).filter(pk=person.pk).exists()
    assert not Client.objects.visible_to(town.lead).filter(pk=there.pk).exists()


def test_nothing_leaves_without_the_persons_own_consent(town, person):
    stranger = ConsentFactory(client=ClientFactory(office=town.office), includes_office=True)
    for consent in (None, stranger, ConsentFactory(client=person)):
        with pytest.raises(Refused) as refused:
            offer(town, person, consent=consent)
        assert refused.value.problems[0].code == "no-consent"


def test_an_answered_offer_is_not_answered_again(town, person):
    transfer = offer(town, person)
    actions.revoke_transfer(transfer, by=town.lead, now=timezone.now())
    transfer.refresh_from_db()
    assert transfer.offered == {}
    with pytest.raises(StaleState):
        actions.decline_transfer(transfer, reason="満員", by=town.stranger, now=timezone.now())


def test_a_restricted_file_stays_restricted_over_there(town, person):
    RestrictionFactory(client=person, readers=[town.lead, town.counsellor])
    there = accept(town, offer(town, person))
    readers = Restriction.objects.get(client=there).readers
    assert list(readers.values_list("user_id", flat=True)) == [town.stranger.pk]


def test_the_other_office_reads_the_offer_and_no_more(town, person, sign_in):
    transfer = offer(town, person, summary="短期入所を探している")
    browser = sign_in(town.stranger)
    text = browser.get(transfer.get_absolute_url()).content.decode()
    assert "短期入所を探している" in text
    assert "大きな音が苦手" not in text
    assert browser.get(person.get_absolute_url()).status_code == 404
    decline = reverse("cases:transfer-decline", args=[transfer.pk])
    assert browser.post(decline, {"reason": ""}).status_code == 422
    browser.post(decline, {"reason": "いまは受けられない"})
    assert person.name not in browser.get(transfer.get_absolute_url()).content.decode()
    assert Case.objects.get(client=person).closed_on is None


def test_a_person_is_offered_and_accepted_in_the_browser(town, person, sign_in):
    consent = ConsentFactory(client=person, includes_office=True)
    data = {"receiver": town.other_office.pk, "consent": consent.pk, "handed_on": "2026-05-01"}
    address = reverse("cases:transfer-create", args=[person.pk])
    assert sign_in(town.lead).post(address, data).status_code == 422
    sign_in(town.lead).post(address, data | {"reason": "転居"})
    transfer = Transfer.objects.get()
    today = timezone.localdate().isoformat()
    accept_url = reverse("cases:transfer-accept", args=[transfer.pk])
    sign_in(town.stranger).post(accept_url, {"on": today})
    transfer.refresh_from_db()
    assert transfer.received_client.office == town.other_office


def test_a_seconded_persons_cases_return_with_consent_only(town, person, sign_in):  # C-02
    home = CorporationFactory()
    town.other_office.corporation = home
    town.other_office.save()
    town.counsellor.postings.update(home_corporation=home)
    silent = CaseFactory(client__office=town.office, worker=town.counsellor)
    ConsentFactory(client=person, includes_office=True)
    posting = town.counsellor.postings.get()
    browser = sign_in(town.lead)
    address = reverse("cases:transfer-return", args=[posting.pk])
    assert len(browser.get(address).context["form"].boxes()) == 2
    boxes = {f"case-{case.pk}": "on" for case in Case.objects.filter(worker=town.counsellor)}
    data = {"receiver": town.other_office.pk, "handed_on": "2026-05-01"}
    browser.post(address, data | boxes)
    assert [transfer.client for transfer in Transfer.objects.all()] == [person]
    assert not Transfer.objects.filter(client=silent.client).exists()


def test_a_return_without_any_consent_offers_nothing_and_says_so(town, sign_in):  # C-02
    home = CorporationFactory()
    town.other_office.corporation = home
    town.other_office.save()
    town.counsellor.postings.update(home_corporation=home)
    silent = CaseFactory(client__office=town.office, worker=town.counsellor)
    browser = sign_in(town.lead)
    address = reverse("cases:transfer-return", args=[town.counsellor.postings.get().pk])
    page = browser.get(address)
    assert page.context["form"].initial["receiver"] == town.other_office.pk
    assert reverse("cases:consent-create", args=[silent.client_id]) in page.content.decode()

    refused = browser.post(address, {"receiver": town.other_office.pk, "handed_on": "2026-05-01"})

    assert refused.status_code == 422
    assert not Transfer.objects.exists()


def test_the_list_names_a_person_to_the_other_side_only_by_the_offer(town, sign_in):
    transfer = TransferFactory(client__office=town.office, receiver=town.other_office)
    Transfer.objects.filter(pk=transfer.pk).update(offered={}, state="declined")
    page = sign_in(town.stranger).get(reverse("cases:transfer-list"))
    assert transfer.client.name not in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"consent_on": None}, "no-consent"),
        ({"consent_on": date(2026, 5, 2)}, "consent-later"),
        ({"opened_on": None}, "no-case"),
        ({"opened_on": date(2026, 5, 2)}, "before-opening"),
        ({"is_own_office": True}, "own-office"),
        ({"is_offered": True}, "offered"),
        ({}, None),
    ],
)
def test_what_keeps_a_person_from_being_offered(fields, code):
    asked = {
        "consent_on": date(2026, 4, 1),
        "handed_on": date(2026, 5, 1),
        "opened_on": date(2026, 4, 1),
        "is_offered": False,
        "is_own_office": False,
    }
    assert [p.code for p in offer_problems(**asked | fields)] == ([code] if code else [])


# C-02: who is seconded where, with the day of return.
def test_a_secondment_is_listed_at_both_ends_with_its_return(town, sign_in):
    home = town.other_office.corporation or CorporationFactory()
    Office.objects.filter(pk=town.other_office.pk).update(corporation=home)
    back = date(2027, 3, 31)
    post = PostingFactory(office=town.office, home_corporation=home, ended_on=back)
    CaseFactory(client__office=town.office, worker=post.user)
    path = reverse("cases:secondment-list")
    (here,) = sign_in(town.lead).get(path).context["page"]
    assert (here.user, here.ended_on, here.cases_number) == (post.user, back, 1)
    page = sign_in(town.stranger).get(path)
    assert [row.user for row in page.context["page"]] == [post.user]
    assert reverse("cases:transfer-return", args=[post.pk]) not in page.content.decode()
    assert not sign_in(town.lead).get(path, {"state": "over"}).context["page"].rows
