"""Write an annual plan of the database as the JSON file that import_annual_plan reads."""

from typing import Any

from django.core.management.base import BaseCommand

from config.management.plans import add_plan_arguments, chosen_plan, write_output
from reports.plan_document import write_document
from reports.plan_rows import document_of


class Command(BaseCommand):
    help = "Export an annual plan (事業計画書) as UTF-8 JSON."

    def add_arguments(self, parser) -> None:
        add_plan_arguments(parser)
        parser.add_argument("--output", help="file to write; the standard output without it")

    def handle(self, *args: Any, **options: Any) -> None:
        raw = write_document(document_of(chosen_plan(options)))
        if options["output"]:
            write_output(options["output"], raw)
        else:
            self.stdout.write(raw.decode(), ending="")
