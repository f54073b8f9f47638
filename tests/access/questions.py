"""Addresses of questions on records, and of absences."""

from datetime import timedelta

from django.utils import timezone

from tests.access import FILES, LEADS, Row
from tests.access.cases import FILE_STAFF
from tests.factories.cases import ClientFactory, ConsultationFactory
from tests.factories.staffing import AbsenceFactory, QuestionFactory

WRITERS = LEADS | {"counsellor"}


def asked_on(town, **fields):
    client = ClientFactory(office=town.office)
    record = ConsultationFactory(office=town.office, client=client, worker=town.counsellor)
    return QuestionFactory(office=town.office, object_id=record.pk, client_id=client.pk, **fields)


def question(town):
    return {"pk": asked_on(town, created_by=town.counsellor, asker=town.counsellor).pk}


def record(town):
    made = ConsultationFactory(office=town.office, worker=town.counsellor)
    return {"kind": "cases.consultation", "pk": made.pk}


def absence(town):
    return {"pk": AbsenceFactory(office=town.office, user=town.counsellor).pk}


ROWS = {
    "staffing:question-list": Row(FILE_STAFF),
    "staffing:question-create": Row(FILES, record),
    "staffing:question-detail": Row(FILES, question, writers=WRITERS),
    "staffing:absence-list": Row(FILE_STAFF),
    "staffing:absence-create": Row(FILE_STAFF),
    "staffing:absence-edit": Row(WRITERS, absence),
    "staffing:absence-delete": Row(WRITERS, absence, method="post"),
}


def questions(town, number):
    for _count in range(number):
        asked_on(town, created_by=town.counsellor, asker=town.counsellor)


def absences(town, number):
    today = timezone.localdate()
    taken = town.office.absences.count()
    for count in range(taken, taken + number):
        day = today + timedelta(days=count)
        AbsenceFactory(office=town.office, user=town.counsellor, started_on=day, ended_on=day)


GROW = {"staffing:question-list": questions, "staffing:absence-list": absences}
