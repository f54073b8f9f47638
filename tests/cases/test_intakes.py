"""相談受付票: every request gets a sheet and a number, and nothing written on it is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.choices import IntakeState
from cases.intake_sheet import intake_sheet
from cases.models import Case, Client, Consultation, Intake
from staffing.saving import Refused, StaleState
from tests.factories.cases import ClientFactory, ConsultationFactory, IntakeFactory, at

pytestmark = pytest.mark.django_db
NEW = "/intakes/new/"


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def now_posted(**more):
    now = timezone.localtime()
    posted = {"received_on": now.date().isoformat(), "received_time": f"{now:%H:%M}"}
    return posted | {"complaint": "ひとりで暮らしたい"} | more


def received(town, day="2026-06-10 10:00", **fields):
    fields = {"complaint": "生活費の相談", "today": timezone.localdate()} | fields
    return actions.receive_request(
        office=town.office, by=town.counsellor, received_at=at(day), **fields
    )


# O-08
def test_only_what_is_asked_for_is_needed_and_the_log_gets_it_too(desk, town):
    page = desk.post(NEW, now_posted(receiver=town.counsellor.pk, is_logged="on", route="family"))
    intake = Intake.objects.get()
    assert page.url == intake.get_absolute_url()
    assert (intake.state, intake.client, intake.receiver) == ("open", None, town.counsellor)
    assert intake.consultation.text == "ひとりで暮らしたい"
    assert intake.consultation.route == "family"


def test_a_name_of_a_registered_client_is_asked_about(desk, town):
    client = ClientFactory(office=town.office, name="浅井 花乃", name_kana="あさい かの")
    posted = now_posted(receiver=town.counsellor.pk, client_text="浅井")
    assert desk.post(NEW, posted).status_code == 422
    desk.post(NEW, posted | {"pick": client.pk})
    intake = Intake.objects.get()
    assert (intake.client, intake.name_kana) == (client, "あさい かの")


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"received_on": "R8.2.30"}, "received_on"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"complaint": ""}, "complaint"),
        ({"course": "referred"}, "referred_to"),
        ({"course": "referred", "referred_to": "ハローワーク"}, "referral_consent"),
        ({"referred_to": "ハローワーク"}, "course"),
        ({"birth_on": "2999-01-01"}, "birth_on"),
        ({"next_on": "2001-01-01"}, "next_on"),
        ({"abuse_reported_to": "市"}, "abuse_reported_on"),
        ({"privacy_explained_on": "2026-01-01"}, "privacy_method"),
        ({"caller_phone": "12"}, "caller_phone"),
        ({"method": "telepathy"}, "method"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(desk, town, posted, field):
    page = desk.post(NEW, now_posted(receiver=town.counsellor.pk) | posted)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Intake.objects.exists()


def test_numbers_run_by_office_and_fiscal_year(town):
    made = [received(town), received(town), received(town, "2026-03-31 09:00")]
    assert [one.label for one in made] == ["R8-0001", "R8-0002", "R7-0001"]


def test_two_people_add_interviews_and_both_stay(town):
    intake = received(town)
    for who, text in ((town.counsellor, "母と来所"), (town.lead, "自宅を訪問")):
        day = timezone.localdate()
        actions.add_interview(intake, by=who, held_on=day, texts={"complaint": text}, next_on=None)
    words = intake_sheet(Intake.objects.get()).texts["complaint"]
    assert words.startswith("生活費の相談")
    assert "第2回" in words
    assert "第3回" in words
    assert words.index("母と来所") < words.index("自宅を訪問")


def test_an_interview_without_a_word_is_not_added(desk, town):
    path = reverse("cases:intake-append", args=[received(town).pk])
    page = desk.post(path, {"held_on": "2026-06-12"})
    assert "complaint" in page.context["form"].errors


# O-08
def test_passing_on_needs_the_body_and_the_consent(town):
    intake = received(town, is_logged=True)
    day, today = intake.received_at.date(), timezone.localdate()
    known = {"referred_on": day, "by": town.counsellor, "today": today}
    with pytest.raises(Refused):
        actions.refer_intake(intake, referred_to="", referral_consent="oral", **known)
    with pytest.raises(Refused):
        actions.refer_intake(intake, referred_to="包括", referral_consent="", **known)
    actions.refer_intake(intake, referred_to="包括", referral_consent="oral", **known)
    intake = Intake.objects.get()
    assert (intake.state, intake.course) == ("referred", "referred")
    record = Consultation.objects.get()
    assert (record.outcome, record.referred_to) == ("referred", "包括")


def test_a_request_ends_once(town):
    intake = received(town)
    today = timezone.localdate()
    known = {"to": IntakeState.CLOSED, "on": today, "by": town.lead, "today": today}
    actions.advance_intake(intake, **known)
    with pytest.raises(StaleState):
        actions.advance_intake(intake, **known)
    with pytest.raises(Refused):
        actions.advance_intake(Intake.objects.get(), **known)


def test_the_end_cannot_lie_before_the_request(desk, town):
    intake = received(town)
    path = reverse("cases:intake-advance", args=[intake.pk])
    page = desk.post(path, {"to": "closed", "on": "2026-06-09"})
    assert "on" in page.context["form"].errors


# T-01
def test_registering_takes_sheet_and_contact_into_the_file(desk, town):
    intake = received(town, name="相馬 悠斗", name_kana="そうま ゆうと", is_logged=True)
    path = reverse("cases:intake-register", args=[intake.pk])
    sheet = desk.get(path).context["form"]
    assert sheet["name"].value() == "相馬 悠斗"
    posted = {name: sheet[name].value() or "" for name in ("name", "name_kana")}
    desk.post(path, posted | {"opened_on": "2026-06-10", "worker": town.counsellor.pk})
    client = Client.objects.get()
    assert Case.objects.get().client == client
    assert Intake.objects.get().client == client
    assert Consultation.objects.get().client == client
    assert intake.get_absolute_url() in desk.get(client.get_absolute_url()).content.decode()


def test_a_person_can_be_named_when_the_month_of_the_contact_is_closed(town):
    intake = actions.log_intake(received(town), by=town.lead)
    actions.close_month(town.office, date(2026, 6, 1), by=town.lead, today=date(2026, 7, 3))
    client = ClientFactory(office=town.office)
    actions.change_intake(intake, by=town.lead, version=None, client=client)
    record = Consultation.objects.get(intake=intake)
    assert record.client == client
    assert record.corrections.get().reason == "相談受付票で利用者が分かったため"


def test_somebody_much_alike_is_shown_before_registering(desk, town):
    twin = ClientFactory(office=town.office, name="相馬 悠斗", name_kana="そうま ゆうと")
    intake = received(town, name="相馬 悠斗", name_kana="そうま ゆうと")
    page = desk.get(reverse("cases:intake-register", args=[intake.pk]))
    assert [row["client"] for row in page.context["alike"]] == [twin]


def test_one_click_makes_a_sheet_of_a_contact_and_a_second_none(desk, town):
    record = ConsultationFactory(office=town.office, worker=town.lead, caller_name="木暮さん")
    path = reverse("cases:consultation-intake", args=[record.pk])
    first, second = desk.post(path), desk.post(path)
    assert first.url == second.url == Intake.objects.get().get_absolute_url()
    assert (Intake.objects.get().complaint, Intake.objects.get().name) == (record.text, "木暮さん")


def test_one_click_writes_a_sheet_into_the_log_and_a_second_nothing(desk, town):
    intake = received(town, method="fax")
    path = reverse("cases:intake-log", args=[intake.pk])
    desk.post(path)
    desk.post(path)
    assert Consultation.objects.get().method == "other"


def test_the_queue_shows_the_most_urgent_and_then_the_oldest(desk, town):
    now = timezone.now()
    for number, (urgency, days) in enumerate([("normal", 3), ("now", 0), ("normal", 9)]):
        IntakeFactory(
            office=town.office,
            number=number + 1,
            urgency=urgency,
            received_at=now - timedelta(days=days),
        )
    IntakeFactory(office=town.office, number=9, state="to_plan")
    rows = desk.get("/intakes/").context["rows"]
    assert [row["number"] for row in rows] == ["R8-0002", "R8-0003", "R8-0001"]
    assert rows[0]["when"].endswith(f"{timezone.localtime(now):%H:%M}")
    assert len(desk.get("/intakes/?state=all").context["rows"]) == 4


def test_two_people_correct_one_sheet_and_neither_text_is_lost(town, sign_in):
    intake = received(town)
    path = reverse("cases:intake-edit", args=[intake.pk])
    sheet = sign_in(town.counsellor).get(path).context["sheet"]
    mine = sheet.hidden | now_posted(receiver=town.counsellor.pk, complaint="わたしの文")
    desk = sign_in(town.lead)
    theirs = desk.get(path).context["sheet"].hidden
    desk.post(path, theirs | now_posted(receiver=town.counsellor.pk, complaint="係長の文"))
    page = sign_in(town.counsellor).post(path, mine)
    assert page.status_code == 409
    assert "わたし" in page.content.decode()
    assert "係長" in page.content.decode()


# K-01
def test_another_office_does_not_know_of_the_sheet(town, sign_in):
    intake = received(town)
    assert sign_in(town.stranger).get(intake.get_absolute_url()).status_code == 404


# O-08
def test_the_paper_says_how_the_person_agreed_to_be_passed_on(town, desk):
    intake = IntakeFactory(office=town.office, receiver=town.counsellor)
    actions.refer_intake(
        intake,
        referred_to="地域包括支援センター",
        referred_on=timezone.localdate(),
        referral_consent="oral",
        note="",
        by=town.counsellor,
        today=timezone.localdate(),
    )

    page = desk.get(f"/papers/intake/{intake.pk}/").content.decode()

    assert "同意：口頭" in page
