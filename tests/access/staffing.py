"""Addresses of staff, offices and history."""

from datetime import date

from django.utils import timezone

from staffing import audit, work
from staffing.choices import Role
from staffing.models import FailedJob, Posting, StaffTraining
from tests.access import ALL, EXPORTERS, FILES, LEADS, MANAGER, Row
from tests.factories.staffing import MunicipalityFactory, PostingFactory
from tests.personas import OUTSIDERS, posted

ADMIN = frozenset({"administrator"})
HEADS = MANAGER | ADMIN
#: Managers of other offices manage their own staff, so pages without object are open to them.
ANY_HEAD = HEADS | {"stranger"}


def person(town):
    return {"pk": town.counsellor.pk}


def posting(town):
    return {"pk": Posting.objects.get(user=town.counsellor).pk}


def training(town):
    made, _is_new = StaffTraining.objects.alive().get_or_create(
        user=town.counsellor, kind="initial", completed_on=date(2019, 9, 1)
    )
    return {"pk": made.pk}


def office(town):
    return {"pk": town.office.pk}


def people_list(town):
    return {"kind": "clients"}


COLLEAGUES = frozenset({"clerk", "counsellor", "lead", "manager", "administrator"})

ROWS = {
    "staffing:settings": Row(ALL),
    "staffing:user-list": Row(ALL),
    "staffing:user-create": Row(ANY_HEAD),
    "staffing:user-detail": Row(COLLEAGUES, make=person),
    "staffing:user-edit": Row(HEADS, make=person),
    "staffing:password-reset": Row(HEADS, make=person, method="post"),
    "staffing:second-factor-reset": Row(HEADS, make=person, method="post"),
    "staffing:user-stop": Row(HEADS, make=person, method="post"),
    "staffing:training-create": Row(HEADS, make=person),
    "staffing:training-edit": Row(HEADS, make=training),
    "staffing:training-delete": Row(HEADS, make=training, method="post"),
    "staffing:posting-create": Row(HEADS, make=person),
    "staffing:posting-edit": Row(HEADS, make=posting),
    "staffing:import-list": Row(LEADS | {"stranger"}),
    "staffing:import-create": Row(
        LEADS | {"stranger"}, make=people_list, may_see=frozenset(OUTSIDERS)
    ),
    "staffing:import-template": Row(
        LEADS | {"stranger"}, make=people_list, may_see=frozenset(OUTSIDERS)
    ),
    "staffing:office-list": Row(ALL),
    "staffing:office-create": Row(ADMIN),
    "staffing:office-detail": Row(COLLEAGUES, make=office),
    "staffing:office-edit": Row(HEADS, make=office),
    "staffing:history-list": Row(ANY_HEAD),
}


def colleagues(town, number):
    for _count in range(number):
        posted(town.office, Role.COUNSELLOR)


def offices(town, number):
    for _count in range(number):
        PostingFactory(user=town.manager, role=Role.MANAGER)


def acts(town, number):
    for _count in range(number):
        audit.record(town.manager, "office.changed", town.office)


def municipality(town):
    return {"kind": "municipalities", "pk": town.office.municipality_id}


def table(town):
    return {"kind": "municipalities"}


def municipalities(town, number):
    MunicipalityFactory.create_batch(number)


#: National tables have no office: everybody but the administrator lacks the permission.
ROWS |= {
    "staffing:reference-list": Row(ADMIN, make=table, may_see=ALL),
    "staffing:reference-create": Row(ADMIN, make=table, may_see=ALL),
    "staffing:reference-edit": Row(ADMIN, make=municipality, may_see=ALL),
}


def failed_jobs(town, number):
    taken = FailedJob.objects.count()
    for count in range(taken, taken + number):
        work.note_failure("monitoring.recompute", [[count]], place="x", now=timezone.now())


def failed_job(town):
    failed_jobs(town, 1)
    return {"pk": FailedJob.objects.latest("pk").pk}


#: The machine's own trouble, without an office: nobody else's business.
ROWS |= {
    "staffing:failed-job-list": Row(ADMIN),
    "staffing:failed-job-again": Row(ADMIN, make=failed_job, method="post", may_see=ALL),
}


def a_list(town):
    return {"key": "client-list"}


def exports(town, number):
    for _count in range(number):
        facts = {"list": "client-list", "rows": 3, "with_names": False}
        audit.record(town.manager, "record.exported", town.office, **facts)


ROWS |= {
    "staffing:export-list": Row(EXPORTERS),
    "staffing:view-overview": Row(FILES | {"stranger", "core_staff"}),
    "staffing:view-create": Row(FILES | {"stranger", "core_staff"}, make=a_list, may_see=ALL),
    "staffing:view-remove": Row(
        FILES | {"stranger", "core_staff"}, make=a_list, may_see=ALL, method="post"
    ),
    "staffing:view-default": Row(
        FILES | {"stranger", "core_staff"}, make=a_list, may_see=ALL, method="post"
    ),
    "staffing:list-export": Row(EXPORTERS, make=a_list, may_see=ALL),
}

GROW = {
    "staffing:export-list": exports,
    "staffing:failed-job-list": failed_jobs,
    "staffing:reference-list": municipalities,
    "staffing:user-list": colleagues,
    "staffing:office-list": offices,
    "staffing:history-list": acts,
}
