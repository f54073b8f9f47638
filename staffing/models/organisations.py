"""Corporations, municipalities, offices and the dated numbers of the law."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from staffing.choices import FigureCode, NewRule, OfficeKind
from staffing.models.base import Record


class Corporation(models.Model):
    """A corporation (法人) that runs offices and employs people."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    name_kana = models.CharField(_("kana"), max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:reference-list", args=["corporations"])


class Municipality(models.Model):
    """A municipality (市町村): it decides benefits and designates offices."""

    name = models.CharField(_("name"), max_length=40)
    prefecture = models.CharField(_("prefecture"), max_length=10)
    code = models.CharField(_("municipality code"), max_length=6, unique=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:reference-list", args=["municipalities"])


class Area(models.Model):
    """A part (区域) of a municipality that an office is in charge of."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="areas")
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="staffing_area_once")
        ]

    def __str__(self) -> str:
        return self.name


def default_weekdays() -> list[int]:
    """Monday to Friday, as `date.weekday()` counts."""
    return [0, 1, 2, 3, 4]


class OfficeQuerySet(models.QuerySet):
    def of_kind(self, kind: str, *, on):
        """Offices that hold this designation on the day."""
        held = Designation.objects.filter(
            Q(started_on=None) | Q(started_on__lte=on),
            Q(ended_on=None) | Q(ended_on__gte=on),
            kind=kind,
        )
        return self.filter(pk__in=held.values("office_id"))

    def visible_to(self, user):
        """Offices the user is posted to; every office for the administrator of accounts."""
        if user.access.is_administrator:
            return self
        return self.filter(pk__in=user.access.office_ids)


class Office(Record):
    """An office (事業所, センター or 市町村の課): it owns its records, or is a directory entry."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    corporation = models.ForeignKey(
        Corporation, models.PROTECT, null=True, blank=True, verbose_name=_("corporation")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    serves = models.ManyToManyField(
        Municipality,
        blank=True,
        related_name="served_by",
        verbose_name=_("municipalities it serves"),
    )
    number = models.CharField(_("office number"), max_length=10, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    is_user = models.BooleanField(_("works with this system"), default=True)
    open_weekdays = models.JSONField(_("opening weekdays"), default=default_weekdays)
    opens_on_holidays = models.BooleanField(_("open on national holidays"), default=False)
    full_time_hours = models.DecimalField(
        _("full-time hours a week"), max_digits=4, decimal_places=1, default=40
    )
    # How its contacts are counted.
    has_work_categories = models.BooleanField(_("uses work categories"), default=False)
    new_rule = models.CharField(
        _("who counts as new"), max_length=10, choices=NewRule, default=NewRule.EVER
    )

    record_years = models.PositiveSmallIntegerField(
        _("years that files are kept"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("Counted from the end of a case; never less than the law asks for."),
    )
    #: N日連絡なし: after so many days without a contact the office is told.
    quiet_days = models.PositiveSmallIntegerField(
        _("days without contact before the office is told"),
        default=60,
        validators=[MinValueValidator(7), MaxValueValidator(366)],
    )

    #: Per list: the saved conditions that everybody at the office has.
    list_views = models.JSONField(default=dict, blank=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:office-detail", args=[self.pk])

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Designation(models.Model):
    """What an office is designated or commissioned for (指定・委託), with its period."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="designations")
    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "started_on"], name="staffing_designation_once"
            ),
            # Two empty days differ for a database; SQLite cannot be told otherwise.
            models.UniqueConstraint(
                fields=["office", "kind"],
                condition=Q(started_on=None),
                name="staffing_designation_once_undated",
            ),
            models.CheckConstraint(
                name="staffing_designation_period",
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.get_kind_display()}"


class LegalFigureQuerySet(models.QuerySet):
    def value_on(self, code: str, day):
        """The value in force on a day, or None where no row holds."""
        row = (
            self.filter(code=code, valid_from__lte=day)
            .filter(Q(valid_to=None) | Q(valid_to__gte=day))
            .order_by("-valid_from")
            .first()
        )
        return row.value if row else None


class LegalFigure(models.Model):
    """A number that a law or notice sets (法令の数値), valid for a period, with its source."""

    code = models.CharField(_("figure"), max_length=30, choices=FigureCode)
    value = models.DecimalField(_("value"), max_digits=8, decimal_places=2)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = LegalFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="staffing_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"
