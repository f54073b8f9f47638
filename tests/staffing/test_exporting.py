"""Lists as Excel files: the rows of the list, names only with a reason, everything in the trail."""

import csv
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Client
from reports.choices import Deadline
from staffing.choices import Role
from staffing.models import AuditEntry
from staffing.outputs import outputs
from tests.access.documents import of_age
from tests.books import cells
from tests.factories.access import ShareFactory, TransferFactory
from tests.factories.care import CareMeetingFactory
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    ConsultationFactory,
    IntakeFactory,
    NearMissFactory,
    PromiseFactory,
)
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
)
from tests.factories.staffing import PostingFactory
from tests.test_lists import GROW

pytestmark = pytest.mark.django_db

LOG = reverse("staffing:list-export", args=["consultation-list"])
MONTHS = reverse("staffing:list-export", args=["month-list"])
NAME = "﨑山 𠮷乃"


@pytest.fixture
def contact(town):
    client = CaseFactory(client__office=town.office, client__name=NAME).client
    return ConsultationFactory(
        office=town.office, client=client, worker=town.counsellor, text="=送迎の相談", minutes=30
    )


def book(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def export(desk, path, **typed):
    return book(desk.post(path, typed))


def test_without_a_reason_nothing_says_who_a_person_is(town, sign_in, contact):
    ConsultationFactory(office=town.other_office)
    made = export(sign_in(town.manager), LOG)
    heads, row = cells(made, 1)
    assert row[heads.index("利用者No.")] == contact.client_id
    assert row[heads.index("分")] == 30
    assert not {"利用者", "ふりがな", "内容"} & set(heads)
    assert NAME.encode() not in made
    entry = AuditEntry.objects.get(verb="record.exported")
    assert entry.office_id == town.office.pk
    assert entry.details == {"list": "consultation-list", "rows": 1, "with_names": False}


def test_names_are_written_with_a_reason_that_stays_in_the_history(town, sign_in, contact):
    desk = sign_in(town.manager)
    made = export(desk, LOG, with_names="on", reason="監査のため")
    heads, row = cells(made, 1)
    assert row[heads.index("利用者")] == NAME
    assert row[heads.index("内容")] == "=送迎の相談"
    conditions = dict(cells(made, 2))
    assert conditions["氏名が必要な理由"] == "監査のため"
    assert conditions["作成者"] == town.manager.name
    history = desk.get(reverse("staffing:history-list")).content.decode()
    assert "理由：監査のため" in history
    assert "支援記録 1行（氏名あり）" in history


def test_names_without_a_reason_are_refused_and_nothing_is_written(town, sign_in, contact):
    page = sign_in(town.manager).post(LOG, {"with_names": "on", "reason": " "})
    assert page.status_code == 422
    assert "氏名が必要な理由を入れてください" in page.content.decode()
    assert not AuditEntry.objects.filter(verb="record.exported").exists()


def test_the_file_has_exactly_the_rows_of_the_list(town, sign_in, contact):
    old = timezone.now() - timedelta(days=400)
    ConsultationFactory(office=town.office, occurred_at=old)
    desk = sign_in(town.lead)
    asked = f"?period=month&method={contact.method}"
    listed = desk.get(reverse("cases:consultation-list") + asked).context["page"]
    assert len(cells(export(desk, LOG + asked), 1)) == 1 + len(listed) == 2
    conditions = dict(cells(export(desk, LOG + asked), 2))
    assert conditions["方法"] == contact.get_method_display()
    assert conditions["事業所"] == town.office.name


def test_the_list_leads_to_its_file_for_those_who_may(town, sign_in, contact):
    path = reverse("cases:consultation-list")
    assert LOG in sign_in(town.lead).get(path).content.decode()
    assert LOG not in sign_in(town.counsellor).get(path).content.decode()


def test_monitoring_months_carry_real_days(town, sign_in):
    month = timezone.localdate().replace(day=1)
    client = CaseFactory(client__office=town.office, worker=town.counsellor).client
    month_of_client(client, f"{month:%Y-%m}")
    made = export(sign_in(town.lead), MONTHS, with_names="on", reason="月例会議")
    heads, row = cells(made, 1)
    assert isinstance(row[heads.index("期限")], date)
    assert row[heads.index("担当")] == town.counsellor.name
    assert row[heads.index("利用者")] == client.name


def grown(town):
    """One row in every list of the town's office."""
    today = timezone.localdate()
    client = CaseFactory(client__office=town.office, worker=town.counsellor).client
    fields = {"office": town.office, "client": client}
    ConsultationFactory(worker=town.counsellor, **fields)
    PromiseFactory(owner=town.lead, due_on=today, **fields)
    AppointmentFactory(worker=town.lead, starts_at=timezone.now(), **fields)
    NearMissFactory(reporter=town.counsellor, **fields)
    IntakeFactory(**fields)
    MonitoringReportFactory(
        month=month_of_client(client, f"{today:%Y-%m}"),
        finished=True,
        visited_on=today,
        submitted_on=today,
        author=town.counsellor,
    )
    plan = ServiceUsePlanFactory(case=client.cases.get(), author=town.lead, consented=True)
    provider = ServiceProviderFactory(office=town.office)
    PlannedServiceFactory(need=PlanNeedFactory(plan=plan), provider=provider)
    CareMeetingFactory(case=client.cases.get())
    return client


#: What is asked of a list that shows only one kind of row at a time.
ASKED = {
    "deadline-list": "?of=promises&view=team",
    "gap-list": "?of=consent&view=team",
}
#: Lists without a row in `grown`: they grow as their own test lets them.
PASSED_ON = {
    *("handover-list", "transfer-list", "share-list", "secondment-list", "restriction-list"),
    *("log-month-list", "deleted-list", "absence-list", "question-list"),
    *("self-plan-list", "stay-list", "support-list", "submission-list"),
}
ROWS_OF = {output.key: output for output in outputs()}


@pytest.mark.parametrize("key", sorted(ROWS_OF))
def test_every_declared_list_leaves_with_its_rows(town, sign_in, key):
    client = grown(town)
    if (grow := GROW.get(ROWS_OF[key].list_url)) and key in PASSED_ON:
        grow(town, 1)
    if key == "retention-list":
        client = Client.objects.get(**of_age(town))
    desk = sign_in(town.manager)
    asked = ASKED.get(key, "")
    page = desk.get(reverse(ROWS_OF[key].list_url) + asked)
    assert f"/exports/{key}/" in page.content.decode()
    path = reverse("staffing:list-export", args=[key]) + asked
    heads, *rows = cells(export(desk, path, with_names="on", reason="月例会議"), 1)
    if (shown := page.context.get("rows")) is not None:
        assert len(rows) == len(list(shown))
    assert len(rows) > 0
    if "利用者" in heads:
        named = rows[0][heads.index("利用者")]
        assert named
        assert named in page.text if key in PASSED_ON else named == client.name
    entry = AuditEntry.objects.get(verb="record.exported")
    assert entry.details["list"] == key


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("stay-list/", "入院・入所中"),
        ("stay-list/?state=ended", "退院・退所した"),
        ("self-plan-list/", "現在セルフプラン"),
        ("support-list/", "支援中"),
        ("support-list/?month=2026-11", None),
        ("submission-list/", "提出待ち・差戻し"),
    ],
)
def test_a_file_says_which_rows_its_list_shows_of_itself(town, sign_in, asked, state):
    made = export(sign_in(town.manager), f"/exports/{asked}")
    assert dict(cells(made, 2)).get("状態") == state


