"""ひやりはっと, good cases and cases to think about: recorded, followed up, taken to a meeting."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import NearMiss
from councils.choices import MeetingState
from staffing.outputs import find_output
from staffing.permissions import access_for
from tests.factories.cases import ClientFactory, NearMissFactory
from tests.factories.councils import MeetingFactory

pytestmark = pytest.mark.django_db


def told(**more):
    day = timezone.localdate() - timedelta(days=1)
    return {
        "kind": "near_miss",
        "occurred_on": day.isoformat(),
        "title": "予定の部屋番号がなかった",
        "happened": "別の階の呼び鈴を押しかけた。",
        **more,
    }


# O-11
def test_a_near_miss_is_recorded_looked_at_again_and_taken_back(town, sign_in):
    client = ClientFactory(office=town.office)
    desk = sign_in(town.counsellor)
    new = reverse("cases:near-miss-create")
    assert desk.post(new, told(title="")).status_code == 422
    bad = told(follow_on="2020-01-01")
    assert "follow_on" in desk.post(new, bad).context["form"].errors
    about = {"client": client.pk, "client_text": client.name}
    assert desk.post(new, told(**about)).status_code == 302
    record = NearMiss.objects.get()
    assert (record.client, record.reporter, record.office) == (client, town.counsellor, town.office)
    page = sign_in(town.clerk).get(record.get_absolute_url())
    assert record.happened in page.content.decode()
    follow = reverse("cases:near-miss-follow", args=[record.pk])
    today = timezone.localdate().isoformat()
    typed = {"followed_on": today, "follow_note": "部屋番号を入れるようにした。", "_version": 1}
    assert sign_in(town.lead).post(follow, typed).status_code == 302
    record.refresh_from_db()
    assert record.followed_on == timezone.localdate()
    assert sign_in(town.lead).get(follow).status_code == 302
    sign_in(town.lead).post(reverse("cases:near-miss-reopen", args=[record.pk]))
    record.refresh_from_db()
    assert (record.followed_on, record.follow_note) == (None, "部屋番号を入れるようにした。")


# O-11
def test_it_is_put_on_the_agenda_of_the_monthly_meeting(town, sign_in):
    record = NearMissFactory(office=town.office)
    coming = timezone.localdate() + timedelta(days=5)
    meeting = MeetingFactory(body__office=town.office, held_on=coming, state=MeetingState.PLANNED)
    tap = reverse("councils:near-miss-agenda", args=[record.pk])
    lead = sign_in(town.lead)
    shown = lead.get(tap)
    assert record.title in shown.content.decode()
    assert lead.post(tap, {"meeting": meeting.pk, "title": record.title}).status_code == 302
    assert meeting.agenda.get().title == record.title
    detail = lead.get(record.get_absolute_url()).content.decode()
    assert meeting.body.name in detail
    assert meeting.get_absolute_url() in detail
    again = lead.post(tap, {"meeting": meeting.pk, "title": record.title})
    assert again.status_code == 422
    assert meeting.agenda.count() == 1


# O-11
def test_only_its_reporter_or_a_lead_deletes_it_and_it_comes_back(town, sign_in):
    record = NearMissFactory(office=town.office, reporter=town.counsellor)
    delete = reverse("cases:near-miss-delete", args=[record.pk])
    assert sign_in(town.clerk).post(delete, {"reason": "二重"}).status_code == 403
    assert sign_in(town.counsellor).post(delete, {"reason": "二重"}).status_code == 302
    assert not NearMiss.objects.alive().exists()
    gone = f"{reverse('cases:deleted-list')}?kind=near_miss"
    assert record.title in sign_in(town.lead).get(gone).content.decode()
    restore = reverse("cases:near-miss-restore", args=[record.pk])
    assert sign_in(town.lead).post(restore).status_code == 302
    assert NearMiss.objects.alive().get() == record


# O-15
def test_the_morning_sheet_shows_what_happened_and_what_is_due(town, sign_in):
    today = timezone.localdate()
    fresh = NearMissFactory(office=town.office, occurred_on=today)
    due = NearMissFactory(
        office=town.office, occurred_on=today - timedelta(days=40), follow_on=today
    )
    NearMissFactory(office=town.office, occurred_on=today - timedelta(days=40))
    page = sign_in(town.lead).get(reverse("reports:morning"))
    [part] = [shown for shown in page.context["parts"] if shown.part.key == "near_misses"]
    assert {row.pk for row in part.rows} == {fresh.pk, due.pk}


# O-11
def test_the_list_leaves_as_a_file_without_who_it_was(town):
    record = NearMissFactory(office=town.office, client=ClientFactory(office=town.office))
    output = find_output("near-miss-list")
    access_for(town.lead, on=timezone.localdate())
    asked = SimpleNamespace(user=town.lead, office=town.office, GET={})
    listed = output.listed(asked)

    columns = output.columns(listed)
    (row,) = output.rows(listed)

    assert len(columns) == len(row)
    assert record.title in row
    personal = {
        str(value) for column, value in zip(columns, row, strict=True) if column.is_personal
    }
    assert {record.client.name, record.happened} <= personal
