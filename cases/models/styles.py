"""How the official papers look for a municipality, from a day on (様式の設定, S43)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices_styles import ConfirmKind, Spelling
from staffing.models import Municipality, Office, Record, ScopedQuerySet


class PaperStyleQuerySet(ScopedQuerySet):
    def in_force(self, office_id: int, municipality_id: int | None, on: date):
        """The rows that hold for a municipality on a day, the one that counts on top.

        What was set for the municipality wins over what was set for all others; of several
        versions the newest one that has begun.
        """
        rows = self.alive().filter(office=office_id, starts_on__lte=on)
        rows = rows.filter(Q(municipality=municipality_id) | Q(municipality=None))
        return rows.order_by(F("municipality").desc(nulls_last=True), "-starts_on", "-pk")

    def for_page(self):
        """With the municipality, its versions together, the newest one on top."""
        rows = self.select_related("municipality", "updated_by")
        return rows.order_by(F("municipality__code").asc(nulls_first=True), "-starts_on", "-pk")


class PaperStyle(Record):
    """One version of how an office prints the papers of a municipality (様式の設定).

    It holds from `starts_on` until the next version begins. Once it holds it is not edited any
    more: a paper printed anew looks as on its day.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="paper_styles")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    starts_on = models.DateField(pgettext_lazy("paper style", "holds from"))
    spelling = models.CharField(
        _("spelling of 障害"), max_length=6, choices=Spelling, default=Spelling.KANJI
    )
    confirm = models.CharField(
        _("confirmation boxes"), max_length=6, choices=ConfirmKind, default=ConfirmKind.NONE
    )
    #: The heads of the boxes, in their order.
    confirm_heads = models.JSONField(_("heads of the boxes"), default=list, blank=True)
    #: The keys of the papers that have the boxes (`cases/papers`).
    confirm_on = models.JSONField(_("papers with these boxes"), default=list, blank=True)
    has_seal = models.BooleanField(_("a place for the seal beside the signature"), default=False)
    sign_text = models.CharField(_("words above the signature"), max_length=120, blank=True)
    letter_text = models.TextField(_("first words of the invitation"), max_length=300, blank=True)
    #: {label as the national form has it: label of this municipality}.
    labels = models.JSONField(default=dict, blank=True)
    logo = models.FileField(upload_to="logos/", blank=True, editable=False)
    logo_type = models.CharField(max_length=20, blank=True, editable=False)
    logo_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = PaperStyleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("office"),
                Coalesce(F("municipality"), 0),
                F("starts_on"),
                condition=Q(deleted_at=None),
                name="cases_paper_style_once",
                violation_error_message=_("There is a version from this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id or ''} {self.starts_on}"