TWO_OFFICES = ("client-list", "care-meeting-list", "provider-plan-list")


def test_who_works_at_two_offices_takes_what_the_list_shows(town, sign_in):
    clients = [CaseFactory(client__office=each).client for each in (town.office, town.other_office)]
    for client in clients:
        CareMeetingFactory(case=client.cases.get(), held_on=timezone.localdate())
        plan = ServiceUsePlanFactory(case=client.cases.get(), consented=True)
        PlannedServiceFactory(need=PlanNeedFactory(plan=plan), provider_name="あおば工房")
    posting = PostingFactory(user=town.lead, office=town.other_office, role=Role.LEAD)
    desk = sign_in(town.lead)
    for key in TWO_OFFICES:
        path = reverse("staffing:list-export", args=[key])
        shown = list(desk.get(reverse(ROWS_OF[key].list_url)).context["page"])
        assert len(cells(export(desk, path), 1)) - 1 == len(shown) == 2, key
        assert f"{town.office}、{town.other_office}" in desk.get(path).text
    entries = AuditEntry.objects.filter(verb="record.exported")
    assert {(each.office_id, each.details["rows"]) for each in entries} == {
        (town.office.pk, 1),
        (town.other_office.pk, 1),
    }
    posting.role = Role.COUNSELLOR
    posting.save()
    for key in TWO_OFFICES:
        path = reverse("staffing:list-export", args=[key])
        assert len(cells(export(desk, path), 1)) == 2, key
        assert f"{town.other_office}の分は入りません" in desk.get(path).text


