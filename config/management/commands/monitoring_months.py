"""Count monitoring months from the command line, with the functions of the screens."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from config.common.fiscal import month_of
from config.common.problems import Problem
from monitoring.rules import DecisionFacts, decision_months, segment_problems, segments
from plans.intervals import propose_interval, shipped_intervals, shipped_services
from plans.models import StandardInterval
from plans.rules import IntervalProposal, ServiceFacts, offers_start_month, standard_interval

UNDECIDED = 2


def day(text: str) -> date:
    """Read an ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("“%(text)s” is not a day. Type it like 2026-04-01.") % {"text": text}
        raise ArgumentTypeError(message) from error


def service(text: str) -> ServiceFacts:
    """Read a service code; 33:day is 日中サービス支援型."""
    code, _colon, kind = text.partition(":")
    if kind not in {"", "day"} or (kind and code != "33"):
        message = _("“%(text)s” is not a service. Type its code, or 33:day.") % {"text": text}
        raise ArgumentTypeError(message)
    return ServiceFacts(code, kind)


class Command(BaseCommand):
    help = (
        "Print the monitoring months of a decision, one a line: YYYY-MM, tab, reason. Months left "
        "out go to stderr. Exits 2 when the interval cannot be decided."
    )
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--start", type=day, required=True, help="first day of the decision")
        parser.add_argument("--end", type=day, required=True, help="last day of the decision")
        parser.add_argument("--interval", type=int, help="months between two monitorings")
        parser.add_argument("--first-months", type=int, default=0, help="monthly at first")
        parser.add_argument("--first-from", choices=("start", "next"), default="start")
        parser.add_argument(
            "--include-start",
            action="store_true",
            help="monitor the starting month when the count reaches it",
        )
        standard = parser.add_argument_group("standard interval, in place of --interval")
        standard.add_argument("--plan-date", type=day, help="the day the plan was made")
        standard.add_argument("--service", type=service, nargs="+", action="extend", default=[])
        standard.add_argument("--birth-date", type=day)
        care = standard.add_mutually_exclusive_group()
        care.add_argument("--ltc-care", dest="ltc_care", action="store_true", default=None)
        care.add_argument("--no-ltc-care", dest="ltc_care", action="store_false", default=None)
        standard.add_argument("--intensive", action="store_true", help="needs intensive support")

    def handle(self, *args: object, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            interval = options["interval"]
            if interval is None:
                interval = self._standard(options)
            facts = _facts(options, interval)
            for segment in segments(facts):
                _refuse(segment_problems(segment))
            for due in decision_months(facts):
                out = self.stdout if due.is_due else self.stderr
                out.write(f"{due.month:%Y-%m}\t{due.reason}", style_func=str)

    def _standard(self, options: dict[str, Any]) -> int:
        """Return the standard interval; with --verbosity 2 it says why on stderr."""
        if not (options["plan_date"] and options["service"]):
            message = _("Give --interval, or --plan-date and --service.")
            raise CommandError(message, returncode=UNDECIDED)
        found = _propose(options)
        if not isinstance(found, IntervalProposal):
            _refuse(found)
        for reason in found.reasons if options["verbosity"] > 1 else ():
            self.stderr.write(reason, style_func=str)
        return found.months


def _propose(options: dict[str, Any]) -> IntervalProposal | list[Problem]:
    facts = {
        "plan_on": options["plan_date"],
        "services": options["service"],
        "birth_on": options["birth_date"],
        "has_ltc_care_manager": options["ltc_care"],
        "intensive": options["intensive"],
    }
    if StandardInterval._meta.db_table in connection.introspection.table_names():
        return propose_interval(**facts)
    # Works before the first migration, too: the rows are those that `seed` would write.
    rows, services = shipped_intervals(), shipped_services()
    return standard_interval(**facts, rows=rows, service_rows=services)


def _facts(options: dict[str, Any], interval: int) -> DecisionFacts:
    start, end = options["start"], options["end"]
    return DecisionFacts(
        starts_on=start,
        interval_months=interval,
        monitoring_from=month_of(start),
        monitoring_to=end,
        first_months=options["first_months"],
        first_from=options["first_from"],
        includes_start_month=options["include_start"]
        or offers_start_month(options["plan_date"], start, interval),
    )


def _refuse(problems: list[Problem]) -> None:
    if problems:
        message = " ".join(problem.message for problem in problems)
        raise CommandError(message, returncode=UNDECIDED)
