"""地域移行支援・地域定着支援: register, cases, plan, record, crisis plan, figures.  # T-13"""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.models import Consultation
from cases.papers import gathered, paper_named
from plans import actions
from plans.forms.community import CrisisSheetForm
from plans.models import CommunityEntry, CommunityPlan, CommunitySupport, FacilityStay
from plans.rules import entry_problems, stay_problems, support_problems
from reports.figures import community_region, community_year
from staffing.saving import Refused
from tests.factories.cases import CaseFactory, at
from tests.factories.plans import (
    CommunityEntryFactory,
    CommunityPlanFactory,
    CommunitySupportFactory,
    FacilityStayFactory,
)

TODAY = date(2026, 11, 26)
STAY = {
    "kind": "psychiatric",
    "place": "みなと病院",
    "ward": "3病棟",
    "since_on": "H28.5.1",
    "wish": "wants",
    "wish_words": "アパートで猫と暮らしたい",
    "asked_on": "R8.4.10",
    "contact_name": "大沢",
    "contact_role": "精神保健福祉士",
    "contact_phone": "0134-55-1234",
}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, None),
        ({"since_on": date(2026, 11, 27)}, "since_on"),
        ({"ended_on": date(2018, 1, 1), "end": "community"}, "ended_on"),
        ({"ended_on": date(2026, 1, 1)}, "end"),
        ({"end": "community"}, "ended_on"),
        ({"asked_on": date(2027, 1, 1)}, "asked_on"),
    ],
)
def test_days_of_a_stay(values, field):
    facts = {"since_on": date(2019, 5, 1), "ended_on": None, "end": "", "asked_on": None}
    problems = stay_problems(**facts | values, today=TODAY)
    assert [problem.field for problem in problems] == ([field] if field else [])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, None),
        ({"ends_on": date(2026, 3, 1)}, "ends_on"),
        ({"kind": "settlement"}, "ground"),
        ({"moved_on": date(2026, 12, 1)}, "moved_on"),
        ({"moved_on": date(2026, 3, 1)}, "moved_on"),
        ({"ended_on": date(2026, 9, 1)}, "end_reason"),
        ({"end_reason": "achieved"}, "ended_on"),
    ],
)
def test_days_of_a_support(values, field):
    facts = dict.fromkeys(("ends_on", "moved_on", "ended_on"))
    facts |= {"kind": "transition", "starts_on": date(2026, 4, 1), "ground": "", "end_reason": ""}
    problems = support_problems(**facts | values, today=TODAY)
    assert [problem.field for problem in problems] == ([field] if field else [])


def test_only_a_stay_over_night_has_a_last_day():
    days = {"day": date(2026, 5, 1), "until_on": date(2026, 5, 2)}
    same = {"starts_on": date(2026, 4, 1), "today": TODAY}
    assert entry_problems(kind="night_trial", **days, **same) == []
    assert [p.field for p in entry_problems(kind="outing", **days, **same)] == ["until_on"]


@pytest.fixture
def case(town):
    return CaseFactory(client__office=town.office)