def test_a_csv_file_opens_as_it_is_and_computes_nothing(town, sign_in, contact):
    asked = {"kind": "csv", "with_names": "on", "reason": "引継ぎ"}
    made = export(sign_in(town.lead), LOG, **asked)
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.endswith(b"\r\n")
    heads, row = csv.reader(made.decode("utf-8-sig").splitlines())
    assert row[heads.index("内容")] == "'=送迎の相談"
    assert row[heads.index("分")] == "30"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d \d\d:\d\d", row[0])


def test_only_the_chosen_columns_leave(town, sign_in, contact):
    made = export(sign_in(town.lead), LOG, columns=["0", "9", "2"])
    assert cells(made, 1)[0] == ["日時", "分"]


def test_who_took_which_list_is_shown_to_those_who_may_take_one(town, sign_in, contact):
    desk = sign_in(town.lead)
    export(desk, LOG, with_names="on", reason="監査のため")
    page = desk.get(reverse("staffing:export-list"))
    (row,) = page.context["rows"]
    assert (row["title"], row["number"], row["reason"]) == ("支援記録", 1, "監査のため")
    assert not desk.get(reverse("staffing:export-list") + "?what=client-list").context["rows"]
    listed = [output.key for output in page.context["outputs"]]
    assert "client-list" in listed
    assert desk.get("/exports/nonsense/").status_code == 404


def test_each_deadline_leaves_as_its_page_shows_it(town, sign_in):
    client = CaseFactory(
        client__office=town.office,
        client__birth_on=timezone.localdate() - timedelta(days=365 * 20 - 30),
    ).client
    plan = ServiceUsePlanFactory(case=client.cases.get(), consented=True)
    PlannedServiceFactory(need=PlanNeedFactory(plan=plan), provider_name="あおば工房")
    desk, found = sign_in(town.manager), {}
    for deadline in Deadline.values:
        path = reverse("staffing:list-export", args=["deadline-list"])
        made = export(desk, f"{path}?of={deadline}&view=team", with_names="on", reason="月例会議")
        found[deadline] = cells(made, 1)[1:]
    assert found["ages"][0][1:2] + found["ages"][0][-1:] == [
        client.name,
        "20歳になる（障害基礎年金）",
    ]
    assert found["providers"][0][-1] == "あおば工房　未受領"


def test_a_list_without_end_asks_for_a_shorter_period(town, sign_in, contact, monkeypatch):
    monkeypatch.setattr("staffing.exporting.MOST_ROWS", 0)
    page = sign_in(town.lead).post(LOG, {})
    assert page.status_code == 422
    assert "0行までです" in page.content.decode()


def test_both_sides_of_an_offer_and_of_a_sharing_take_it_along(town, sign_in):
    for_other = {"client__office": town.office, "receiver": town.other_office}
    offer, sharing = TransferFactory(**for_other), ShareFactory(**for_other)
    for user in (town.manager, town.stranger):
        desk = sign_in(user)
        for key, name in (
            ("transfer-list", offer.client.name),
            ("share-list", sharing.client.name),
        ):
            path = reverse("staffing:list-export", args=[key])
            heads, *rows = cells(export(desk, path, with_names="on", reason="月例会議"), 1)
            assert [row[heads.index("利用者")] for row in rows] == [name], key
    taken = AuditEntry.objects.filter(verb="record.exported").values_list("office_id", flat=True)
    assert sorted(taken) == sorted([town.office.pk, town.other_office.pk] * 2)


def test_an_offer_between_ones_own_offices_stands_once_in_the_history(town, sign_in):
    PostingFactory(user=town.manager, office=town.other_office, role=Role.MANAGER)
    TransferFactory(client__office=town.office, receiver=town.other_office)
    TransferFactory(client__office=town.core_office, receiver=town.other_office)
    path = reverse("staffing:list-export", args=["transfer-list"])
    assert len(cells(export(sign_in(town.manager), path), 1)) == 3
    entries = AuditEntry.objects.filter(verb="record.exported")
    assert {(each.office_id, each.details["rows"]) for each in entries} == {
        (town.office.pk, 1),
        (town.other_office.pk, 1),
    }
