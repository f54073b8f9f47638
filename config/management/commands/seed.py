"""Write the reference data every office needs: services, standard intervals, legal numbers."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import models, transaction

from plans.models import ServiceType, StandardInterval
from plans.reference import INTERVALS, SERVICES
from staffing.models import LegalFigure
from staffing.reference import FIGURES


class Command(BaseCommand):
    help = "Write services, standard intervals and legal numbers; safe to run again at any time."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Write every row by its natural key and say how many are new or changed."""
        counts = {
            "services": _write(ServiceType, _services(), ("code", "gh_type", "name")),
            "intervals": _write(StandardInterval, _intervals(), ("group", "valid_from")),
            "figures": _write(LegalFigure, _figures(), ("code", "valid_from")),
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


def _write(model: type[models.Model], rows: Iterable[dict[str, Any]], key: tuple[str, ...]) -> int:
    """Insert what is missing, mend what differs; rows an office added itself stay."""
    stored = {tuple(getattr(old, name) for name in key): old for old in model.objects.all()}
    missing, mended = [], 0
    for row in rows:
        old = stored.get(tuple(row[name] for name in key))
        if old is None:
            missing.append(model(**row))
        elif any(getattr(old, name) != value for name, value in row.items()):
            mended += model.objects.filter(pk=old.pk).update(**row)
    model.objects.bulk_create(missing)
    return len(missing) + mended
