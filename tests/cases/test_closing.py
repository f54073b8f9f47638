"""月締め: what closing a month means for everybody who writes into the log.  # domain 2.3, 7"""

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.choices import Method
from cases.choices_closing import Lack
from cases.corrections import corrections_of
from cases.models import Consultation, Correction, LogMonth
from config.common.fiscal import add_months, month_of
from staffing.models import Notice
from staffing.saving import Refused
from tests.factories.cases import AppointmentFactory, ConsultationFactory, at
from tests.test_architecture import APPS, ROOT, sources, topic

OCTOBER, TODAY = date(2026, 10, 1), date(2026, 11, 26)
NEW = {"method": Method.CALL, "text": "あとから思い出した電話。"}


@pytest.fixture
def contact(town):
    return ConsultationFactory(
        office=town.office, worker=town.counsellor, occurred_at=at("2026-10-05 10:00"), minutes=10
    )


@pytest.fixture
def closed(town, contact):
    return actions.close_month(town.office, OCTOBER, by=town.lead, today=TODAY)


def test_closing_keeps_the_counts_of_the_month(town, contact, closed):
    actions.log_consultation(
        office=town.office, by=town.lead, occurred_at=at("2026-10-06 9:00"), **NEW
    )
    closed.refresh_from_db()
    assert closed.counts["contacts"] == 1
    assert closed.counts["minutes"] == 10
    assert closed.counts["methods"] == {"call": 1}
    assert closed.counts["lacks"][Lack.UNCHECKED] == 1


def test_a_month_that_is_not_over_or_is_closed_is_refused(town, closed):
    for month in (month_of(TODAY), OCTOBER):
        with pytest.raises(Refused):
            actions.close_month(town.office, month, by=town.lead, today=TODAY)


def test_a_correction_without_a_reason_is_refused_and_with_one_keeps_the_old_text(
    town, contact, closed
):
    with pytest.raises(Refused):
        actions.change_consultation(contact, by=town.lead, version=None, text="別の文")
    kept = actions.change_consultation(
        contact, by=town.lead, version=None, text="別の文", contents=["health"], reason="聞き違い"
    )
    (text,) = corrections_of([kept.pk])[kept.pk]
    assert kept.is_corrected
    assert text.reason == "聞き違い"
    assert [(c.field, c.before) for c in text.changes] == [
        ("text", "電話で話した。"),
        ("contents", ""),
    ]


def test_confirming_needs_no_reason_and_a_change_asks_for_it_anew(town, contact, closed):
    rows = Consultation.objects.filter(pk=contact.pk)
    assert actions.check_consultations(rows, by=town.lead, now=timezone.now()) == 1
    assert actions.check_consultations(rows, by=town.lead, now=timezone.now()) == 0
    contact.refresh_from_db()
    kept = actions.change_consultation(
        contact, by=town.lead, version=None, text="別の文", reason="聞き違い"
    )
    assert kept.checked_at is None


def test_reopening_gives_the_month_back_and_keeps_the_row(town, contact, closed):
    actions.reopen_month(closed, by=town.manager, version=None, now=timezone.now(), reason="漏れ")
    actions.change_consultation(contact, by=town.lead, version=None, text="別の文")
    again = actions.close_month(town.office, OCTOBER, by=town.lead, today=TODAY)
    assert not Correction.objects.exists()
    assert LogMonth.objects.filter(closed_month=OCTOBER).count() == 2
    assert LogMonth.objects.in_force().get() == again


# Every action that writes a contact, as it is done in a closed month.


def _log(town, contact):
    made = actions.log_consultation(
        office=town.office, by=town.lead, occurred_at=at("2026-10-06 9:00"), **NEW
    )
    made.refresh_from_db()
    assert made.is_late_entry


def _many(town, contact):
    row = {"office": town.office, "occurred_at": at("2026-10-06 9:00"), **NEW}
    actions.log_many([row], by=town.lead)
    assert Consultation.objects.get(text=NEW["text"]).is_late_entry


def _moved_in(town, contact):
    other = ConsultationFactory(office=town.office, occurred_at=at("2026-09-05 10:00"))
    moment = at("2026-10-07 9:00")
    with pytest.raises(Refused):
        actions.change_consultation(other, by=town.lead, version=None, occurred_at=moment)
    moved = actions.change_consultation(
        other, by=town.lead, version=None, occurred_at=moment, reason="日付の誤り"
    )
    assert moved.is_late_entry
    assert moved.is_corrected


def _remove(town, contact):
    with pytest.raises(Refused):
        actions.remove_consultation(contact, by=town.lead, reason=" ")
    actions.remove_consultation(contact, by=town.lead, reason="二重")
    assert contact.corrections.get().kind == "deleted"


def _restore(town, contact):
    other = ConsultationFactory(
        office=town.office, occurred_at=at("2026-10-05 10:00"), deleted_at=timezone.now()
    )
    actions.restore_consultation(other, by=town.lead)
    other.refresh_from_db()
    assert other.corrections.get().kind == "restored"
    assert other.is_late_entry


def _check(town, contact):
    rows = Consultation.objects.filter(pk=contact.pk)
    actions.check_consultations(rows, by=town.lead, now=timezone.now())
    assert not contact.corrections.exists()


def _visit(town, contact):
    record = actions.log_visit(
        office=town.office, by=town.lead, occurred_at=at("2026-10-06 9:00"), **NEW
    )
    record.refresh_from_db()
    assert record.is_late_entry


def _receive(town, contact):
    actions.receive_contact(contact, by=town.lead, today=TODAY)
    contact.refresh_from_db()
    assert contact.text == "電話で話した。"


