"""Read an annual plan from a JSON file into the database, whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.actions.annual_plan import read_in_plan
from reports.plan_document import PlanDocument, PlanDocumentError, read_document
from reports.plan_rows import document_of
from staffing.saving import Refused


class Command(BaseCommand):
    help = "Store the annual plan (事業計画書) of a JSON file as the draft of its office and year."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="overwrite the draft that is already there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        document = _read(options["file"])
        try:
            plan = _store(document, is_replacing=options["replace"])
        except Refused as refused:
            raise CommandError("\n".join(str(p.message) for p in refused.problems)) from refused
        message = _("Read in: %(office)s, fiscal year %(year)s, version %(edition)s (draft).")
        self.stdout.write(
            message % {"office": plan.office, "year": plan.fiscal_year, "edition": plan.edition}
        )


def _read(path: Path) -> PlanDocument:
    try:
        return read_document(path.read_bytes())
    except OSError as error:
        message = _("%(file)s cannot be read: %(reason)s")
        raise CommandError(message % {"file": path, "reason": error.strerror}) from error
    except PlanDocumentError as error:
        head = _("%(file)s was not read in; nothing was stored.") % {"file": path}
        raise CommandError("\n".join([head, *map(str, error.problems)])) from error


@transaction.atomic
def _store(document: PlanDocument, *, is_replacing: bool):
    plan = read_in_plan(document, is_replacing=is_replacing)
    stored = document_of(plan)
    if stored.section_order != document.section_order or stored.targets != document.targets:
        # Never half: what cannot be given back exactly is not kept at all.
        raise CommandError(_("The plan could not be stored without loss; nothing was stored."))
    return plan
