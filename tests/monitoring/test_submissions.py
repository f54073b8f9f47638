"""提出管理: the office submits, the town's desk receives or returns, and sees nothing else."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.models import PrintRun
from cases.tasks import print_bundle
from monitoring.actions import discard_report
from monitoring.actions.following import catch_up, follow_plan, follow_report, listed_together
from monitoring.actions.submissions import answer_submission, submit_document
from monitoring.models import Submission
from monitoring.rules.submissions import answer_problems, proposed_day, sending_problems
from monitoring.submission_bundle import bundle_of
from monitoring.submission_page import papers_about
from monitoring.submission_papers import file_papers
from monitoring.views import submissions
from plans.actions import submit_plan
from reports.figures import ending_decisions, renewals_by_worker, renewals_in_region
from staffing.models import Notice
from staffing.saving import Refused
from tests.access.submissions import made, made_sent, waiting
from tests.factories.access import RestrictionFactory
from tests.factories.cases import CaseFactory
from tests.factories.documents import DocumentFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import (
    BenefitDecisionFactory,
    ServiceUsePlanFactory,
    WeekEntryFactory,
)
from tests.factories.staffing import MunicipalityFactory

TODAY = timezone.localdate()
LIST = "monitoring:submission-list"


def test_a_plan_is_due_in_two_weeks_and_a_report_with_the_claim():
    assert proposed_day("draft", date(2026, 3, 30)) == date(2026, 4, 13)
    assert proposed_day("report", date(2026, 12, 3)) == date(2027, 1, 10)


@pytest.mark.parametrize(
    ("state", "sent_on", "code"),
    [
        ("waiting", date(2026, 4, 2), None),
        ("returned", date(2026, 4, 2), None),
        ("received", date(2026, 4, 2), "state"),
        ("replaced", date(2026, 4, 2), "state"),
        ("waiting", date(2026, 3, 1), "before"),
        ("waiting", date(2026, 5, 1), "future"),
    ],
)
def test_what_may_be_submitted(state, sent_on, code):
    found = sending_problems(
        state=state, done_on=date(2026, 4, 1), sent_on=sent_on, today=date(2026, 4, 20)
    )
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("state", "answered_on", "code"),
    [
        ("sent", date(2026, 4, 3), None),
        ("waiting", date(2026, 4, 3), "state"),
        ("received", date(2026, 4, 3), "state"),
        ("sent", date(2026, 4, 1), "before"),
        ("sent", date(2026, 5, 1), "future"),
    ],
)
def test_what_may_be_answered(state, answered_on, code):
    found = answer_problems(
        state=state,
        sent_on=date(2026, 4, 2),
        answered_on=answered_on,
        today=date(2026, 4, 20),
    )
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.django_db
def test_consent_and_submission_of_a_plan_are_followed(town):
    case = CaseFactory(client__office=town.office)
    plan = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
    row = follow_plan(plan)
    assert (row.state, row.due_on - row.done_on) == ("waiting", timedelta(days=14))
    submit_plan(plan, by=town.counsellor, submitted_on=TODAY, today=TODAY)
    row.refresh_from_db()
    assert (row.state, row.submitted_by) == ("sent", town.counsellor)
    newer = ServiceUsePlanFactory(case=case, consented=True)
    older = follow_plan(newer)
    newest = follow_plan(ServiceUsePlanFactory(case=case, consented=True))
    older.refresh_from_db()
    row.refresh_from_db()
    assert (older.state, newest.state, row.state) == ("replaced", "waiting", "sent")


@pytest.mark.django_db
def test_a_finished_report_is_followed_and_a_discarded_one_is_gone(town):
    client = CaseFactory(client__office=town.office).client
    month = month_of_client(client, "2026-09")
    report = MonitoringReportFactory(
        month=month, client=client, office=client.office, finished=True, author=town.counsellor
    )
    row = follow_report(report)
    assert (row.kind, row.state) == ("report", "waiting")
    discard_report(report, reason="重複", by=town.counsellor, today=timezone.localdate())
    assert not Submission.objects.visible_to(town.counsellor).exists()


@pytest.mark.django_db
def test_what_was_left_out_is_found_in_one_go(town):
    with listed_together():
        for _count in range(3):
            assert made(town) is None
    assert catch_up(since=date(2026, 1, 1)) == 3
    assert catch_up(since=date(2026, 1, 1)) == 0


@pytest.mark.django_db
def test_the_desk_sees_only_what_was_submitted_to_it(town, sign_in):
    waiting, sent = made(town), made_sent(town)
    foreign = made_sent(town, municipality=MunicipalityFactory())
    desk = sign_in(town.city)
    page = desk.get(reverse(LIST), {"state": "all"})
    assert [row["pk"] for row in page.context["rows"]] == [sent.pk]
    for hidden in (waiting, foreign):
        for path in (hidden.get_absolute_url(), f"{hidden.get_absolute_url()}receive/"):
            assert desk.get(path).status_code == 404
    shown = desk.get(sent.get_absolute_url())
    assert shown.status_code == 200
    assert f"/clients/{sent.client_id}/" not in shown.text
    assert f"/plans/{sent.plan_id}/" not in shown.text
    for path in (f"/clients/{sent.client_id}/", f"/plans/{sent.plan_id}/"):
        assert desk.get(path).status_code == 404
    assert desk.get("/").context["town_desk"] == {"sent": 1, "returned": 0}
    assert "提出された書類" not in sign_in(town.counsellor).get("/").text


@pytest.mark.django_db
def test_the_desk_returns_with_a_reason_and_the_office_submits_again(town, sign_in):
    row = made(town)
    row = submit_document(row, by=town.counsellor, version=None, today=TODAY, submitted_on=TODAY)
    desk = sign_in(town.city)
    path = reverse("monitoring:submission-return", args=[row.pk])
    typed = {"answered_on": f"{TODAY}", "reason": "", "_version": row.version}
    assert "reason" in desk.post(path, typed).context["form"].errors
    assert desk.post(path, typed | {"reason": "様式1-2がない"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("returned", "様式1-2がない")
    assert Notice.objects.get(recipient=town.counsellor).url == row.get_absolute_url()
    office = sign_in(town.counsellor)
    listed = office.get(reverse(LIST)).context["rows"]
    assert [each["reason"] for each in listed] == ["様式1-2がない"]
    again = {
        "submitted_on": f"{TODAY}",
        "municipality": row.municipality_id,
        "_version": row.version,
    }
    send = reverse("monitoring:submission-send", args=[row.pk])
    assert office.post(send, again).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("sent", "")
    assert [step.state for step in row.steps.all()] == ["sent", "returned", "sent"]
    desk = sign_in(town.city)
    receive = reverse("monitoring:submission-receive", args=[row.pk])
    assert (
        desk.post(receive, {"answered_on": f"{TODAY}", "_version": row.version}).status_code == 302
    )
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("received", town.city)
    with pytest.raises(Refused):
        answer_submission(row, by=town.city, version=None, today=TODAY, answered_on=TODAY)


@pytest.mark.django_db
def test_several_are_noted_as_submitted_at_once(town, sign_in):
    rows = [made(town), made(town)]
    foreign = made(town)
    Submission.objects.filter(pk=foreign.pk).update(municipality=None)
    office = sign_in(town.counsellor)
    keys = [row.pk for row in (*rows, foreign)]
    page = office.post(reverse("monitoring:submission-send-many"), {"row": keys}, follow=True)
    assert [row["pk"] for row in page.context["rows"]] == [foreign.pk]
    assert Submission.objects.filter(state="sent").count() == 2


@pytest.mark.django_db
def test_the_office_answers_for_a_town_without_a_desk(town, sign_in):
    row = made_sent(town, municipality=MunicipalityFactory())
    office = sign_in(town.counsellor)
    assert office.get(row.get_absolute_url()).context["can_answer"]
    assert not office.get(made_sent(town).get_absolute_url()).context["can_answer"]


# S-01
@pytest.mark.django_db
def test_renewals_ahead_by_person_and_without_people(town, sign_in):
    for _count in range(3):
        case = CaseFactory(client__office=town.office, worker=town.counsellor)
        BenefitDecisionFactory(client=case.client, ends_on=TODAY + timedelta(days=40))
    gone = CaseFactory(client__office=town.office)
    BenefitDecisionFactory(client=gone.client, ends_on=TODAY + timedelta(days=40))
    BenefitDecisionFactory(client=gone.client, ends_on=TODAY + timedelta(days=800))
    assert ending_decisions([town.office.pk], TODAY, TODAY + timedelta(days=60)).count() == 3
    (row,) = renewals_by_worker(town.office.pk, TODAY)
    assert (row.key, row.total) == (town.counsellor.pk, 3)
    page = sign_in(town.lead).get(reverse("reports:renewal-figures"))
    cell = next(cell for cell in page.context["rows"][0]["cells"] if cell["url"])
    opened = sign_in(town.lead).get(cell["url"].partition("#")[0])
    assert str(len(opened.context["page"].rows)) == cell["label"] == "3"
    offices = [town.office, town.other_office]
    for line in renewals_in_region(offices, TODAY, hides=True):
        assert 3 not in line.cells
    city = sign_in(town.city).get(reverse("reports:renewal-figures"))
    assert city.status_code == 200
    assert "page" not in city.context


@pytest.mark.django_db
def test_the_papers_are_filed_with_the_submission_and_open_at_the_desk(town, sign_in):
    home = town.city_office.municipality
    client = CaseFactory(client__office=town.office, client__municipality=home).client
    month = month_of_client(client, "2026-09")
    report = MonitoringReportFactory(
        month=month, client=client, office=client.office, finished=True, author=town.counsellor
    )
    row = submit_document(
        follow_report(report),
        by=town.counsellor,
        version=None,
        today=TODAY,
        submitted_on=TODAY,
        municipality=home,
    )
    (document,) = file_papers(row, user=town.counsellor, now=timezone.now())
    assert file_papers(row, user=town.counsellor, now=timezone.now()) == [document]  # the same
    path = reverse("monitoring:submission-document", args=[row.pk, document.pk])
    page = sign_in(town.city).get(path)
    assert page["Content-Type"] == "application/pdf"
    assert b"".join(page.streaming_content).startswith(b"%PDF")
    assert sign_in(town.stranger).get(path).status_code == 404


@pytest.mark.django_db
def test_a_restricted_file_is_handed_over_on_paper(town, sign_in):
    row = made_sent(town)
    RestrictionFactory(client=row.client, office=row.office, readers=[town.counsellor])
    assert sign_in(town.city).get(row.get_absolute_url()).status_code == 404
    assert "閲覧制限" in sign_in(town.counsellor).get(row.get_absolute_url()).text


# issue 5: a submission as one file, in the order of the official forms
@pytest.mark.django_db
def test_all_papers_of_a_submission_become_one_file(town, sign_in):
    row = made(town)
    WeekEntryFactory(plan=row.plan)
    desk = sign_in(town.counsellor)
    assert "1つのPDF" in desk.get(row.get_absolute_url()).text
    week = reverse("cases:paper-preview", args=["week", row.plan_id])
    digest = desk.get(week).context["digest"]
    desk.post(reverse("cases:paper-file", args=["week", row.plan_id]), {"digest": digest})
    foreign = made(town)
    Submission.objects.filter(pk=foreign.pk).update(office=town.other_office)
    path = reverse("monitoring:submission-bundle")
    answer = desk.post(path, {"row": [row.pk, foreign.pk, "x"]})
    run = PrintRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert list(run.items.values_list("paper", flat=True)) == ["face", "plan", "filed"]
    assert "様式" not in run.notes[0]
    assert [note for note in run.notes if "サービス等利用計画" in note]
    print_bundle(run.pk)
    run.refresh_from_db()
    with default_storage.open(run.file) as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
    cover = "".join(pages[0].extract_text().split())
    assert row.client.name.replace(" ", "") in cover
    places = [cover.index(title) for title in ("申請者の現状", "サービス等利用計画", "週間計画表")]
    assert places == sorted(places)
    assert len(pages) == 4


# issue 5: at the desk the submission is one PDF, with 別紙1 and 別紙2 as they were filed
@pytest.mark.django_db
def test_the_desk_opens_a_submission_as_one_pdf(town, sign_in):
    row = made_sent(town)
    desk, path = sign_in(town.city), reverse("monitoring:submission-print", args=[row.pk])
    assert path in desk.get(row.get_absolute_url()).text
    outline = PdfReader(io.BytesIO(desk.get(path).content)).outline
    assert [entry.title for entry in outline] == ["サービス等利用計画"]  # nothing was filed
    day = timezone.make_aware(datetime.combine(row.submitted_on, time(9)))
    for kind in ("present", "face"):
        sheet = DocumentFactory(client=row.client, office=row.office, kind=kind, title=kind)
        type(sheet).objects.filter(pk=sheet.pk).update(created_at=day)
    late = DocumentFactory(client=row.client, office=row.office, kind="face")
    file_papers(row, user=town.counsellor, now=timezone.now())
    assert late not in row.documents.all()
    assert list(row.documents.order_by("kind").values_list("kind", flat=True)) == [
        *("face", "plan", "present")
    ]


@pytest.mark.django_db
def test_the_plan_in_plain_words_is_the_persons_and_not_submitted(town):
    kinds = [paper.key for paper in papers_about(made(town), town.counsellor)]
    assert kinds == ["plan", "week"]


@pytest.mark.django_db
def test_a_week_without_a_word_is_left_out_and_nothing_chosen_is_said(town, sign_in):
    row = made(town)
    papers, notes = bundle_of([row], user=town.counsellor, today=TODAY)
    assert [paper.paper for paper in papers] == ["face", "plan"]
    assert "週間計画表" in notes[-1]
    answer = sign_in(town.counsellor).post(reverse("monitoring:submission-bundle"), follow=True)
    assert "帳票を1枚以上" in answer.text


def test_a_paper_that_cannot_be_filed_leaves_the_document_submitted(
    town, sign_in, monkeypatch, django_capture_on_commit_callbacks
):
    """A hook after the save that fails is named in the log; without a name it was an error page."""

    def fails(*_given, **_named):
        raise OSError(28, "no room")

    monkeypatch.setattr(submissions, "file_papers", fails)
    path = reverse("monitoring:submission-send", kwargs=waiting(town))
    desk = sign_in(town.manager)
    page = desk.get(path)
    sent = page.context["sheet"].hidden | {"submitted_on": timezone.localdate().isoformat()}
    sent |= {"municipality": town.office.municipality_id}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(path, sent).status_code == 302
