"""Annual plans in the database: start, correct, approve, open again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from councils.choices import RecurrenceKind, TrainingScope
from councils.models import Body, Recurrence, TrainingEvent
from reports.actions import annual_plan as actions
from reports.actions import plan_sections as sections
from reports.choices import AnnualPlanState, SectionKind
from reports.models import AnnualPlan
from reports.plan_document import ChartBox, StaffRow, document_as_data
from reports.plan_figures import figure_table
from reports.plan_pdf import document_pdf, plan_pdf
from reports.plan_rows import document_of
from staffing.choices import Dedication, Employment, Job, Role
from staffing.models import AuditEntry
from staffing.saving import Refused, StaleState
from tests.factories.staffing import OfficeFactory, PostingFactory
from tests.personas import posted
from tests.reports.plan_files import plan_2019

NOW = datetime(2019, 3, 25, 1, 30, tzinfo=UTC)
SIX_POSTS = [
    (Job.MANAGER, "", Employment.FULL_TIME, Dedication.CONCURRENT, "一般/特定"),
    (Job.SPECIALIST, "係長", Employment.FULL_TIME, Dedication.CONCURRENT, "一般/特定"),
    *[(Job.SPECIALIST, "", Employment.FULL_TIME, Dedication.DEDICATED, "")] * 3,
    (Job.SPECIALIST, "", Employment.PART_TIME, Dedication.DEDICATED, ""),
]


@pytest.fixture
def office(db):
    """An office with the six posts of the 2019 paper."""
    made = OfficeFactory(name=plan_2019().office)
    for job, title, employment, dedication, note in SIX_POSTS:
        PostingFactory(
            office=made,
            job=job,
            title=title,
            employment=employment,
            dedication=dedication,
            note=note,
            fte=1,
        )
    return made


@pytest.fixture
def manager(office):
    return posted(office, Role.MANAGER, Job.MANAGER, started_on=date(2026, 4, 1))


@pytest.fixture
def plan(office, manager):
    return actions.read_in_plan(plan_2019(), is_replacing=False, by=manager)


# O-07
def test_what_is_read_in_comes_out_the_same(plan):
    assert document_of(plan) == plan_2019()


# O-02
def test_the_staff_table_of_2019_follows_from_its_postings(office, manager):
    plan = actions.start_plan(office, 2019, from_plan=None, by=manager)

    assert document_of(plan).staffing.rows == plan_2019().staffing.rows


# O-02
def test_staff_rows_of_a_file_are_marked_as_corrections(office, manager):
    office.postings.filter(title="係長").delete()

    plan = actions.read_in_plan(plan_2019(), is_replacing=False, by=manager)

    assert plan.staff_rows.count() == 3
    assert plan.staff_reason
    assert document_of(plan).staffing == plan_2019().staffing


# O-02
def test_staff_rows_that_follow_from_the_postings_are_no_correction(plan):
    assert not plan.staff_rows.exists()
    assert document_of(plan).staffing == plan_2019().staffing


# O-02
def test_a_table_equal_to_the_postings_is_no_correction(plan, manager):
    rows = document_of(plan).staffing.rows

    plan = sections.change_staff(
        plan, as_of=date(2019, 4, 1), rows=rows, reason="", by=manager, version=plan.version
    )

    assert not plan.staff_rows.exists()
    assert document_of(plan).staffing.rows == rows


# O-02
def test_a_corrected_table_needs_its_reason(plan, manager):
    rows = [StaffRow("管理者", 1, None, 1, None, None, Decimal(1), "")]

    with pytest.raises(Refused):
        sections.change_staff(
            plan, as_of=date(2019, 4, 1), rows=rows, reason="", by=manager, version=None
        )


def test_one_person_with_two_posts_counts_once(office, manager):
    person = office.postings.filter(job=Job.MANAGER).earliest("started_on").user
    PostingFactory(office=office, user=person, job=Job.COORDINATOR, fte=None)
    plan = actions.start_plan(office, 2019, from_plan=None, by=manager)

    staffing = document_of(plan).staffing

    assert sum(row.heads for row in staffing.rows) == 6
    assert staffing.rows[0].fte == 1


# O-04
def test_the_chart_follows_the_postings(office, manager):
    plan = actions.start_plan(office, 2019, from_plan=None, by=manager)

    root = document_of(plan).chart.root

    assert root.label == "【管理者】"
    assert [box.label for box in root.children] == ["【係長】"]
    assert [box.posts for box in root.children[0].children] == [("相談支援専門員",)] * 4


# O-04
def test_a_chart_drawn_by_hand_can_be_given_back(plan, manager):
    root = ChartBox("【管理者】", ("相談支援専門員",))
    plan = sections.change_chart(plan, root=root, reason="兼務", by=manager, version=None)
    assert document_of(plan).chart.root == root

    section = plan.sections.get(kind=SectionKind.ORGANISATION_CHART)
    plan = sections.follow_postings(plan, section=section, by=manager)

    assert plan.chart is None
    assert document_of(plan).chart.root.children


# O-05
def test_meetings_are_the_recurrences_of_the_calendar(plan, office):
    recurrences = Recurrence.objects.filter(body__office=office, fiscal_year=2019)
    assert recurrences.count() == 12
    assert recurrences.get(body__name="幹事会").kind == RecurrenceKind.MONTHLY

    recurrences.filter(body__name="幹事会").update(kind=RecurrenceKind.QUARTERLY)

    row = next(row for row in document_of(plan).meetings.rows if row.name == "幹事会")
    assert row.when == "四半期毎"


# O-05
def test_bodies_of_a_council_are_found_again(plan, office):
    assert Body.objects.filter(office=office, council__name="潮見市地域支援協議会").count() == 6


# O-06
def test_trainings_are_those_of_the_calendar(plan, office):
    events = TrainingEvent.objects.filter(office=office, fiscal_year=2019)
    assert events.filter(scope=TrainingScope.INTERNAL).count() == 3
    assert events.filter(scope=TrainingScope.EXTERNAL).count() == 10

    events.filter(name="法人職員研修").update(when_text="６月")

    rows = document_of(plan).internal_trainings.rows
    assert ("法人職員研修", "６月") in [(row.name, row.when) for row in rows]


# O-01
def test_a_changed_target_changes_d_and_e(plan, manager):
    row = plan.targets.all()[1]

    plan = sections.change_targets(
        plan, days=280, figures={row.pk: (None, 600)}, by=manager, version=plan.version
    )

    document = document_of(plan)
    table = figure_table(document.targets, document.staffing)
    assert (table.rows[1].monthly.text, table.rows[1].per_staff.text) == ("50", "8.3")
    assert (table.days, table.totals.monthly, table.per_staff_text) == (280, 87, "14.5")


# O-01
def test_the_persons_of_a_programme_stay_when_its_first_row_is_taken_out(plan, manager):
    first, *rest = plan.targets.all()

    plan = sections.change_target_rows(
        plan,
        rows=[(row.pk, row.programme, row.kind) for row in rest],
        by=manager,
        version=plan.version,
    )

    assert plan.targets.first().covered == first.covered == 317
    document = document_of(plan)
    assert figure_table(document.targets, document.staffing).totals.persons == 354


# O-01
def test_a_figure_by_hand_cannot_be_stored_without_a_reason(plan):
    row = plan.targets.first()
    row.monthly = 20

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# O-02
def test_another_base_date_brings_its_postings_and_stands_in_the_heading(plan, office, manager):
    rows = document_of(plan).staffing.rows
    PostingFactory(office=office, job=Job.CLERK, started_on=date(2019, 5, 1))

    plan = sections.change_staff(
        plan, as_of=date(2019, 6, 1), rows=rows, reason="", by=manager, version=None
    )

    staffing = document_of(plan).staffing
    assert not plan.staff_rows.exists()
    assert sum(row.heads for row in staffing.rows) == 7
    assert staffing.heading == "職員体制(2019年6月1日)"


# O-03
def test_sections_can_be_added_named_and_ordered(plan, manager):
    kept = [(section.pk, section.heading) for section in plan.sections.all()]

    plan = sections.change_structure(
        plan, sections=[kept[0], (None, "はじめに"), *kept[1:]], by=manager, version=None
    )

    assert document_of(plan).section_order[:3] == ("office", "はじめに", "service_targets")


def test_a_table_of_the_paper_cannot_be_removed(plan, manager):
    kept = [(section.pk, section.heading) for section in plan.sections.all()]

    with pytest.raises(Refused):
        sections.change_structure(plan, sections=kept[1:], by=manager, version=None)


# O-03
def test_a_new_year_starts_from_last_year(plan, office, manager):
    new = document_of(actions.start_plan(office, 2020, from_plan=plan, by=manager))

    assert new.title == "2020年度事業計画(案)"
    assert new.staffing.heading == "職員体制(2020年4月1日)"
    assert new.text_sections == plan_2019().text_sections
    assert new.targets == plan_2019().targets
    assert new.meetings == plan_2019().meetings
    assert [row.name for row in new.external_trainings.rows] == [
        row.name for row in plan_2019().external_trainings.rows
    ]
    assert all(not row.occurrences for row in new.external_trainings.rows)


def test_a_year_is_started_once(plan, office, manager):
    with pytest.raises(Refused):
        actions.start_plan(office, 2019, from_plan=None, by=manager)


def test_another_office_has_its_own_plan_of_the_year(plan, manager):
    other = OfficeFactory()

    empty = document_of(actions.start_plan(other, 2019, from_plan=None, by=manager))

    assert empty.meetings.rows == ()
    assert empty.staffing.rows == ()


def approve(plan, by):
    document = actions.approved_document(plan)
    pdf = document_pdf(document, edition=plan.edition, now=NOW, by=by.name)
    return actions.approve_plan(
        plan, document=document, pdf=pdf, version=plan.version, now=NOW, by=by
    )


# O-07
def test_an_approved_plan_is_frozen_with_data_print_and_hash(plan, manager):
    plan = approve(plan, manager)

    assert plan.state == AnnualPlanState.APPROVED
    assert plan.title == "2019年度事業計画"
    assert plan.frozen == json.loads(json.dumps(document_as_data(document_of(plan))))
    assert default_storage.open(plan.pdf.name).read().startswith(b"%PDF")
    assert len(plan.pdf_sha256) == 64
    assert AuditEntry.objects.filter(verb="annual_plan.approved", object_id=plan.pk).exists()


def test_a_frozen_plan_stays_as_it_was_when_the_calendar_changes(plan, office, manager):
    plan = approve(plan, manager)
    printed = plan_pdf(plan, now=NOW, by="")

    Recurrence.objects.filter(body__office=office).update(note="変わった")

    assert document_of(plan).meetings.rows == plan_2019().meetings.rows
    assert plan_pdf(plan, now=NOW, by="ほかの人") == printed


def test_an_approved_plan_is_not_changed(plan, manager):
    plan = approve(plan, manager)

    with pytest.raises(Refused):
        sections.change_title(plan, title="新しい表題", by=manager, version=None)


def test_a_new_version_leaves_the_approved_one_alone(plan, manager):
    approved = approve(plan, manager)

    new = actions.open_new_edition(approved, by=manager)

    assert (new.edition, new.state) == (2, AnnualPlanState.DRAFT)
    assert document_of(new) == plan_2019()
    assert actions.open_new_edition(approved, by=manager) == new


def test_approval_of_a_plan_somebody_changed_meanwhile_is_refused(plan, manager):
    document = actions.approved_document(plan)
    sections.change_title(plan, title="別の表題", by=manager, version=None)

    with pytest.raises(StaleState):
        actions.approve_plan(plan, document=document, pdf=b"%PDF", version=1, now=NOW, by=manager)

    plan.refresh_from_db()
    assert plan.state == AnnualPlanState.DRAFT


# O-01
def test_a_plan_without_staff_cannot_be_approved(plan, manager, office):
    office.postings.all().delete()

    with pytest.raises(Refused):
        actions.approved_document(plan)


def test_a_draft_is_overwritten_only_when_asked(plan, manager):
    with pytest.raises(Refused):
        actions.read_in_plan(plan_2019(), is_replacing=False)

    changed = replace(plan_2019(), title="2019年度事業計画 改訂(案)")
    again = actions.read_in_plan(changed, is_replacing=True)

    assert (again.pk, again.title) == (plan.pk, changed.title)
    assert document_of(again) == changed


def test_reading_in_over_an_approved_year_opens_a_new_version(plan, manager):
    approve(plan, manager)

    new = actions.read_in_plan(plan_2019(), is_replacing=False)

    assert new.edition == 2
    assert AnnualPlan.objects.filter(state=AnnualPlanState.APPROVED).count() == 1
