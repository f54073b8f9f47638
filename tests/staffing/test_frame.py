"""What every page uses: chosen office, echo of dates, notices, the worker's state."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from staffing import work
from staffing.actions import notify
from staffing.choices import Role
from staffing.models import Notice
from tests.factories.staffing import PostingFactory


def test_whoever_has_two_offices_chooses_one(town, sign_in):
    PostingFactory(user=town.counsellor, office=town.other_office)
    browser = sign_in(town.counsellor)
    response = browser.post(reverse("office-switch"), {"office": town.other_office.pk, "next": "/"})
    assert response.url == "/"
    page = browser.get(reverse("staffing:notice-list"))
    assert page.context["current_office"] == town.other_office


def test_a_foreign_office_cannot_be_chosen(town, sign_in):
    answer = sign_in(town.counsellor).post(
        reverse("office-switch"), {"office": town.other_office.pk}
    )
    assert answer.status_code == 404


def test_the_switch_leads_to_no_other_site(town, sign_in):
    data = {"office": town.office.pk, "next": "https://example.com/"}
    assert sign_in(town.counsellor).post(reverse("office-switch"), data).url == "/"


@pytest.mark.parametrize(
    ("text", "words"),
    [("R8.11.24", "令和8年"), ("2026-11-24", "2026年"), ("8.13.40", ""), ("きのうのきのう", "")],
)
def test_a_typed_day_is_said_back(town, sign_in, text, words):
    answer = sign_in(town.counsellor).post(reverse("echo"), {"text": text})
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_a_notice_is_sent_once_however_often_a_task_runs(town):
    sent = [
        notify(town.counsellor, key="due:1", kind="due", text="期限です", url="/")
        for _run in range(3)
    ]
    assert sent == [True, False, False]


def test_opening_a_notice_marks_it_read_and_leads_on(town, sign_in):
    notify(town.counsellor, key="due:1", kind="due", text="期限です", url="/drafts/")
    notice = Notice.objects.get()
    answer = sign_in(town.counsellor).post(reverse("staffing:notice-open", args=[notice.pk]))
    notice.refresh_from_db()
    assert answer.url == "/drafts/"
    assert notice.read_at


@pytest.mark.parametrize(("minutes", "is_down"), [(1, False), (10, True)])
def test_a_silent_worker_is_down(db, minutes, is_down):
    now = timezone.now()
    work.finish_job(work.HEARTBEAT, now=now - timedelta(minutes=minutes))
    assert work.worker_is_down(now) is is_down
    assert bool(work.worker_notice(now)) is is_down


def test_a_page_costs_no_more_for_a_person_with_many_postings(
    town, sign_in, django_assert_max_num_queries
):
    for _posting in range(5):
        PostingFactory(user=town.counsellor, role=Role.COUNSELLOR)
    browser = sign_in(town.counsellor)
    browser.get(reverse("staffing:notice-list"))
    with django_assert_max_num_queries(6):
        browser.get(reverse("staffing:notice-list"))
