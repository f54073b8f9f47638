"""Write the reference data every office needs: services, intervals, legal numbers, categories."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db import models, transaction

from cases.models import WorkCategory
from cases.reference import CATEGORIES
from plans.models import ServiceType, StandardInterval
from plans.reference import INTERVALS, SERVICES
from reports.fee_reference import fee_rows
from reports.models import FeeUnit
from staffing.models import LegalFigure
from staffing.reference import FIGURES


class Command(BaseCommand):
    help = "Write services, intervals, legal numbers and work categories; safe to run again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Write every row by its natural key and say how many are new or changed."""
        counts = {
            "services": _write(ServiceType, _services(), ("code", "gh_type", "name")),
            "intervals": _write(StandardInterval, _intervals(), ("group", "valid_from")),
            "figures": _write(LegalFigure, _figures(), ("code", "valid_from")),
            "fees": _write(FeeUnit, _fees(), ("fee", "variant", "whom", "valid_from")),
            "categories": _write(WorkCategory, _categories(), ("code", "valid_from")),
        }
        if options["verbosity"]:
            words = ", ".join(f"{count} {name}" for name, count in counts.items())
            self.stdout.write(f"Reference data: {words} new or changed.")


def _services() -> list[dict[str, Any]]:
    return [
        {**_row(service), "position": position * 10}
        for position, service in enumerate(SERVICES, start=1)
    ]


def _row(service) -> dict[str, Any]:
    row = service._asdict()
    row["interval_group"] = row.pop("group")
    return row


def _intervals() -> list[dict[str, Any]]:
    return [interval._asdict() for interval in INTERVALS]


def _figures() -> list[dict[str, Any]]:
    return [figure._asdict() for figure in FIGURES]


def _fees() -> list[dict[str, Any]]:
    return [row._asdict() for row in fee_rows()]


def _categories() -> list[dict[str, Any]]:
    return [
        {**category._asdict(), "position": position * 10}
        for position, category in enumerate(CATEGORIES, start=1)
    ]


def _changed(old: models.Model, row: dict[str, Any]) -> dict[str, Any]:
    """Return what differs; an end that an administrator set by an amendment stays."""
    differing = {name: value for name, value in row.items() if getattr(old, name) != value}
    if differing.get("valid_to", date.max) is None:
        del differing["valid_to"]
    return differing


def _write(model: type[models.Model], rows: Iterable[dict[str, Any]], key: tuple[str, ...]) -> int:
    """Insert what is missing, mend what differs; rows an office added itself stay."""
    stored = {tuple(getattr(old, name) for name in key): old for old in model.objects.all()}
    missing, mended = [], 0
    for row in rows:
        old = stored.get(tuple(row[name] for name in key))
        if old is None:
            missing.append(model(**row))
        elif changed := _changed(old, row):
            mended += model.objects.filter(pk=old.pk).update(**changed)
    model.objects.bulk_create(missing)
    return len(missing) + mended
