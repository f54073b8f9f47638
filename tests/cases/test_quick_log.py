"""かんたん記録: nothing but the text is needed, and nothing typed is lost."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Consultation, Promise
from staffing.models import Draft
from tests.factories.cases import AppointmentFactory, ClientFactory, ConsultationFactory

pytestmark = pytest.mark.django_db
URL = "/log/new/"
DRAWER = {"HX-Request": "true"}


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def moment(**more):
    """What the browser posts of the time when nobody touched it."""
    now = timezone.localtime()
    return {
        "occurred_on": now.date().isoformat(),
        "occurred_time": f"{now:%H:%M}",
        "opened_at": now.isoformat(),
    } | more


def test_the_page_opens_with_the_time_of_now(desk):
    page = desk.get(URL)
    assert page.status_code == 200
    assert page.context["form"]["occurred_on"].value() == timezone.localdate()


# O-08
def test_only_the_text_is_needed(desk, town):
    response = desk.post(URL, moment(text="生活費の相談"))
    record = Consultation.objects.get()
    assert response.url == record.get_absolute_url()
    assert (record.office, record.worker, record.client) == (town.office, town.counsellor, None)
    assert (record.method, record.counterpart, record.urgency) == ("call", "self", "normal")


def test_a_known_client_is_taken_by_key(desk, town):
    client = ClientFactory(office=town.office)
    desk.post(URL, moment(text="送迎", client=client.pk, client_text=client.name))
    assert Consultation.objects.get().client == client


def test_a_name_of_a_client_typed_without_choosing_is_asked_about(desk, town):
    client = ClientFactory(office=town.office, name="浅井 花乃", name_kana="あさい かの")
    page = desk.post(URL, moment(text="送迎", client_text="あさい"))
    assert page.status_code == 422
    assert str(client.pk) in dict(page.context["form"].fields["pick"].choices)

    desk.post(URL, moment(text="送迎", client_text="あさい", pick=client.pk))

    assert Consultation.objects.get().client == client


def test_the_same_name_may_be_somebody_else(desk, town):
    ClientFactory(office=town.office, name="浅井 花乃", name_kana="あさい かの")
    desk.post(URL, moment(text="送迎", client_text="浅井", pick="new"))
    record = Consultation.objects.get()
    assert (record.client, record.caller_name) == (None, "浅井")


def test_an_anonymous_caller_may_be_described(desk):
    desk.post(URL, moment(text="息子の就労", client_text="50代女性", is_anonymous="on"))
    record = Consultation.objects.get()
    assert (record.is_anonymous, record.caller_name) == (True, "50代女性")


# K-01
def test_a_client_of_another_office_is_an_error_and_everything_typed_stays(desk, town):
    foreign = ClientFactory(office=town.other_office, name="よその 人")
    page = desk.post(
        URL, moment(text="長い話", client=foreign.pk, client_text="よその 人", next_step="電話")
    )
    assert page.status_code == 422
    assert "client_text" in page.context["form"].errors
    assert "長い話" in page.content.decode()
    assert page.context["form"]["next_step"].value() == "電話"
    assert not Consultation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("client_text", "名" * 10_000),
        ("occurred_on", "R8.2.30"),
        ("occurred_on", "平成元号9.1"),
        ("occurred_time", "25:00"),
        ("minutes", "たくさん"),
        ("minutes", "-5"),
        ("next_due_on", "11/31"),
        ("text", ""),
        ("caller_phone", "12"),
        ("method", "telepathy"),
    ],
)
def test_bad_input_is_said_and_kept(desk, field, value):
    page = desk.post(URL, moment(text="話の内容", next_step="電話") | {field: value})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert page.context["form"][field].value() == value
    assert not Consultation.objects.exists()


def test_a_contact_cannot_begin_later_than_now(desk):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = desk.post(URL, moment(text="話", occurred_on=tomorrow.isoformat()))
    assert "occurred_on" in page.context["form"].errors


def test_a_day_without_a_thing_to_do_is_asked_about(desk):
    page = desk.post(URL, moment(text="話", next_due_on="あした"))
    assert "next_step" in page.context["form"].errors


def test_what_comes_next_gets_its_day_and_owner(desk, town):
    desk.post(
        URL,
        moment(text="話", next_step="電話する", next_due_on="あした", next_owner=town.lead.pk),
    )
    promise = Promise.objects.get()
    assert promise.due_on == timezone.localdate() + timedelta(days=1)
    assert promise.owner == town.lead


def test_somebody_of_another_office_cannot_be_made_to_do_it(desk, town):
    page = desk.post(URL, moment(text="話", next_step="電話", next_owner=town.stranger.pk))
    assert "next_owner" in page.context["form"].errors


def test_the_length_of_a_call_is_the_time_the_form_was_open(desk):
    opened = timezone.localtime() - timedelta(minutes=16)
    posted = moment(
        text="話",
        occurred_on=opened.date().isoformat(),
        occurred_time=f"{opened:%H:%M}",
        opened_at=opened.isoformat(),
    )
    desk.post(URL, posted)
    assert Consultation.objects.get().minutes == 16


def test_a_contact_of_yesterday_gets_no_invented_length(desk):
    yesterday = timezone.localdate() - timedelta(days=1)
    desk.post(URL, moment(text="話", occurred_on=yesterday.isoformat(), opened_at="nonsense"))
    assert Consultation.objects.get().minutes is None


def test_a_second_click_records_once(desk):
    posted = moment(text="話", _key=str(uuid.uuid4()))
    first, second = desk.post(URL, posted), desk.post(URL, posted)
    assert Consultation.objects.count() == 1
    assert first.url == second.url


def test_two_open_calls_keep_two_drafts(desk, town):
    for text in ("一人目の電話", "二人目の電話"):
        page = desk.get(URL)
        sheet = page.context["sheet"]
        desk.post(reverse("staffing:draft-save"), sheet.hidden | {"text": text})
    texts = [draft.data["text"] for draft in Draft.objects.filter(user=town.counsellor)]
    assert sorted(texts) == [["一人目の電話"], ["二人目の電話"]]


def test_a_draft_is_taken_up_again_under_its_own_address_and_goes_when_saved(desk, town):
    sheet = desk.get(URL).context["sheet"]
    desk.post(reverse("staffing:draft-save"), sheet.hidden | {"text": "途中まで"})
    path = Draft.objects.get().path

    assert "途中まで" in desk.get(path).content.decode()
    desk.post(path, moment(text="途中から最後まで"))

    assert not Draft.objects.exists()


def test_in_the_drawer_only_the_panel_is_sent(desk):
    page = desk.get(URL, headers=DRAWER)
    assert b"data-drawer" in page.content
    assert b"<html" not in page.content


def test_a_saved_panel_answers_without_a_page(desk):
    assert desk.post(URL, moment(text="話"), headers=DRAWER).status_code == 204
    assert desk.post(URL, moment(text=""), headers=DRAWER).status_code == 422


def test_from_a_client_the_person_is_chosen_already(desk, town):
    client = ClientFactory(office=town.office)
    page = desk.get(f"{URL}?client={client.pk}")
    assert page.context["form"]["client"].value() == str(client.pk)


def test_from_an_appointment_the_record_takes_its_time_and_marks_it_done(desk, town):
    began = timezone.now() - timedelta(hours=2)
    appointment = AppointmentFactory(
        office=town.office,
        client=ClientFactory(office=town.office),
        starts_at=began,
        ends_at=began + timedelta(minutes=50),
        method="visit",
    )
    path = f"{URL}?appointment={appointment.pk}"
    form = desk.get(path).context["form"]
    assert (form["method"].value(), form["minutes"].value()) == ("visit", 50)

    desk.post(path, moment(text="訪問した", method="visit"))

    appointment.refresh_from_db()
    assert appointment.consultation == Consultation.objects.get()


def test_the_next_call_starts_with_an_empty_form(desk):
    response = desk.post(URL, moment(text="話", next="1"))
    assert response.url == reverse("cases:consultation-create")


def test_two_people_correct_one_record_and_neither_text_is_lost(town, sign_in):
    record = ConsultationFactory(office=town.office, worker=town.counsellor, text="はじめの文")
    path = reverse("cases:consultation-edit", args=[record.pk])
    sheet = sign_in(town.counsellor).get(path).context["sheet"]
    mine = sheet.hidden | moment(text="わたしの文", method="call", counterpart="self")
    desk = sign_in(town.lead)
    theirs = desk.get(path).context["sheet"].hidden
    desk.post(path, theirs | moment(text="係長の文", method="call", counterpart="self"))

    page = sign_in(town.counsellor).post(path, mine)

    assert page.status_code == 409
    body = page.content.decode()
    assert "わたし" in body
    assert "係長" in body
    record.refresh_from_db()
    assert record.text == "係長の文"
