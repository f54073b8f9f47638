"""Step 7: a counsellor of the second office finds nobody of the first, wherever they look."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Client, Consultation
from councils.models import Meeting
from monitoring.models import MonitoringMonth, MonitoringReport
from plans.models import BenefitDecision, ServiceUsePlan
from reports.models import AnnualPlan
from staffing.models import Office

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stranger(person):
    person.sign_in("naka")
    return person


@pytest.fixture
def hidden(demo):
    """A client of the first office whose name nobody at the second office bears."""
    ours = Office.objects.get(short_name="みさき")
    known = Client.objects.filter(office=ours).values("name")
    return Client.objects.exclude(office=ours).exclude(name__in=known).filter(plans__gt=0).first()


def test_lists_search_and_counts_hold_only_the_own_people(stranger, hidden):
    page = stranger.page
    stranger.go("利用者")
    own = Client.objects.filter(office__short_name="みさき").count()
    stranger.sees(f"{own}件")
    expect(stranger.main()).not_to_contain_text(hidden.name)
    stranger.picture("7-list")
    for typed in (hidden.name, hidden.name_kana, hidden.phone):
        page.locator("#q").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("検索")
        expect(page.get_by_role("link", name=hidden.name)).to_have_count(0)
    stranger.picture("7-search")
    stranger.go("相談・記録", "支援記録")
    expect(stranger.main()).not_to_contain_text(hidden.name)
    stranger.go("計画・モニタリング", "モニタリング")
    expect(stranger.main()).not_to_contain_text(hidden.name)


def test_neither_suggestions_nor_hints_of_doubles_know_the_other_office(stranger, hidden):
    drawer = stranger.open_quick_log()
    stranger.field("利用者", within=drawer).press_sequentially(hidden.name_kana.split()[0])
    stranger.page.wait_for_timeout(1500)
    expect(drawer.get_by_role("option", name=hidden.name)).to_have_count(0)
    stranger.page.keyboard.press("Escape")
    stranger.page.keyboard.press("Escape")

    stranger.go("利用者")
    stranger.follow("利用者を登録")
    stranger.fill("氏名またはふりがな", hidden.name_kana)
    stranger.press("探す")
    expect(stranger.main()).not_to_contain_text(hidden.name)
    stranger.picture("7-no-hint-of-a-double")


def addresses(hidden: Client) -> list[str]:
    contact = Consultation.objects.filter(client=hidden).first()
    report = MonitoringReport.objects.exclude(office__short_name="みさき").first()
    objects = {
        "cases:client-detail": hidden,
        "cases:client-log": hidden,
        "cases:client-edit": hidden,
        "cases:consultation-detail": contact,
        "plans:plan-detail": ServiceUsePlan.objects.filter(client=hidden).first(),
        "plans:decision-detail": BenefitDecision.objects.exclude(
            office__short_name="みさき"
        ).first(),
        "monitoring:client-months": hidden,
        "monitoring:month-detail": MonitoringMonth.objects.exclude(
            office__short_name="みさき"
        ).first(),
        "monitoring:report-detail": report,
        "councils:meeting-detail": Meeting.objects.first(),
        "councils:minutes-print": Meeting.objects.first(),
        "reports:annual-plan-detail": AnnualPlan.objects.first(),
        "reports:annual-plan-pdf": AnnualPlan.objects.first(),
    }
    return [reverse(name, args=[one.pk]) for name, one in objects.items()]


def test_the_address_bar_and_the_papers_answer_that_there_is_nothing(stranger, hidden, troubles):
    for address in addresses(hidden):
        answer = stranger.page.goto(stranger.home + address)
        assert answer.status == 404, address
        expect(stranger.page.locator("body")).not_to_contain_text(hidden.name)
    stranger.picture("7-not-found")
    # The browser counts the refused pages; that is what was asked for.
    assert all(re.search("404", trouble) for trouble in troubles)
    troubles.clear()


def test_another_office_has_its_own_year(stranger):
    stranger.go("会議")
    stranger.sees("この年度の計画がありません。")
    stranger.picture("7-own-meetings")
