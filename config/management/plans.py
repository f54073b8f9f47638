"""What the commands on annual plans share: which plan is meant, where the output goes."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from reports.models import AnnualPlan
from staffing.models import Office


def add_plan_arguments(parser: CommandParser) -> None:
    """Ask for the office, the fiscal year and, if not the newest, the version."""
    parser.add_argument("--office", required=True, help="exact name of the office")
    parser.add_argument("--year", type=int, required=True, help="fiscal year, e.g. 2019")
    parser.add_argument("--edition", type=int, help="version; the newest without it")


def chosen_plan(options: dict[str, Any]) -> AnnualPlan:
    """Return the plan the options mean; raises CommandError when there is none."""
    offices = Office.objects.filter(name=options["office"], deleted_at=None)
    if not offices:
        message = _("There is no office “%(name)s”.") % {"name": options["office"]}
        raise CommandError(message)
    plans = AnnualPlan.objects.alive().filter(office__in=offices, fiscal_year=options["year"])
    if options["edition"]:
        plans = plans.filter(edition=options["edition"])
    plan = plans.order_by("-edition").first()
    if plan is None:
        message = _("“%(name)s” has no annual plan of %(year)s.")
        raise CommandError(message % {"name": options["office"], "year": options["year"]})
    return plan


def write_output(name: str, raw: bytes) -> None:
    """Write the file whole; raises CommandError when the place cannot be written."""
    try:
        Path(name).write_bytes(raw)
    except OSError as error:
        message = _("%(file)s cannot be written: %(reason)s")
        raise CommandError(message % {"file": name, "reason": error.strerror}) from error
