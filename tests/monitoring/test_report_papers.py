"""様式3-1 as a paper, a report taken away and put back, and the plan that follows a report."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Document
from cases.papers import gathered, paper_named
from monitoring import actions
from monitoring.choices import Achievement, MonthState, Outcome
from monitoring.models import MonitoringMonth, MonitoringReport
from plans.models import ServiceUsePlan
from staffing.models import AuditEntry
from staffing.saving import Refused
from tests.factories.cases import CaseFactory, CertificateFactory
from tests.factories.monitoring import MonitoringReportFactory, NeedReviewFactory, month_of_client
from tests.factories.plans import PlanNeedFactory, ServiceUsePlanFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def case(town):
    return CaseFactory(client__office=town.office, worker=town.counsellor, state="active")


@pytest.fixture
def plan(case):
    plan = ServiceUsePlanFactory(
        case=case, consented=True, final=True, overall_policy="一つずつ試す"
    )
    PlanNeedFactory(plan=plan, position=1, goal="一人で買い物に行く", target_on=date(2026, 11, 1))
    PlanNeedFactory(plan=plan, position=2, need="朝起きる", goal="", note="前の覚え")
    return plan


@pytest.fixture
def report(plan, town):
    report = MonitoringReportFactory(
        month=month_of_client(plan.client, f"{TODAY:%Y-%m}"),
        finished=True,
        plan=plan,
        author=town.counsellor,
        visited_on=TODAY,
        visit_from=time(13, 30),
        visit_to=time(14, 40),
        place="自宅",
        outcome=Outcome.CHANGE,
    )
    first = plan.needs.first()
    NeedReviewFactory(
        report=report,
        position=1,
        need=first,
        goal=first.goal,
        target_on=first.target_on,
        achievement=Achievement.PARTLY,
        issue="週2回に増やす",
        changes_amount=True,
    )
    return report


def data_of(report, town):
    paper = paper_named("monitoring")
    return gathered(paper, report, user=town.counsellor, today=TODAY, options={})


def test_the_sheet_holds_what_the_form_of_the_ministry_asks(report, town):
    data = data_of(report, town)

    assert data["policy"] == "一つずつ試す"
    assert data["hours"] == "13:30～14:40"
    (row,) = data["rows"]
    assert (row["goal"], row["by"], row["achievement"]) == (
        "一人で買い物に行く",
        "令和8年11月",
        "一部達成",
    )
    assert row["pairs"] == [False, True, False]
    assert data["blank"] == 2


def test_the_cap_is_that_of_any_certificate_that_says_one(report, town):
    CertificateFactory(client=report.client, kind="welfare", copayment_cap=None)
    CertificateFactory(client=report.client, kind="child", copayment_cap=4600)

    assert data_of(report, town)["cap"] == "4,600円"


def test_a_report_is_printed_and_filed_with_its_hash(report, town, sign_in):
    client = sign_in(town.counsellor)
    preview = client.get(reverse("cases:paper-preview", args=["monitoring", report.pk]))
    assert "計画変更の必要性" in preview.content.decode()
    url = reverse("cases:paper-file", args=["monitoring", report.pk])

    client.post(url, {"digest": preview.context["digest"]})

    document = Document.objects.get(kind="monitoring", subject_id=report.pk)
    assert (document.client, len(document.pdf_sha256)) == (report.client, 64)
    page = client.get(report.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in page


def test_one_that_is_being_written_says_so(case, town):
    month = month_of_client(case.client, f"{TODAY:%Y-%m}")
    report = actions.create_report(month, by=town.counsellor, today=TODAY)

    assert data_of(report, town)["is_draft"]


def test_a_goal_of_the_plan_stays_as_the_plan_says(plan, town):
    month = month_of_client(plan.client, f"{TODAY:%Y-%m}")
    need = plan.needs.first()

    report = actions.create_report(
        month,
        by=town.counsellor,
        today=TODAY,
        plan=plan,
        reviews=[{"need": need.pk, "goal": "書き換えた目標"}],
    )

    review = report.reviews.get()
    assert (review.goal, review.target_on) == (need.goal, need.target_on)


def test_a_discarded_report_leaves_its_month_open_and_comes_back(report, town, sign_in):
    client = sign_in(town.lead)
    url = reverse("monitoring:report-discard", args=[report.pk])
    assert "reason" in client.post(url, {}).context["form"].errors

    client.post(url, {"reason": "別の方の報告書だったため"})

    month = MonitoringMonth.objects.get(pk=report.month_id)
    assert month.state == MonthState.OPEN
    assert not MonitoringReport.objects.visible_to(town.lead).exists()
    assert AuditEntry.objects.filter(verb="report.discarded").exists()
    page = client.get(month.get_absolute_url()).content.decode()
    assert "別の方の報告書だったため" in page
    assert client.get(report.get_absolute_url()).url == month.get_absolute_url()

    client.post(reverse("monitoring:report-restore", args=[report.pk]))

    report.refresh_from_db()
    assert (report.month, report.deleted_at) == (month, None)
    assert MonitoringMonth.objects.get(pk=month.pk).state == MonthState.DONE


def test_a_discarded_report_can_be_written_anew_from_its_texts(report, town, sign_in):
    month = actions.discard_report(
        report, reason="書き直す", by=town.lead, today=timezone.localdate()
    )

    page = sign_in(town.counsellor).get(
        reverse("monitoring:report-create", args=[month.pk]) + "?again=1"
    )

    form = page.context["form"]
    assert form["overall"].value() == report.overall
    assert form.formsets["reviews"].forms[0]["issue"].value() == "週2回に増やす"


def test_two_reports_never_stand_in_one_month(report, town):
    month = actions.discard_report(
        report, reason="書き直す", by=town.lead, today=timezone.localdate()
    )
    actions.create_report(month, by=town.counsellor, today=TODAY)
    report.refresh_from_db()

    with pytest.raises(Refused):
        actions.put_report_back(report, by=town.lead, today=timezone.localdate())


def test_a_submitted_report_is_not_discarded(report, town):
    actions.submit_report(report, submitted_on=TODAY, today=TODAY, by=town.counsellor, version=None)

    with pytest.raises(Refused):
        actions.discard_report(report, reason="x", by=town.lead, today=timezone.localdate())


def test_a_counsellor_discards_only_what_is_unfinished_and_own(report, town, sign_in):
    url = reverse("monitoring:report-discard", args=[report.pk])

    assert sign_in(town.counsellor).get(url).status_code == 403


def test_the_next_plan_opens_with_what_the_monitoring_found(report, plan, town, sign_in):
    client = sign_in(town.counsellor)
    url = reverse("monitoring:report-next-plan", args=[report.pk])

    response = client.post(url)
    again = client.post(url)

    new = ServiceUsePlan.objects.get(previous=plan)
    assert response.url == again.url == new.get_absolute_url()
    first, second = new.needs.all()
    assert first.goal == "一人で買い物に行く"
    assert "一部達成\n週2回に増やす" in first.note
    assert second.note == "前の覚え"
    new.case.refresh_from_db()
    assert new.case.state == "draft_plan"


def test_a_report_that_continues_leads_to_no_plan(report, town):
    MonitoringReport.objects.filter(pk=report.pk).update(outcome=Outcome.CONTINUE)

    with pytest.raises(Refused):
        actions.begin_next_plan(report, by=town.counsellor, author=town.counsellor, on=TODAY)