@pytest.mark.django_db
def test_the_way_out_of_a_hospital(town, sign_in, case):
    desk = sign_in(town.counsellor)
    assert desk.post(reverse("plans:stay-create", args=[case.client_id]), STAY).status_code == 302
    stay = FacilityStay.objects.get()
    row = desk.get(reverse("plans:stay-list")).context["page"].rows[0]
    assert (row.place, row.is_supported) == ("みなと病院", False)
    again = desk.post(reverse("plans:stay-create", args=[case.client_id]), STAY)
    assert "place" in again.context["form"].errors

    start = reverse("plans:transition-create", args=[case.client_id])
    typed = {"stay": stay.pk, "worker": town.counsellor.pk, "starts_on": "R8.6.1"}
    assert desk.post(start, typed | {"ends_on": "R8.11.30"}).status_code == 302
    support = CommunitySupport.objects.get()
    page = desk.get(reverse("plans:community-plan-create", args=[support.pk]))
    assert "アパートで猫と暮らしたい" in page.text  # nothing is typed twice
    plan = {"drafted_on": "R8.6.3", "wish": "猫と", "goal": "退院", "content": "外出に同行"}
    desk.post(reverse("plans:community-plan-create", args=[support.pk]), plan)
    made = CommunityPlan.objects.get()
    agreed = {"consented_on": "R8.6.5", "consented_by": "本人", "delivered_on": "R8.6.5"}
    desk.post(reverse("plans:community-plan-consent", args=[made.pk]), agreed | {"_version": "1"})
    made.refresh_from_db()
    assert made.is_frozen
    edit = desk.get(reverse("plans:community-plan-edit", args=[made.pk]))
    assert edit.status_code == 302  # kept as it is

    entry = {
        "kind": "night_trial",
        "occurred_on": "R8.7.10",
        "occurred_time": "16:00",
        "until_on": "R8.7.12",
        "place": "グループホームかもめ",
        "text": "二泊した。よく眠れた。",
        "worker": town.counsellor.pk,
        "also_log": "on",
    }
    desk.post(reverse("plans:support-entry-create", args=[support.pk]), entry)
    kept = CommunityEntry.objects.get()
    assert "【体験宿泊　グループホームかもめ】" in kept.contact.text
    assert Consultation.objects.get().client == case.client

    leaving = typed | {"moved_on": "R8.9.1", "moved_to": "潮見市港町1-2", "_version": "1"}
    assert desk.post(reverse("plans:support-edit", args=[support.pk]), leaving).status_code == 302
    stay.refresh_from_db()
    assert (stay.ended_on, stay.end) == (date(2026, 9, 1), "community")
    assert not desk.get(reverse("plans:stay-list")).context["page"].rows
    page = desk.get(support.get_absolute_url())
    assert [step["state"] for step in page.context["steps"]].count("done") == 3


@pytest.mark.django_db
def test_a_settlement_has_its_line_its_crisis_plan_and_its_calls(town, sign_in, case):
    desk = sign_in(town.counsellor)
    start = reverse("plans:settlement-create", args=[case.client_id])
    typed = {"worker": town.counsellor.pk, "starts_on": "R8.9.1", "night_phone": "0134-55-9999"}
    refused = desk.post(start, typed)
    assert "ground" in refused.context["form"].errors
    assert desk.post(start, typed | {"ground": "alone"}).status_code == 302
    support = CommunitySupport.objects.get()
    sheet = {
        "signs": "眠れない日が三日続く",
        "own_ways": "頓服を飲んで横になる",
        "sheet_agreed_on": "R8.9.3",
        "lines-TOTAL_FORMS": "2",
        "lines-INITIAL_FORMS": "0",
        "lines-0-name": "姉",
        "lines-0-phone": "090-0000-1111",
        "lines-1-name": "みなと病院",
        "_version": "1",
    }
    assert desk.post(reverse("plans:crisis-edit", args=[support.pk]), sheet).status_code == 302
    assert list(support.lines.values_list("name", flat=True)) == ["姉", "みなと病院"]
    call = {
        "kind": "call",
        "occurred_on": "R8.9.10",
        "occurred_time": "2:15",
        "place": "本人",
        "text": "眠れないと電話。",
        "response": "10分話し、朝にもう一度電話する。",
        "worker": town.counsellor.pk,
    }
    path = reverse("plans:support-entry-create", args=[support.pk])
    assert desk.post(path, call).status_code == 302
    wrong = desk.post(path, call | {"kind": "outing"})
    assert "kind" in wrong.context["form"].errors
    page = desk.get(support.get_absolute_url())
    assert page.context["entries"][0]["is_at_night"]
    assert page.context["entries"][0]["contact_id"] is None
    support.refresh_from_db()
    paper = gathered(paper_named("crisis"), support, user=town.counsellor, today=TODAY, options={})
    assert paper["night_phone"] == "0134-55-9999"
    assert paper["lines"][0][:2] == ["姉", "090-0000-1111"]
    assert "頓服" in desk.get(reverse("cases:paper-preview", args=["crisis", support.pk])).text
    with override("ja"):
        fields = list(CrisisSheetForm(today=TODAY).fields.values())
        assert [label for label, _text in paper["parts"]] == [str(f.label) for f in fields][:6]


