"""The screens of the annual plan, as its manager and a counsellor use them."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from reports.actions.annual_plan import read_in_plan
from reports.choices import AnnualPlanState, SectionKind
from reports.models import AnnualPlan
from reports.plan_figures import figure_table
from reports.plan_rows import document_of
from tests.reports.plan_files import plan_2019


@pytest.fixture
def plan(town):
    document = replace(plan_2019(), office=town.office.name)
    return read_in_plan(document, is_replacing=False, by=town.manager)


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.manager)


class Fields(HTMLParser):
    """The fields of the page's form as a browser would send them back."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self.area = ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("name")
        if tag == "textarea":
            self.area = name
            self.data[name] = ""
        is_text = tag == "input" and attributes.get("type") not in {"radio", "checkbox"}
        if name and is_text and "__prefix__" not in name:
            self.data[name] = attributes.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""

    def handle_data(self, text):
        if self.area:
            self.data[self.area] += text


def fields_of(response) -> dict[str, str]:
    parser = Fields()
    parser.feed(response.content.decode())
    # A browser leaves out the first line break of a text area.
    return {name: value.removeprefix("\n") for name, value in parser.data.items()}


def section_url(plan, kind, **extra) -> str:
    return plan.sections.get(kind=kind, **extra).get_absolute_url()


def figures(plan):
    document = document_of(AnnualPlan.objects.get(pk=plan.pk))
    return figure_table(document.targets, document.staffing)


# O-01
def test_the_manager_changes_a_target_and_d_and_e_follow(plan, desk):
    url = section_url(plan, SectionKind.SERVICE_TARGETS)
    data = fields_of(desk.get(url))

    response = desk.post(url, data | {"rows-1-planned": "６００"})

    assert response.status_code == 302
    row = figures(plan).rows[1]
    assert (row.planned, row.monthly.text, row.per_staff.text) == (600, "50", "8.3")
    assert figures(plan).totals.uses == 1063


# O-01
def test_figures_are_computed_while_typing_without_saving(plan, desk):
    data = fields_of(desk.get(section_url(plan, SectionKind.SERVICE_TARGETS)))
    url = reverse("reports:annual-plan-figures", args=[plan.pk])

    page = desk.post(url, data | {"rows-1-planned": "600"}).content.decode()

    assert '<output id="d-1" hx-swap-oob="true">50</output>' in page
    assert '<output id="sum-e" hx-swap-oob="true">14.5</output>' in page
    assert figures(plan).rows[1].planned == 579


@pytest.mark.parametrize("typed", ["-1", "たくさん", "1.5", "9" * 20])
def test_an_impossible_target_is_refused_and_stays_typed(plan, desk, typed):
    url = section_url(plan, SectionKind.SERVICE_TARGETS)
    data = fields_of(desk.get(url))

    response = desk.post(url, data | {"rows-1-planned": typed})

    assert response.status_code == 422
    assert fields_of(response)["rows-1-planned"] == typed
    assert figures(plan).rows[1].planned == 579


# O-01
def test_a_cell_corrected_by_hand_needs_a_reason_and_shows_its_mark(plan, desk):
    row = plan.targets.all()[5]
    url = reverse("reports:annual-plan-target", args=[plan.pk, row.pk])
    data = fields_of(desk.get(url))

    assert desk.post(url, data | {"monthly": "3"}).status_code == 422
    reason = "毎月面接するため"
    desk.post(url, data | {"monthly": "3", "monthly_reason": reason})

    cell = figures(plan).rows[5].monthly
    assert (cell.text, cell.reason) == ("3", reason)
    page = desk.get(section_url(plan, SectionKind.SERVICE_TARGETS)).content.decode()
    assert reason in page


# O-03
def test_the_text_of_a_section_is_edited_as_lines(plan, desk):
    url = section_url(plan, SectionKind.TEXT, heading="支援計画")
    data = fields_of(desk.get(url))

    desk.post(url, data | {"text": data["text"] + "\n○新しい項目\n　・その下"})

    section = next(s for s in document_of(plan).text_sections if s.title == "支援計画")
    last = section.items[-1]
    assert (last.mark, last.text, last.children[0].text) == ("○", "新しい項目", "その下")
    assert section.items[:-1] == plan_2019().text_sections[1].items


# O-03
def test_saving_a_text_unchanged_keeps_every_mark(plan, desk):
    for section in plan.sections.filter(kind=SectionKind.TEXT):
        url = section.get_absolute_url()
        desk.post(url, fields_of(desk.get(url)))

    assert document_of(plan).text_sections == plan_2019().text_sections


def test_a_level_left_out_is_refused_and_the_text_stays(plan, desk):
    url = section_url(plan, SectionKind.TEXT, heading="支援計画")
    data = fields_of(desk.get(url))

    response = desk.post(url, data | {"text": "○一\n　　　・四段目"})

    assert response.status_code == 422
    assert "　　　・四段目" in fields_of(response)["text"]


# O-02
def test_a_staff_row_whose_parts_do_not_add_up_is_refused(plan, desk):
    url = section_url(plan, SectionKind.STAFFING)
    data = fields_of(desk.get(url))

    response = desk.post(url, data | {"rows-2-heads": "5"})

    assert response.status_code == 422
    assert plan.staff_rows.get(position=3).heads == 4


def test_an_emptied_staff_table_is_refused_in_one_sentence(plan, desk):
    url = section_url(plan, SectionKind.STAFFING)
    data = fields_of(desk.get(url)) | {"reason": "未定", "as_of": "2026-11-01"}
    removed = {f"rows-{n}-DELETE": "on" for n in range(int(data["rows-TOTAL_FORMS"]))}

    response = desk.post(url, data | removed)

    errors = [message for _id, message in response.context["sheet"].errors_list]
    assert errors == ["職員の行を1つ以上入れてください。"]
    assert plan.staff_rows.count() == 3


