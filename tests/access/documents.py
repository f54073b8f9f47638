"""Addresses of papers, filed documents, files, and of what was deleted or has come of age."""

from datetime import date, timedelta

from django.utils import timezone

from cases.actions.print_runs import start_run, wanted
from cases.models import Purge
from cases.papers import paper_named
from staffing.choices import Role
from tests.access import FILES, LEADS, MANAGER, Row
from tests.access.cases import FILE_STAFF, client
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.documents import AttachmentFactory, DocumentFactory, PaperStyleFactory
from tests.factories.staffing import MunicipalityFactory
from tests.personas import posted


def paper(town):
    return client(town) | {"kind": "progress"}


def document(town):
    """A paper that the counsellor filed."""
    made = DocumentFactory(
        office=town.office, created_by=town.counsellor, client__office=town.office
    )
    return {"pk": made.pk}


def attachment(town):
    """A file that the counsellor added."""
    made = AttachmentFactory(client__office=town.office, created_by=town.counsellor)
    return {"pk": made.pk}


def owner(town):
    return client(town) | {"owner": "client"}


def of_age(town):
    """A file that ended long ago."""
    made = CaseFactory(
        client__office=town.office,
        opened_on=date(2015, 4, 1),
        closed_on=date(2016, 3, 31),
        state="closed",
        close_reason="moved",
    )
    return {"pk": made.client_id}


def purge(town):
    """What a second person is asked for by another manager."""
    made = Purge.objects.create(
        office=town.office,
        client_id=of_age(town)["pk"],
        reason="保存期間の満了",
        asked_by=posted(town.office, Role.MANAGER),
    )
    return {"pk": made.pk}


def style(town):
    """The office's forms for a municipality, to come."""
    day = timezone.localdate() + timedelta(days=30)
    about = {"office": town.office, "municipality": MunicipalityFactory()}
    return {"pk": PaperStyleFactory(**about, starts_on=day).pk}


def styled(town):
    return style(town) | {"kind": "face"}


def twins(town):
    return client(town) | {"other": client(town)["pk"]}


def deleted(factory):
    """A paper or a file that the counsellor added, deleted."""

    def made(town):
        row = factory(
            client__office=town.office,
            created_by=town.counsellor,
            deleted_at=timezone.now(),
        )
        return {"pk": row.pk}

    return made


WRITERS = LEADS | {"counsellor"}


def bundle(town):
    """A bundle that the counsellor asked for: it is nobody else's."""
    client = CaseFactory(client__office=town.office).client
    papers = [wanted(paper_named("face"), client)]
    return {"pk": start_run(papers, office=town.office, by=town.counsellor, title="別紙1").pk}


OWN = {"hidden_from": FILES - {"counsellor"}}

ROWS = {
    "cases:print-run": Row(frozenset({"counsellor"}), bundle, **OWN),
    "cases:print-fetch": Row(frozenset({"counsellor"}), bundle, **OWN),
    "cases:print-cancel": Row(frozenset({"counsellor"}), bundle, method="post", **OWN),
    "cases:print-retry": Row(frozenset({"counsellor"}), bundle, method="post", **OWN),
    "cases:paper-styles": Row(MANAGER | {"stranger"}),
    "cases:paper-style-create": Row(MANAGER | {"stranger"}),
    "cases:paper-style-try": Row(MANAGER | {"stranger"}, method="post"),
    "cases:paper-style-edit": Row(MANAGER, style),
    "cases:paper-style-preview": Row(MANAGER, styled),
    "cases:paper-style-print": Row(MANAGER, styled),
    "cases:deleted-list": Row(FILE_STAFF),
    "cases:document-restore": Row(WRITERS, deleted(DocumentFactory), method="post"),
    "cases:attachment-restore": Row(WRITERS, deleted(AttachmentFactory), method="post"),
    "cases:retention-list": Row(MANAGER | {"stranger"}),
    "cases:purge-ask": Row(MANAGER, of_age),
    "cases:purge-confirm": Row(LEADS, purge),
    "cases:purge-withdraw": Row(LEADS, purge, method="post"),
    "cases:client-twin": Row(MANAGER, client),
    "cases:client-merge": Row(MANAGER, twins),
    "cases:attachment-create": Row(FILES, owner),
    "cases:attachment-download": Row(FILES, attachment),
    "cases:attachment-delete": Row(WRITERS, attachment),
    "cases:client-documents": Row(FILES, client),
    "cases:paper-preview": Row(FILES, paper),
    "cases:paper-print": Row(FILES, paper),
    "cases:paper-file": Row(FILES, paper, method="post"),
    "cases:document-detail": Row(FILES, document),
    "cases:document-print": Row(FILES, document),
    "cases:document-sign": Row(FILES, document),
    "cases:document-delete": Row(WRITERS, document),
}


def deleted_contacts(town, number):
    for _count in range(number):
        ConsultationFactory(
            office=town.office, deleted_at=timezone.now(), deleted_by=town.counsellor
        )


def files_of_age(town, number):
    for _count in range(number):
        of_age(town)


GROW = {"cases:deleted-list": deleted_contacts, "cases:retention-list": files_of_age}
