"""The monitoring report (様式3-1): written once, finished, frozen, submitted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import Method, PlaceKind
from config.common.fiscal import add_months, month_end
from monitoring import actions, reporting
from monitoring.choices import Achievement, MonthState, Outcome
from monitoring.models import MonitoringMonth, MonitoringReport
from plans.choices import Stage
from plans.models import BenefitDecision
from staffing.models import AuditEntry
from staffing.saving import Refused, StaleState
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.monitoring import MonitoringReportFactory, NeedReviewFactory, month_of_client
from tests.factories.plans import PlanNeedFactory, ServiceUsePlanFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
THIS_MONTH = f"{TODAY:%Y-%m}"


@pytest.fixture
def case(town):
    return CaseFactory(client__office=town.office, worker=town.counsellor)


@pytest.fixture
def month(case):
    return month_of_client(case.client, THIS_MONTH)


@pytest.fixture
def plan(case):
    plan = ServiceUsePlanFactory(case=case, consented=True, final=True)
    PlanNeedFactory(plan=plan, position=1, goal="一人で買い物に行く")
    PlanNeedFactory(plan=plan, position=2, need="朝起きる", goal="")
    return plan


def post(town, *, rows=(), **fields):
    """Return what the browser would send."""
    data = {
        "visited_on": f"{TODAY:%Y-%m-%d}",
        "author": town.counsellor.pk,
        "method": Method.VISIT,
        "place_kind": PlaceKind.HOME,
        "was_client_present": "on",
        "overall": "落ち着いている。",
        "outcome": Outcome.CONTINUE,
        "_key": str(uuid4()),
        "reviews-TOTAL_FORMS": len(rows),
        "reviews-INITIAL_FORMS": len(rows),
        "reviews-MIN_NUM_FORMS": 0,
        "reviews-MAX_NUM_FORMS": 30,
    }
    for place, row in enumerate(rows):
        data |= {f"reviews-{place}-{name}": value for name, value in row.items()}
    return data | fields


def create_url(month):
    return reverse("monitoring:report-create", args=[month.pk])


def test_the_form_opens_with_the_goals_of_the_consented_plan(month, plan, town, sign_in):
    draft = ServiceUsePlanFactory(case=plan.case, number=99)
    PlanNeedFactory(plan=draft, goal="まだ同意のない目標")

    form = sign_in(town.counsellor).get(create_url(month)).context["form"]

    goals = [row["goal"].value() for row in form.formsets["reviews"]]
    assert goals == ["一人で買い物に行く", "朝起きる"]


def test_a_final_plan_goes_before_a_draft_consented_later(plan):
    ServiceUsePlanFactory(
        case=plan.case, number=99, consented=True, drafted_on=date(2026, 10, 1), stage=Stage.DRAFT
    )

    assert reporting.plan_to_review(plan.client) == plan


def test_without_a_plan_the_goals_are_typed(month, town, sign_in):
    data = post(town, rows=[{"goal": "一人で通う", "achievement": Achievement.PARTLY}])

    sign_in(town.counsellor).post(create_url(month), data)

    report = MonitoringReport.objects.get()
    assert [(row.goal, row.achievement) for row in report.reviews.all()] == [
        ("一人で通う", Achievement.PARTLY)
    ]


def test_a_report_is_written_and_the_month_is_begun(month, plan, town, sign_in):
    need = plan.needs.first()
    data = post(town, rows=[{"need": need.pk, "goal": need.goal, "changes_week": "on"}])

    response = sign_in(town.counsellor).post(create_url(month), data)

    report = MonitoringReport.objects.get()
    assert response.url == report.get_absolute_url()
    assert (report.plan, report.author, report.month) == (plan, town.counsellor, month)
    assert report.reviews.get().need == need
    assert report.reviews.get().changes_week
    assert MonitoringMonth.objects.get(pk=month.pk).state == MonthState.REPORTED


def test_a_need_of_somebody_elses_plan_is_not_taken_over(month, plan, town, sign_in):
    foreign = PlanNeedFactory()
    data = post(town, rows=[{"need": foreign.pk, "goal": "目標"}])

    sign_in(town.counsellor).post(create_url(month), data)

    assert MonitoringReport.objects.get().reviews.get().need is None


def test_finishing_ends_the_month_and_the_next_one_comes_up(month, town, sign_in):
    later = month_of_client(month.client, "2030-01")
    data = post(town, _finish="1")

    response = sign_in(town.counsellor).post(create_url(month), data, follow=True)

    report = MonitoringReport.objects.get()
    assert report.is_finished
    assert MonitoringMonth.objects.get(pk=month.pk).state == MonthState.DONE
    assert response.context["following"] == later
    assert MonitoringMonth.objects.next_due([month.client_id])[month.client_id] == later


@pytest.mark.parametrize(("field", "value"), [("visited_on", ""), ("overall", ""), ("outcome", "")])
def test_a_report_with_something_missing_is_saved_but_not_finished(
    field, value, month, town, sign_in
):
    client = sign_in(town.counsellor)

    refused = client.post(create_url(month), post(town, _finish="1", **{field: value}))
    assert refused.status_code == 422
    assert field in refused.context["form"].errors
    assert not MonitoringReport.objects.exists()

    assert client.post(create_url(month), post(town, **{field: value})).status_code == 302
    assert not MonitoringReport.objects.get().is_finished


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("visited_on", "2026-02-31"),
        ("visited_on", f"{TODAY + timedelta(days=1):%Y-%m-%d}"),
        ("consented_on", f"{TODAY - timedelta(days=40):%Y-%m-%d}"),
        ("author", "999999"),
        ("method", "telepathy"),
        ("overall", "あ" * 10_000),
    ],
)
def test_bad_input_is_refused_with_everything_still_there(field, value, month, town, sign_in):
    data = post(town, **({"overall": "大切な文章"} | {field: value}))

    response = sign_in(town.counsellor).post(create_url(month), data)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert data["overall"][:50] in response.content.decode()
    assert not MonitoringReport.objects.exists()


def test_a_double_click_writes_one_report(month, town, sign_in):
    client = sign_in(town.counsellor)
    data = post(town)

    first = client.post(create_url(month), data)
    second = client.post(create_url(month), data)

    assert first.url == second.url
    assert MonitoringReport.objects.count() == 1


def test_two_people_beginning_the_same_report_do_not_overwrite_each_other(month, town, sign_in):
    sign_in(town.counsellor).post(create_url(month), post(town))

    response = sign_in(town.lead).post(create_url(month), post(town, overall="二人目の文章"))

    assert response.status_code == 422
    assert "二人目の文章" in response.content.decode()
    assert MonitoringReport.objects.count() == 1


def test_two_people_changing_one_text_see_both(month, town, sign_in):
    report = actions.create_report(month, by=town.counsellor, today=TODAY, overall="はじめ")
    url = reverse("monitoring:report-edit", args=[report.pk])
    page = sign_in(town.lead).get(url)
    opened = {name: page.context["sheet"].hidden[name] for name in ("_version", "_base")}
    actions.change_report(
        report, by=town.counsellor, version=None, today=TODAY, overall="相談員の文章"
    )

    response = sign_in(town.lead).post(url, post(town, overall="係長の文章", **opened))

    assert response.status_code == 409
    text = response.content.decode()
    assert "係長" in text
    assert "相談員" in text


def test_a_stale_version_is_refused_by_the_action(month, town):
    report = actions.create_report(month, by=town.counsellor, today=TODAY)
    actions.change_report(report, by=town.lead, version=1, today=TODAY, overall="先")

    with pytest.raises(StaleState):
        actions.change_report(report, by=town.counsellor, version=1, today=TODAY, overall="後")


def test_a_finished_report_is_frozen(town, case, sign_in):
    month = month_of_client(case.client, THIS_MONTH)
    report = MonitoringReportFactory(month=month, finished=True)
    url = reverse("monitoring:report-edit", args=[report.pk])
    client = sign_in(town.counsellor)

    opened = client.get(url, follow=True)
    posted = client.post(url, post(town, overall="あとから"))

    assert opened.redirect_chain
    assert posted.status_code == 422
    with pytest.raises(Refused):
        actions.change_report(report, by=town.lead, version=None, today=TODAY, overall="x")
    report.refresh_from_db()
    assert report.overall == "落ち着いて過ごしている。"


def test_the_button_of_the_page_finishes_or_says_what_is_missing(month, town, sign_in):
    report = actions.create_report(month, by=town.counsellor, today=TODAY)
    url = reverse("monitoring:report-finish", args=[report.pk])
    client = sign_in(town.counsellor)

    assert client.post(url).url == reverse("monitoring:report-edit", args=[report.pk])
    actions.change_report(
        report,
        by=town.counsellor,
        version=None,
        today=TODAY,
        visited_on=TODAY,
        overall="よい",
        outcome=Outcome.RENEW,
    )
    client.post(url)
    client.post(url)

    assert MonitoringReport.objects.get().is_finished
    assert AuditEntry.objects.filter(verb="report.finished").count() == 1


def test_the_day_of_submission_ends_it(month, town, sign_in):
    report = MonitoringReportFactory(month=month, finished=True, visited_on=TODAY)
    url = reverse("monitoring:report-submit", args=[report.pk])

    early = TODAY - timedelta(days=1)
    client = sign_in(town.counsellor)
    refused = client.post(url, {"submitted_on": f"{early:%Y-%m-%d}", "_version": report.version})
    assert "submitted_on" in refused.context["form"].errors

    client.post(url, {"submitted_on": f"{TODAY:%Y-%m-%d}", "_version": report.version})

    report.refresh_from_db()
    assert report.submitted_on == TODAY
    assert report.month.state == MonthState.SUBMITTED


def test_an_unfinished_report_is_not_submitted(month, town):
    report = actions.create_report(month, by=town.counsellor, today=TODAY)

    with pytest.raises(Refused):
        actions.submit_report(
            report, submitted_on=TODAY, today=TODAY, by=town.counsellor, version=None
        )


def test_a_month_left_out_gets_no_report(month, town):
    actions.leave_out(month, by=town.counsellor)

    with pytest.raises(Refused):
        actions.create_report(month, by=town.counsellor, today=TODAY)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, set()),
        ({"place_kind": PlaceKind.FACILITY}, set()),
        ({"place_kind": PlaceKind.ONLINE}, {"no-home-visit"}),
        ({"method": Method.CALL}, {"no-home-visit"}),
        ({"was_client_present": False}, {"no-home-visit"}),
        ({"visited_on": TODAY - timedelta(days=70)}, {"other-month"}),
    ],
)
def test_an_inspection_would_ask_about_the_visit(fields, codes, month):
    visit = {"visited_on": TODAY} | fields
    report = MonitoringReportFactory(month=month, finished=True, **visit)

    assert {warning.code for warning in reporting.warnings_of(report, [])} == codes


def test_a_home_visit_in_the_log_of_the_month_counts(month):
    report = MonitoringReportFactory(
        month=month, finished=True, visited_on=TODAY, place_kind=PlaceKind.ONLINE
    )
    ConsultationFactory(
        office=report.office, client=report.client, method=Method.VISIT, place_kind=PlaceKind.HOME
    )

    assert reporting.warnings_of(report, []) == []


def test_a_change_that_the_outcome_forgets_is_pointed_out(month):
    report = MonitoringReportFactory(month=month, finished=True, visited_on=TODAY)
    review = NeedReviewFactory(report=report, position=1, changes_kind=True, achievement="")

    codes = [warning.code for warning in reporting.warnings_of(report, [review])]

    assert codes == ["unrated", "change-or-not"]


def test_reading_a_report_leaves_a_trace(month, town, sign_in):
    report = MonitoringReportFactory(month=month, finished=True)

    sign_in(town.counsellor).get(report.get_absolute_url())

    verbs = set(
        AuditEntry.objects.filter(client_id=report.client_id).values_list("verb", flat=True)
    )
    assert {"report.viewed", "client.viewed"} <= verbs


def test_the_last_report_stands_beside_the_new_one(month, town, sign_in):
    last = MonitoringReportFactory(month=month_of_client(month.client, "2026-01"), finished=True)

    page = sign_in(town.counsellor).get(create_url(month))

    assert page.context["previous"] == last


def test_reports_are_counted_for_their_author_by_the_day_of_the_visit(month, town):
    done = MonitoringReportFactory(
        month=month, finished=True, visited_on=TODAY, author=town.counsellor
    )
    MonitoringReportFactory(month=month_of_client(month.client, "2026-01"), visited_on=TODAY)

    first = TODAY.replace(day=1)
    counted = MonitoringReport.objects.visited_between(first, month_end(first))

    assert list(counted.values_list("pk", "author")) == [(done.pk, town.counsellor.pk)]


# T-01
@pytest.mark.parametrize(
    ("outcome", "after"),
    [(Outcome.CONTINUE, "active"), (Outcome.CHANGE, "monitoring"), (Outcome.RENEW, "monitoring")],
)
def test_the_case_is_in_monitoring_while_its_report_is_written(town, outcome, after):
    case = CaseFactory(client__office=town.office, state="active")
    month = month_of_client(case.client, f"{timezone.localdate():%Y-%m}")
    today = timezone.localdate()

    report = actions.create_report(
        month,
        by=town.counsellor,
        today=today,
        visited_on=today,
        overall="変わりなく通所している。",
        outcome=outcome,
    )
    case.refresh_from_db()
    assert case.state == "monitoring"

    actions.finish_report(report, by=town.counsellor, now=timezone.now())
    case.refresh_from_db()
    assert case.state == after


# T-01
def test_a_discarded_report_leaves_the_state_and_another_state_stays(town):
    today = timezone.localdate()
    asked = {"by": town.counsellor, "today": today}
    case = CaseFactory(client__office=town.office, state="active")
    report = actions.create_report(month_of_client(case.client, f"{today:%Y-%m}"), **asked)
    actions.discard_report(report, reason="別の人のもの", **asked)
    case.refresh_from_db()
    assert case.state == "active"
    actions.put_report_back(report, **asked)
    case.refresh_from_db()
    assert case.state == "monitoring"

    other = CaseFactory(client__office=town.office, state="renewal")
    actions.create_report(month_of_client(other.client, f"{today:%Y-%m}"), **asked)
    other.refresh_from_db()
    assert other.state == "renewal"


def test_the_month_of_a_discarded_report_is_not_computed_away(town):
    """A month that the rule does not know, with a discarded report, once stopped the sweep."""
    case = CaseFactory(client__office=town.office)
    asked = {"by": town.counsellor, "today": TODAY}
    month = month_of_client(case.client, THIS_MONTH)
    actions.discard_report(actions.create_report(month, **asked), reason="別の人のもの", **asked)
    later = add_months(TODAY.replace(day=1), 2)
    BenefitDecision.objects.filter(pk=month.schedule.decision_id).update(
        starts_on=later,
        ends_on=month_end(add_months(later, 11)),
        monitoring_from=later,
        monitoring_to=add_months(later, 11),
    )

    actions.recompute([month.schedule_id], today=TODAY, now=timezone.now())

    assert MonitoringMonth.objects.filter(pk=month.pk).exists()
