"""Handing over all that one person has in hand (引継ぎ), as one act that can be taken back."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices_access import LeftBehind
from cases.models.clients import Client
from staffing.models import Office, Record, ScopedQuerySet


class HandoverQuerySet(ScopedQuerySet):
    def waiting(self):
        """Plans for a day to come, or whose day has come."""
        return self.alive().filter(effected_at=None, undone_at=None)


class Handover(Record):
    """What a person who leaves or moves handed over on a day (引継ぎ)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    leaver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("who hands over"),
    )
    handed_on = models.DateField(_("handed over on"))
    #: When it took effect; until then, and only then, it is a plan for a day to come.
    effected_at = models.DateTimeField(null=True, editable=False)
    #: Who gets whatever else the person has in hand on that day.
    rest_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["handed_on"],
                name="cases_handover_waiting",
                condition=models.Q(effected_at=None, undone_at=None, deleted_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.leaver} {self.handed_on}"

    def get_absolute_url(self) -> str:
        return reverse("cases:handover-detail", args=[self.pk])


class HandoverItemQuerySet(ScopedQuerySet):
    office_path = "handover__office"

    def alive(self):
        """Items go only with their handover."""
        return self


class HandoverItem(models.Model):
    """One thing that was handed over: to whom, with which message, from which state."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+")
    #: The kind of duty (cases.duties), and the record of that kind.
    duty = models.CharField(max_length=30)
    object_id = models.PositiveBigIntegerField()
    label = models.CharField(_("what"), max_length=200)
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("to whom")
    )
    message = models.TextField(_("message"), blank=True)
    #: The columns as they were, and the version the act left: what moved on is not taken back.
    before = models.JSONField(default=dict)
    version_after = models.PositiveIntegerField()
    is_undone = models.BooleanField(default=False)
    #: Why it did not go over when the day came; empty where it did, or is still to go.
    left = models.CharField(max_length=10, choices=LeftBehind, blank=True)

    objects = HandoverItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "duty", "object_id"], name="cases_handover_item_once"
            )
        ]

    def __str__(self) -> str:
        return self.label
