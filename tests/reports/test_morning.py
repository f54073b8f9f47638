"""朝の打合せ: one page for an office's day, from its records.  # O-15"""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from config.common.fiscal import add_months, month_of
from councils.actions import put_on_agenda
from councils.choices import MeetingState
from councils.models import AgendaItem
from reports.models import MorningPoint, MorningSheet
from reports.morning.day import Morning
from reports.morning.parts import all_shown
from staffing.saving import Refused
from tests.factories.cases import (
    AppointmentFactory,
    ClientFactory,
    ConsultationFactory,
    NearMissFactory,
    PromiseFactory,
    at,
)
from tests.factories.councils import MeetingFactory
from tests.factories.monitoring import month_of_client
from tests.factories.staffing import AbsenceFactory

PAGE, ROWS = reverse("reports:morning"), reverse("reports:morning-row-list")


def numbers(page):
    return {shown.part.key: shown.number for shown in page.context["parts"]}


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2026, 11, 26), date(2026, 11, 25)),
        (date(2026, 11, 24), date(2026, 11, 20)),  # after the holiday of Monday
        (date(2026, 11, 30), date(2026, 11, 27)),
    ],
)
def test_new_is_what_came_since_the_last_working_day(day, since, town):
    morning = Morning(town.lead, town.office, day)
    assert (morning.since, morning.until) == (since, day - timedelta(days=1))


def test_a_closed_weekday_of_the_office_is_no_working_day(town):
    town.office.open_weekdays = [1, 2, 3, 4, 5]
    assert Morning(town.lead, town.office, date(2026, 12, 1)).since == date(2026, 11, 28)


def fill(town, today):
    before = Morning(town.lead, town.office, today).since
    moment = at(f"{before} 10:00")
    ConsultationFactory(office=town.office, worker=town.counsellor, occurred_at=moment)
    ConsultationFactory(office=town.office, worker=town.lead, occurred_at=at(f"{today} 0:00"))
    ConsultationFactory(office=town.other_office, occurred_at=moment)
    AppointmentFactory(office=town.office, worker=town.lead, starts_at=at(f"{today} 9:30"))
    AbsenceFactory(office=town.office, user=town.clerk, substitute=town.lead)
    for days in (-2, 0, 1):
        due = today + timedelta(days=days)
        PromiseFactory(office=town.office, owner=town.lead, due_on=due)
    PromiseFactory(office=town.office, owner=town.lead)
    client = ClientFactory(office=town.office)
    month_of_client(client, f"{add_months(month_of(today), -1):%Y-%m}")


def test_every_number_opens_exactly_its_rows(town, sign_in):
    fill(town, timezone.localdate())
    browser = sign_in(town.lead)
    found = numbers(browser.get(PAGE))
    assert found == {
        "absences": 1,
        "near_misses": 0,
        "appointments": 1,
        "contacts": 1,
        "promises": 3,
        "monitoring": 1,
    }
    for key, number in found.items():
        assert len(browser.get(ROWS, {"of": key}).context["rows"]) == number, key


def test_whoever_sees_no_plans_sees_no_monitoring(town, sign_in):
    fill(town, timezone.localdate())
    assert "monitoring" not in numbers(sign_in(town.clerk).get(PAGE))
    assert sum(numbers(sign_in(town.stranger).get(PAGE)).values()) == 1


def test_notes_of_two_writers_are_both_kept(town, sign_in):
    path = reverse("reports:morning-edit")
    assert sign_in(town.counsellor).post(path, {"notes": "車は10時まで使えない。"}).url == (
        f"{PAGE}?day={timezone.localdate().isoformat()}"
    )
    late = sign_in(town.lead).post(path, {"notes": "別の文", "_version": 0})
    assert late.status_code == 409
    sheet = MorningSheet.objects.get()
    assert (sheet.office, sheet.notes) == (town.office, "車は10時まで使えない。")