WRITERS = {
    "log_consultation": _log,
    "log_many": _many,
    "change_consultation": _moved_in,
    "remove_consultation": _remove,
    "restore_consultation": _restore,
    "check_consultations": _check,
    "log_visit": _visit,
    "receive_contact": _receive,
    # They speak of a contact, but write none of its words.
    "register_self_plan": None,
    "change_self_plan": None,
    "close_month": None,
    "reopen_month": None,
    "mark_late": None,
    "note_correction": None,
    "differences": None,
    "needed_reason": None,
    "month_at": None,
    "closings": None,
    "hold_log": None,
}


#: The table itself, not the permission or a choice that begins alike.
CONTACT = re.compile(r"\bConsultation\b")


def writing_actions() -> set[str]:
    """Public functions of all actions whose file writes the table of contacts."""
    found = set()
    for app in APPS:
        for path in sources(app):
            if topic(path, app) == "actions" and _writes_contacts(path):
                tree = ast.parse(path.read_text())
                found |= {
                    node.name
                    for node in tree.body
                    if isinstance(node, ast.FunctionDef) and _speaks_of_contacts(path, node)
                }
    return {name for name in found if not name.startswith("_")}


def _writes_contacts(path: Path) -> bool:
    return bool(CONTACT.search(path.read_text())) or path.name == "checking.py"


def _speaks_of_contacts(path: Path, node: ast.FunctionDef) -> bool:
    text = ast.get_source_segment(path.read_text(), node)
    return bool(CONTACT.search(text)) or "onsultation" in node.name or "closing" in path.name


def test_every_action_that_writes_a_contact_is_walked():
    known = writing_actions()
    assert known - set(WRITERS) == set()
    assert {name for name, walk in WRITERS.items() if walk} <= known
    assert (ROOT / "cases/actions").is_dir()


@pytest.mark.parametrize("name", [name for name, walk in WRITERS.items() if walk])
def test_no_action_writes_unseen_into_a_closed_month(name, town, contact, closed):
    WRITERS[name](town, contact)


def test_an_appointment_that_becomes_a_late_record_is_marked(town, closed):
    visit = AppointmentFactory(
        office=town.office, worker=town.lead, starts_at=at("2026-10-08 9:00")
    )
    made = actions.log_consultation(
        office=town.office, by=town.lead, occurred_at=visit.starts_at, appointment=visit, **NEW
    )
    made.refresh_from_db()
    assert made.is_late_entry
    assert Notice.objects.count() == 0


# The pages.


def last_month():
    return add_months(month_of(timezone.localdate()), -1)


def in_last_month(**fields):
    day = last_month() + timedelta(days=3)
    moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 10))
    return ConsultationFactory(occurred_at=moment, **fields)


def test_the_page_before_closing_counts_what_lacks_and_opens_exactly_that(town, sign_in):
    lacking = in_last_month(office=town.office, worker=town.counsellor)
    in_last_month(office=town.office, worker=town.counsellor, minutes=5)
    page = sign_in(town.lead).get(reverse("cases:log-month-close"))
    found = {label: (number, url) for label, number, url in page.context["lacks"]}
    number, url = found[Lack.MINUTES.label]
    rows = sign_in(town.lead).get(url).context["rows"]
    assert number == 1
    assert [row["pk"] for row in rows] == [lacking.pk]


def test_a_lead_closes_the_month_in_the_browser_and_only_the_manager_reopens_it(town, sign_in):
    in_last_month(office=town.office, worker=town.counsellor)
    path = reverse("cases:log-month-close")
    assert sign_in(town.lead).post(path).status_code == 302
    closing = LogMonth.objects.get(office=town.office, closed_month=last_month())
    again = reverse("cases:log-month-reopen", args=[closing.pk])
    assert sign_in(town.lead).post(again, {"reason": "漏れ"}).status_code == 403
    assert sign_in(town.manager).post(again, {"reason": ""}).status_code == 422
    assert sign_in(town.manager).post(again, {"reason": "漏れ"}).status_code == 302
    assert not LogMonth.objects.in_force().exists()


def test_the_form_of_a_closed_month_asks_for_the_reason_at_its_field(town, sign_in):
    record = in_last_month(office=town.office, worker=town.counsellor, caller_name="港")
    actions.close_month(town.office, last_month(), by=town.lead, today=timezone.localdate())
    path = reverse("cases:consultation-edit", args=[record.pk])
    moment = timezone.localtime(record.occurred_at)
    sent = {
        "client": "new",
        "client_text": "港",
        "text": "聞き直した。",
        "occurred_on": moment.date().isoformat(),
        "occurred_time": "10:00",
        "_version": record.version,
    }
    refused = sign_in(town.counsellor).post(path, sent)
    assert refused.status_code == 422
    assert "訂正の理由" in str(refused.context["form"].errors["correction_reason"])
    sign_in(town.counsellor).post(path, sent | {"correction_reason": "聞き違い"})
    page = sign_in(town.lead).get(record.get_absolute_url()).content.decode()
    assert "<del>電話で話した。</del>" in page
    assert "<ins>聞き直した。</ins>" in page


def test_ticked_records_are_confirmed_by_the_lead_only_where_she_approves(town, sign_in):
    own = in_last_month(office=town.office, worker=town.counsellor)
    foreign = in_last_month(office=town.other_office)
    path, sent = reverse("cases:consultation-check"), {"record": [own.pk, foreign.pk, "x"]}
    assert sign_in(town.counsellor).post(path, sent).status_code == 403
    assert sign_in(town.lead).post(path, sent).status_code == 302
    own.refresh_from_db()
    foreign.refresh_from_db()
    assert own.checked_by == town.lead
    assert foreign.checked_at is None
