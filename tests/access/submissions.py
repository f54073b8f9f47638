"""Addresses of what is submitted to the municipality (S28)."""

from datetime import date

from monitoring.actions.following import follow_plan
from tests.access import PLANNERS, Row
from tests.factories.cases import CaseFactory
from tests.factories.documents import DocumentFactory
from tests.factories.plans import ServiceUsePlanFactory
from tests.factories.staffing import MunicipalityFactory


def made(town, *, submitted_on=None, municipality=None):
    """An agreed plan of a resident of the town; with a day it has gone to the town's desk."""
    town_hall = municipality or town.city_office.municipality
    case = CaseFactory(client__office=town.office, client__municipality=town_hall)
    return follow_plan(
        ServiceUsePlanFactory(
            case=case, author=town.counsellor, consented=True, submitted_on=submitted_on
        )
    )


def made_sent(town, **more):
    return made(town, submitted_on=date(2026, 3, 17), **more)


def waiting(town):
    return {"pk": made(town).pk}


def sent(town):
    return {"pk": made_sent(town).pk}


def elsewhere(town):
    """Sent to a municipality that does not work with this system: the office notes the answer."""
    return {"pk": made_sent(town, municipality=MunicipalityFactory()).pk}


def paper(town):
    row = made_sent(town)
    document = DocumentFactory(client=row.client, office=row.office)
    row.documents.add(document)
    return {"pk": row.pk, "document": document.pk}


CITY, CLERK = frozenset({"city"}), frozenset({"clerk"})
ROWS = {
    "monitoring:submission-list": Row(PLANNERS | {"core_staff", "stranger", "city"}),
    "monitoring:submission-send-many": Row(PLANNERS | {"core_staff", "stranger"}, method="post"),
    "monitoring:submission-bundle": Row(PLANNERS | {"core_staff", "stranger"}, method="post"),
    "monitoring:submission-detail": Row(PLANNERS | CITY, sent, hidden_from=CLERK),
    "monitoring:submission-print": Row(PLANNERS | CITY, sent, hidden_from=CLERK),
    "monitoring:submission-send": Row(PLANNERS, waiting, hidden_from=CLERK),
    "monitoring:submission-deadline": Row(PLANNERS, waiting, hidden_from=CLERK),
    "monitoring:submission-receive": Row(CITY, sent, hidden_from=CLERK),
    "monitoring:submission-return": Row(PLANNERS, elsewhere, hidden_from=CLERK),
    "monitoring:submission-document": Row(PLANNERS | CITY, paper, hidden_from=CLERK),
}


def rows(town, number):
    for _count in range(number):
        made(town)


GROW = {"monitoring:submission-list": rows}