def test_a_row_is_tapped_onto_the_agenda_without_a_name(town, sign_in):
    today = timezone.localdate()
    client = ClientFactory(office=town.office, name="目印 太郎")
    promise = PromiseFactory(office=town.office, owner=town.lead, client=client)
    meeting = MeetingFactory(body__office=town.office, held_on=today + timedelta(days=7))
    foreign = MeetingFactory(body__office=town.other_office, held_on=today)
    path = f"{reverse('reports:morning-point')}?of=promises&row={promise.pk}"
    form = sign_in(town.lead).get(path).context["form"]
    title = form["title"].value()
    assert str(client.pk) in title
    assert "目印" not in title
    refused = sign_in(town.lead).post(path, {"meeting": foreign.pk, "title": title})
    assert refused.status_code == 422
    assert sign_in(town.lead).post(path, {"meeting": meeting.pk, "title": title}).status_code == 302
    assert AgendaItem.objects.get(meeting=meeting).title == title
    assert MorningPoint.objects.get().source == f"promises:{promise.pk}"
    assert [point["title"] for point in sign_in(town.clerk).get(PAGE).context["points"]] == [title]


# O-11, O-15
def test_a_near_miss_is_tapped_in_its_own_words_and_remembers_its_meeting(town, sign_in):
    today = timezone.localdate()
    record = NearMissFactory(office=town.office, occurred_on=today, title="鍵をかけ忘れた")
    meeting = MeetingFactory(body__office=town.office, held_on=today + timedelta(days=7))
    path = f"{reverse('reports:morning-point')}?of=near_misses&row={record.pk}"
    title = sign_in(town.lead).get(path).context["form"]["title"].value()
    assert "鍵をかけ忘れた" in title

    sign_in(town.lead).post(path, {"meeting": meeting.pk, "title": title})

    detail = sign_in(town.lead).get(record.get_absolute_url()).content.decode()
    assert meeting.get_absolute_url() in detail


def test_nothing_is_put_onto_final_minutes(town):
    final = MeetingFactory(
        body__office=town.office, state=MeetingState.FINISHED, finished_at=timezone.now()
    )
    with pytest.raises(Refused):
        put_on_agenda(final, by=town.lead, title="遅れた議題")


def test_a_full_morning_is_printed_on_one_page(town, sign_in):
    today = timezone.localdate()
    for _count in range(20):
        fill_one(town, today)
    MorningSheet.objects.create(office=town.office, held_on=today, notes="長い話。\n" * 12)
    response = sign_in(town.lead).get(reverse("reports:morning-pdf"))
    reader = PdfReader(io.BytesIO(response.content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert "朝の打合せ" in text
    assert "ほか" in text


def test_rows_that_other_parts_leave_empty_are_printed_on(town, sign_in):
    day = timezone.localdate()
    for number in range(12):
        moment = at(f"{day} {9 + number // 2}:{number % 2 * 3}0")
        AppointmentFactory(
            office=town.office, worker=town.lead, starts_at=moment, title=f"訪問先{number:02d}"
        )

    response = sign_in(town.lead).get(reverse("reports:morning-pdf"))

    reader = PdfReader(io.BytesIO(response.content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert all(f"訪問先{number:02d}" in text for number in range(12))
    assert "ほか" not in text


def fill_one(town, today):
    client = ClientFactory(office=town.office, name="利用者の長い名前 一二三四")
    fields = {"office": town.office, "client": client}
    moment = at(f"{Morning(town.lead, town.office, today).since} 10:00")
    ConsultationFactory(worker=town.lead, occurred_at=moment, text="長い記録。" * 30, **fields)
    AppointmentFactory(worker=town.lead, starts_at=at(f"{today} 9:30"), **fields)
    PromiseFactory(owner=town.lead, due_on=today, text="約束の長い文。" * 8, **fields)
    AbsenceFactory(office=town.office, user=town.clerk, note="会議室の鍵は事務の机の上")
    month_of_client(client, f"{add_months(month_of(today), -1):%Y-%m}")


def test_who_stands_in_is_printed_before_a_long_note(town):
    day = timezone.localdate()
    AbsenceFactory(
        office=town.office, user=town.clerk, substitute=town.lead, note="引き継ぐこと。" * 10
    )

    (row,) = all_shown(Morning(town.lead, town.office, day))[0].paper

    assert row.text.index(town.lead.name) < row.text.index("引き継ぐこと")


# O-15
def test_an_urgent_contact_is_marked(town, sign_in):
    since = Morning(town.lead, town.office, timezone.localdate()).since
    moment = at(f"{since} 10:00")
    ConsultationFactory(office=town.office, worker=town.lead, occurred_at=moment, urgency="now")

    shown = all_shown(Morning(town.lead, town.office, timezone.localdate()))

    (row,) = next(found for found in shown if found.part.key == "contacts").rows
    assert "すぐ" in row.badge
