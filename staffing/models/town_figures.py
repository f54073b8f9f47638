"""What a municipality counts, by date: the denominators of rates (S-12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from staffing.choices import TownFigure
from staffing.models.base import Record
from staffing.models.organisations import Municipality


class TownCountQuerySet(models.QuerySet):
    def alive(self):
        """Rows that were not deleted."""
        return self.filter(deleted_at=None)

    def of_towns_of(self, office):
        """Counts of the municipalities an office looks at: those it serves, else its own."""
        return self.alive().filter(municipality__in=towns_of(office))


class TownCount(Record):
    """A number a municipality counted on a day (市町村の基礎数値), with where it is written."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="counts", verbose_name=_("municipality")
    )
    kind = models.CharField(_("what was counted"), max_length=20, choices=TownFigure)
    counted_on = models.DateField(_("counted on"))
    number = models.PositiveIntegerField(pgettext_lazy("town count", "number"))
    source = models.CharField(_("where it is written"), max_length=200, blank=True)

    objects = TownCountQuerySet.as_manager()

    class Meta:
        ordering = ["-counted_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "counted_on"],
                condition=models.Q(deleted_at=None),
                name="staffing_town_count_once",
                violation_error_message=_("This number of that day is there already."),
            )
        ]

    @property
    def shown(self) -> str:
        """The number with its thousands apart."""
        return f"{self.number:,}"

    def __str__(self) -> str:
        return f"{self.municipality} {self.get_kind_display()} {self.counted_on}"


def towns_of(office) -> models.QuerySet:
    """Return the municipalities an office looks at: those it serves, else its own."""
    if office is None:
        return Municipality.objects.none()
    served = office.serves.all()
    own = Municipality.objects.filter(pk=office.municipality_id)
    return Municipality.objects.filter(
        models.Q(pk__in=served.values("pk")) | models.Q(pk__in=own.values("pk"))
    )
