"""Print an annual plan of the database as an A4 PDF."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.common.pdf import PdfUnavailable
from config.management.plans import add_plan_arguments, chosen_plan, write_output
from reports.plan_pdf import plan_pdf


class Command(BaseCommand):
    help = "Print an annual plan (事業計画書) as a PDF; an approved one as it was frozen."

    def add_arguments(self, parser) -> None:
        add_plan_arguments(parser)
        parser.add_argument("--output", required=True, help="PDF file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = chosen_plan(options)
        try:
            pdf = plan_pdf(plan, now=timezone.now(), by="")
        except PdfUnavailable as error:
            raise CommandError(str(error)) from error
        write_output(options["output"], pdf)
        self.stdout.write(str(options["output"]))
