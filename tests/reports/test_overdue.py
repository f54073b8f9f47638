"""超過 has one meaning: tile, list, table, digest, morning sheet, forecast say the same. T-06"""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from config.common.fiscal import add_months, month_of
from reports.actions.reminders import morning_sets
from reports.figures import count_each
from reports.figures.forecast import outlook
from reports.figures.week import week_sets
from staffing.permissions import access_for
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client

pytestmark = pytest.mark.django_db

#: How a month stands that is over, and whether that is 超過.
STANDS = {
    "open": True,
    "reported": True,
    "done": False,
    "submitted": False,
    "skipped": False,
}


@pytest.fixture
def last_month(town):
    """A month before this one in every state, of one counsellor, and what must not count."""
    today = timezone.localdate()
    before, now = (f"{add_months(month_of(today), step):%Y-%m}" for step in (-1, 0))
    made = {}
    for state in STANDS:
        case = CaseFactory(client__office=town.office, worker=town.counsellor)
        made[state] = month_of_client(case.client, before, state=state)
        if state not in {"open", "skipped"}:
            MonitoringReportFactory(month=made[state], finished=state != "reported")
    for month, fields in ((before, {"is_due": False}), (now, {})):
        case = CaseFactory(client__office=town.office, worker=town.counsellor)
        month_of_client(case.client, month, **fields)
    return made


def test_overdue_is_the_same_number_wherever_it_stands(last_month, town, sign_in):
    today = timezone.localdate()
    access_for(town.counsellor, on=today)
    own = {"view": "mine"}
    browser = sign_in(town.counsellor)
    tile = {state: number for state, _w, number in browser.get("/", own).context["months"].tallies}
    page = browser.get(reverse("monitoring:month-list"), {"state": "overdue"})
    digest = count_each(town.counsellor, week_sets(town.counsellor, town.office.pk, today))
    morning = count_each(town.counsellor, morning_sets(town.counsellor, town.office.pk, today))
    ahead = outlook(town.counsellor, [town.office.pk], by="person", today=today)
    sheet = browser.get(reverse("reports:morning-pdf"))
    paper = "".join(text.extract_text() for text in PdfReader(BytesIO(sheet.content)).pages)

    wanted = sum(STANDS.values())
    assert {
        "tile": tile["overdue"],
        "list": len(page.context["rows"]),
        "table": page.context["matrix"].sums["overdue"],
        "digest": digest["monitoring"],
        "morning": morning["overdue"],
        "forecast": sum(line.backlog for line in ahead),
        "paper": sum(month.client.name in paper for month in last_month.values()),
    } == dict.fromkeys(("tile", "list", "table", "digest", "morning", "forecast", "paper"), wanted)
