"""The services of the law with their codes, and the standard intervals in every version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.choices import GroupHomeType, LawGroup
from staffing.models import Office, Record, ScopedQuerySet


class ServiceTypeQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Services that exist on a day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class ServiceType(models.Model):
    """A kind of service (サービス種類) with its two-digit code in the national claim system."""

    code = models.CharField(_("service code"), max_length=4, blank=True)
    gh_type = models.CharField(
        _("group home type"), max_length=15, choices=GroupHomeType, blank=True
    )
    name = models.CharField(_("service"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    law_group = models.CharField(_("benefit"), max_length=15, choices=LawGroup)
    unit = models.CharField(_("unit"), max_length=10, blank=True)
    #: Row of the standard interval table (domain 3.2): C, D, E, F, 48 (就労選択支援) or empty.
    interval_group = models.CharField(_("row of the interval table"), max_length=2, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ServiceTypeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "gh_type", "name"], name="plans_service_once")
        ]

    def __str__(self) -> str:
        return self.name


class StandardInterval(models.Model):
    """A row of the standard monitoring intervals (モニタリング標準期間), valid for a period."""

    group = models.CharField(_("row of the interval table"), max_length=2)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(pgettext_lazy("interval", "months"))
    months_65 = models.PositiveSmallIntegerField(
        _("months from 65 on without care management"), null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["group", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["group", "valid_from"], name="plans_interval_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.valid_from} {self.months}"


class ServiceProvider(Record):
    """An office that gives services (サービス提供事業所), as this office knows it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="service_providers")
    name = models.CharField(_("name"), max_length=100)
    name_kana = models.CharField(_("kana"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=60, blank=True)
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=Q(deleted_at=None),
                name="plans_provider_once",
                violation_error_message=_("A provider of this name is already registered."),
            )
        ]

    def __str__(self) -> str:
        return self.name