def test_two_people_changing_two_sections_both_keep_their_work(plan, desk):
    kinds_url = section_url(plan, SectionKind.SERVICE_KINDS)
    title_url = section_url(plan, SectionKind.OFFICE)
    kinds, title = fields_of(desk.get(kinds_url)), fields_of(desk.get(title_url))

    desk.post(title_url, title | {"title": "2019年度 計画(案)"})
    response = desk.post(kinds_url, kinds | {"text": "委託相談支援"})

    assert response.status_code == 302
    document = document_of(AnnualPlan.objects.get(pk=plan.pk))
    assert (document.title, document.service_kinds) == ("2019年度 計画(案)", ("委託相談支援",))


def test_two_people_changing_one_text_see_both(plan, desk):
    url = section_url(plan, SectionKind.SERVICE_KINDS)
    mine, theirs = fields_of(desk.get(url)), fields_of(desk.get(url))

    desk.post(url, theirs | {"text": "相手の文"})
    response = desk.post(url, mine | {"text": "自分の文"})

    assert response.status_code == 409
    assert "相手の文" in response.content.decode()
    assert "自分の文" in response.content.decode()


# O-07
def test_the_manager_approves_and_prints(plan, desk):
    url = reverse("reports:annual-plan-approve", args=[plan.pk])

    response = desk.post(url, fields_of(desk.get(url)), follow=True)

    plan.refresh_from_db()
    assert plan.state == AnnualPlanState.APPROVED
    assert response.status_code == 200
    pdf = desk.get(reverse("reports:annual-plan-pdf", args=[plan.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content == plan.pdf.open().read()


def test_approval_with_an_old_page_shows_that_something_changed(plan, desk):
    url = reverse("reports:annual-plan-approve", args=[plan.pk])
    data = fields_of(desk.get(url))
    title_url = section_url(plan, SectionKind.OFFICE)
    desk.post(title_url, fields_of(desk.get(title_url)) | {"title": "別の表題"})

    response = desk.post(url, data)

    plan.refresh_from_db()
    assert (response.status_code, plan.state) == (409, AnnualPlanState.DRAFT)


# O-01
def test_without_staff_the_plan_says_why_it_cannot_be_approved(plan, desk):
    plan.staff_rows.all().delete()
    AnnualPlan.objects.filter(pk=plan.pk).update(staff_as_of_on=date(2018, 4, 1))
    url = reverse("reports:annual-plan-approve", args=[plan.pk])
    data = fields_of(desk.get(url))

    response = desk.post(url, data)

    plan.refresh_from_db()
    assert (response.status_code, plan.state) == (422, AnnualPlanState.DRAFT)
    page = desk.get(section_url(plan, SectionKind.SERVICE_TARGETS)).content.decode()
    assert "―" in page


# O-03
def test_a_new_year_is_started_from_the_list(plan, desk, town):
    url = reverse("reports:annual-plan-create")
    assert url in desk.get(reverse("reports:annual-plan-list")).content.decode()
    data = fields_of(desk.get(url))
    this_year = desk.get(url).context["form"].fields["fiscal_year"].choices[-1][0]

    desk.post(url, data | {"fiscal_year": this_year, "start": str(plan.pk)})

    new = AnnualPlan.objects.get(fiscal_year=this_year)
    assert new.office == town.office
    assert document_of(new).text_sections == plan_2019().text_sections


def test_a_double_click_starts_one_plan(plan, desk):
    url = reverse("reports:annual-plan-create")
    page = desk.get(url)
    year = page.context["form"].fields["fiscal_year"].choices[-1][0]
    data = fields_of(page) | {"fiscal_year": year, "start": "blank"}

    first, second = desk.post(url, data), desk.post(url, data)

    assert first.url == second.url
    assert AnnualPlan.objects.filter(fiscal_year=year).count() == 1


def test_last_years_figures_stand_beside(plan, desk):
    url = reverse("reports:annual-plan-create")
    data = fields_of(desk.get(url)) | {"start": "blank"}
    desk.post(url, data | {"fiscal_year": _coming_year(desk)})
    new = AnnualPlan.objects.exclude(pk=plan.pk).get()

    page = desk.get(section_url(new, SectionKind.SERVICE_TARGETS)).content.decode()

    assert '<td class="n past">579</td>' in page


def _coming_year(desk):
    page = desk.get(reverse("reports:annual-plan-create"))
    return page.context["form"].fields["fiscal_year"].choices[-1][0]


def test_a_counsellor_reads_the_plan_and_is_not_offered_to_write(plan, town, sign_in):
    desk = sign_in(town.counsellor)

    page = desk.get(plan.get_absolute_url())

    assert page.status_code == 200
    assert "1042" in page.content.decode()
    assert reverse("reports:annual-plan-approve", args=[plan.pk]) not in page.content.decode()
    url = section_url(plan, SectionKind.OFFICE)
    assert desk.get(url).url == plan.get_absolute_url()
    assert desk.post(url, {"title": "x"}).status_code == 403


def test_every_section_of_the_plan_opens(plan, desk):
    for section in plan.sections.all():
        assert desk.get(section.get_absolute_url()).status_code == 200


# O-07
def test_the_paper_can_be_seen_on_the_screen(plan, desk):
    page = desk.get(reverse("reports:annual-plan-preview", args=[plan.pk]))

    assert "2019年度事業計画(案)" in page.content.decode()
    assert "14.1人" in page.content.decode()
