"""Addresses of people, cases, the log and appointments."""

from datetime import date, timedelta

from django.utils import timezone

from staffing.searching import issue_ticket
from tests.access import FILES, LEADS, PLANNERS, Row
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    CertificateFactory,
    ClientFactory,
    ConsentFactory,
    ConsultationFactory,
    GuardianFactory,
    HandbookFactory,
    IntakeFactory,
    PromiseFactory,
    WarningFactory,
)

PARTS = {
    "certificate": CertificateFactory,
    "consent": ConsentFactory,
    "guardian": GuardianFactory,
    "handbook": HandbookFactory,
    "warning": WarningFactory,
}

#: Lists without an object: whoever works on files anywhere sees the own office's.
FILE_STAFF = FILES | {"stranger", "core_staff"}
#: The writer of a record and those who approve.
WRITERS = LEADS | {"counsellor"}


def client(town):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    return {"pk": case.client_id}


def case(town):
    return {"pk": CaseFactory(client__office=town.office).pk}


def contracted(town):
    days = {"explained_on": date(2026, 4, 2), "contracted_on": date(2026, 4, 3)}
    return {"pk": CaseFactory(client__office=town.office, state="contracted", **days).pk}


def ended(town):
    end = {"state": "closed", "closed_on": date(2026, 5, 1), "close_reason": "achieved"}
    return {"pk": CaseFactory(client__office=town.office, **end).pk}


def step(town):
    return case(town) | {"to": "intake"}


def closed(town):
    return {"pk": ClientFactory(office=town.office).pk}


def part(name, **fields):
    def make(town):
        return {"pk": PARTS[name](client__office=town.office, **fields).pk}

    return make


def gone(name):
    return part(name, deleted_at=timezone.now(), delete_reason="二重に登録した")


def record(town):
    return {"pk": ConsultationFactory(office=town.office, worker=town.counsellor).pk}


def deleted(town):
    made = ConsultationFactory(
        office=town.office, worker=town.counsellor, deleted_at=timezone.now()
    )
    return {"pk": made.pk}


def intake(town):
    return {"pk": IntakeFactory(office=town.office, receiver=town.counsellor).pk}


def promise(town):
    return {"pk": PromiseFactory(office=town.office, owner=town.counsellor).pk}


def appointment(town):
    return {"pk": AppointmentFactory(office=town.office, worker=town.counsellor).pk}


def cancelled(town):
    now = timezone.now()
    made = AppointmentFactory(
        office=town.office, worker=town.counsellor, deleted_at=now - timedelta(hours=1)
    )
    return {"pk": made.pk}


def ticket(town):
    return {"token": issue_ticket(town.counsellor, "やまだ", now=timezone.now())}


ROWS = {
    "cases:client-list": Row(FILE_STAFF),
    "cases:client-search": Row(FILE_STAFF, method="post", data={"q": "やまだ"}),
    "cases:client-suggest": Row(FILE_STAFF, method="post", data={"q": "やまだ"}),
    "cases:client-find": Row(FILE_STAFF),
    "cases:client-create": Row(FILE_STAFF),
    "cases:client-detail": Row(FILES, client),
    "cases:client-edit": Row(FILES, client),
    "cases:client-log": Row(FILES, client),
    "cases:client-history": Row(FILES, client),
    "cases:client-sheet": Row(FILES, client),
    "cases:client-talk": Row(FILES, client),
    "cases:client-papers": Row(FILES, client),
    **{f"cases:{name}-create": Row(FILES, client) for name in PARTS},
    **{f"cases:{name}-edit": Row(FILES, part(name)) for name in PARTS},
    **{f"cases:{name}-delete": Row(FILES, part(name)) for name in PARTS},
    **{f"cases:{name}-restore": Row(FILES, gone(name), method="post") for name in PARTS},
    "cases:consent-withdraw": Row(FILES, part("consent")),
    "cases:case-open": Row(FILES, closed),
    "cases:case-advance": Row(FILES, step),
    "cases:case-correct": Row(FILES, case),
    "cases:case-skip": Row(PLANNERS, case),
    "cases:case-contract": Row(FILES, contracted),
    "cases:case-closing": Row(FILES, ended),
    "cases:case-reopen": Row(LEADS, ended),
    "cases:case-assign": Row(LEADS, case),
    "cases:consultation-list": Row(FILE_STAFF),
    "cases:consultation-search": Row(FILE_STAFF, method="post", data={"q": "送迎"}),
    "cases:consultation-create": Row(FILE_STAFF),
    "cases:companions-offer": Row(FILE_STAFF),
    "cases:consultation-detail": Row(FILES, record),
    "cases:consultation-edit": Row(WRITERS, record),
    "cases:consultation-delete": Row(WRITERS, record),
    "cases:consultation-restore": Row(WRITERS, deleted, method="post"),
    "cases:intake-list": Row(FILE_STAFF),
    "cases:intake-create": Row(FILE_STAFF),
    "cases:intake-detail": Row(FILES, intake),
    "cases:intake-edit": Row(FILES, intake),
    "cases:intake-append": Row(FILES, intake),
    "cases:intake-advance": Row(FILES, intake),
    "cases:intake-refer": Row(FILES, intake),
    "cases:intake-register": Row(FILES, intake),
    "cases:intake-log": Row(FILES, intake, method="post"),
    "cases:consultation-intake": Row(FILES, record, method="post"),
    "cases:promise-list": Row(FILE_STAFF),
    "cases:promise-create": Row(FILE_STAFF),
    "cases:promise-close": Row(FILES, promise),
    "cases:promise-reopen": Row(FILES, promise, method="post"),
    "cases:appointment-list": Row(FILE_STAFF),
    "cases:appointment-create": Row(FILE_STAFF),
    "cases:appointment-edit": Row(FILES, appointment),
    "cases:appointment-cancel": Row(FILES, appointment),
    "cases:appointment-restore": Row(FILES, cancelled, method="post"),
    "cases:search-results": Row(FILE_STAFF, ticket, may_see=frozenset({"city", "administrator"})),
}


def people(town, number):
    for _count in range(number):
        CaseFactory(client__office=town.office)


def contacts(town, number):
    for _count in range(number):
        ConsultationFactory(office=town.office, worker=town.counsellor)


def requests(town, number):
    for _count in range(number):
        client = ClientFactory(office=town.office)
        IntakeFactory(office=town.office, receiver=town.counsellor, client=client)


def appointments(town, number):
    for _count in range(number):
        AppointmentFactory(
            office=town.office, worker=town.manager, client=ClientFactory(office=town.office)
        )


def promises(town, number):
    for _count in range(number):
        client = ClientFactory(office=town.office)
        PromiseFactory(office=town.office, owner=town.manager, client=client)


GROW = {
    "cases:client-list": people,
    "cases:consultation-list": contacts,
    "cases:intake-list": requests,
    "cases:appointment-list": appointments,
    "cases:promise-list": promises,
}