@pytest.mark.django_db
def test_an_entry_is_deleted_with_a_reason_and_comes_back(town, sign_in, case):
    entry = CommunityEntryFactory(support__case=case)
    desk = sign_in(town.counsellor)
    desk.post(reverse("plans:support-entry-delete", args=[entry.pk]), {"reason": "二重"})
    assert not CommunityEntry.objects.alive().exists()
    listed = desk.get(reverse("cases:deleted-list"), {"kind": "support-entry"})
    assert listed.context["rows"][0]["restore_url"]
    clerk = sign_in(town.clerk)
    listed = clerk.get(reverse("cases:deleted-list"), {"kind": "support-entry"})
    assert listed.context["rows"] == []  # plans are nothing for the clerk
    desk = sign_in(town.counsellor)
    desk.post(reverse("plans:support-entry-restore", args=[entry.pk]))
    assert CommunityEntry.objects.alive().exists()


@pytest.mark.django_db
def test_a_second_case_and_a_plan_over_an_open_one_are_refused(town, case):
    support = CommunitySupportFactory(case=case, worker=town.counsellor)
    with pytest.raises(Refused):
        actions.start_support(
            case.client,
            kind="transition",
            by=town.counsellor,
            today=TODAY,
            worker=town.counsellor,
            starts_on=date(2026, 10, 1),
        )
    CommunityPlanFactory(support=support)
    with pytest.raises(Refused):
        actions.write_community_plan(
            support,
            by=town.counsellor,
            today=TODAY,
            drafted_on=date(2026, 5, 1),
            wish="",
            goal="",
            content="",
        )


@pytest.fixture
def year(town):
    """A transition agreed in April with an outing in June, a settlement since April."""
    first = CommunitySupportFactory(
        case=CaseFactory(client__office=town.office), worker=town.counsellor
    )
    CommunityPlanFactory(support=first, consented_on=date(2026, 4, 20))
    CommunityEntryFactory(support=first, occurred_at=at("2026-04-25 10:00"))
    CommunityEntryFactory(support=first, occurred_at=at("2026-06-30 23:30"))
    CommunityEntryFactory(
        support=first, occurred_at=at("2026-07-01 10:00"), deleted_at=timezone.now()
    )
    second = CommunitySupportFactory(
        case=CaseFactory(client__office=town.office),
        worker=town.counsellor,
        settlement=True,
        ended_on=date(2026, 6, 2),
        end_reason="achieved",
    )
    CommunityPlanFactory(support=second, consented_on=date(2026, 5, 1))
    return first, second


@pytest.mark.django_db
def test_both_count_in_the_figures_of_the_annual_plan(town, sign_in, year):
    found = community_year(town.office.pk, 2026, until=date(2026, 11, 30))
    cells = {(line.kind, line.key): line.cells[:4] for line in found.lines}
    assert cells == {
        ("transition", "first"): (1, 0, 0, 0),
        ("settlement", "first"): (0, 1, 0, 0),
        ("transition", "continued"): (0, 0, 1, 0),
        ("settlement", "continued"): (0, 0, 1, 0),
    }
    assert found.persons == 2
    desk = sign_in(town.counsellor)
    page = desk.get("/figures/community/?month=2026-11")
    for group in page.context["groups"]:
        for row in group["rows"]:
            for cell in row["cells"]:
                if cell["url"]:  # every number opens exactly its cases
                    opened = desk.get(cell["url"]).context["page"].rows
                    assert str(len(opened)) == cell["label"]


@pytest.mark.django_db
def test_the_city_sees_numbers_but_no_small_ones(town, sign_in, year):
    FacilityStayFactory(case=CaseFactory(client__office=town.office), wish="wants")
    offices = [town.office, town.other_office]
    shown = community_region(offices, 2026, until=date(2026, 11, 30), hides=True)
    assert all(cell is None or cell == 0 or cell > 4 for line in shown.lines for cell in line.cells)
    page = sign_in(town.city).get("/figures/community/?month=2026-11")
    assert page.status_code == 200
    columns = page.context["columns"]
    assert town.office.label in columns
    assert town.city_office.label not in columns  # a department without clients
    assert "＊" in page.text
    assert "/community/?kind" not in page.text
    assert sign_in(town.city).get(reverse("plans:support-list")).status_code == 403
