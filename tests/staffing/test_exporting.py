"""Lists as Excel files: the rows of the list, names only with a reason, everything in the trail."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from staffing.models import AuditEntry
from tests.books import cells
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.monitoring import month_of_client

pytestmark = pytest.mark.django_db

LOG = reverse("cases:consultation-export")
MONTHS = reverse("monitoring:month-export")
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


def test_a_list_without_end_asks_for_a_shorter_period(town, sign_in, contact, monkeypatch):
    monkeypatch.setattr("staffing.exporting.MOST_ROWS", 0)
    page = sign_in(town.lead).post(LOG, {})
    assert page.status_code == 422
    assert "0行までです" in page.content.decode()
