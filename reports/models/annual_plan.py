"""The annual plan of an office: sections in their order, tables, nested text, frozen versions.

Meetings and trainings are no rows here: they are the councils' recurrences and trainings of the
year, so the plan and the calendar cannot disagree.
"""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.common.fiscal import fiscal_range
from reports.choices import AnnualPlanState, SectionKind
from reports.plan_document import MAX_DEPTH
from staffing.models import Office, Record


class AnnualPlanQuerySet(models.QuerySet):
    def alive(self):
        """Plans that were not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """Plans of the user's offices; `require` decides who reads and writes them."""
        return self.alive().filter(office_id__in=user.access.office_ids)

    def of(self, office: Office, year: int):
        """All versions of one office and year, the newest first."""
        return self.alive().filter(office=office, fiscal_year=year).order_by("-edition")

    def drafts(self):
        """Plans that are still written on."""
        return self.filter(state=AnnualPlanState.DRAFT)

    def latest_before(self, office: Office, year: int):
        """The newest version of the newest year before `year`, or None."""
        earlier = self.alive().filter(office=office, fiscal_year__lt=year)
        return earlier.order_by("-fiscal_year", "-edition").first()

    def for_list(self):
        """What one row of the list of years shows."""
        return self.select_related("office", "approved_by", "updated_by").order_by(
            "-fiscal_year", "-edition"
        )


class AnnualPlan(Record):
    """An annual business plan (事業計画書) of an office: one version of one fiscal year."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="annual_plans", verbose_name=_("office")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    edition = models.PositiveSmallIntegerField(_("plan version"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=AnnualPlanState, default=AnnualPlanState.DRAFT
    )
    title = models.CharField(_("title"), max_length=100)
    days = models.PositiveSmallIntegerField(_("planned days of service"), null=True, blank=True)
    staff_as_of_on = models.DateField(_("staff as of"))
    staff_reason = models.CharField(_("reason for the correction"), max_length=200, blank=True)
    #: The tree of boxes drawn by hand; null while the chart is drawn from the postings.
    chart = models.JSONField(null=True, blank=True, editable=False)
    chart_reason = models.CharField(_("reason for the correction"), max_length=200, blank=True)
    floor_area = models.DecimalField(
        _("floor area (m²)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    site_area = models.DecimalField(
        _("site area (m²)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    #: The whole plan as a document, its print and the print's SHA-256, from the approval on.
    frozen = models.JSONField(null=True, editable=False)
    pdf = models.FileField(upload_to="annual-plans/", blank=True, editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = AnnualPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "edition"],
                condition=Q(deleted_at=None),
                name="reports_plan_edition_once",
            ),
            models.UniqueConstraint(
                fields=["office", "fiscal_year"],
                condition=Q(deleted_at=None, state=AnnualPlanState.DRAFT),
                name="reports_plan_one_draft",
                violation_error_message=_("This year already has a draft."),
            ),
            models.CheckConstraint(
                name="reports_plan_approved_is_frozen",
                condition=Q(
                    state=AnnualPlanState.DRAFT,
                    frozen=None,
                    approved_at=None,
                    approved_by=None,
                    pdf_sha256="",
                )
                | Q(
                    state=AnnualPlanState.APPROVED,
                    frozen__isnull=False,
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                )
                & ~Q(pdf_sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.fiscal_year} ({self.edition})"

    def get_absolute_url(self) -> str:
        return reverse("reports:annual-plan-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written on."""
        return self.state == AnnualPlanState.DRAFT

    @property
    def last_day(self):
        """The last day of its fiscal year."""
        return fiscal_range(self.fiscal_year)[1]


class PlanSection(models.Model):
    """A section (項目) of the paper: its place, its heading and its column heads."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    row_heading = models.CharField(max_length=200, blank=True)
    #: Column heads: letter → text in the targets, a list of three in meetings and trainings.
    columns = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=~Q(kind=SectionKind.TEXT),
                name="reports_section_kind_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "heading"],
                condition=Q(kind=SectionKind.TEXT),
                name="reports_section_heading_once",
                violation_error_message=_("Two sections have the same heading."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("reports:annual-plan-section", args=[self.plan_id, self.pk])


class PlanItem(models.Model):
    """A paragraph of a text section; its level (1 to 6) makes the nesting."""

    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("order"))
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    mark = models.CharField(_("mark"), max_length=10, blank=True)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="reports_item_level", condition=Q(level__gte=1, level__lte=MAX_DEPTH)
            )
        ]

    def __str__(self) -> str:
        return f"{self.mark}{self.text[:40]}"


class TargetRow(models.Model):
    """A row of 福祉サービス事業: A and B typed, D and E computed unless corrected by hand."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField(_("order"))
    programme = models.CharField(_("programme"), max_length=60)
    kind = models.CharField(_("kind of support"), max_length=60, blank=True)
    covered = models.PositiveIntegerField(_("people covered"), null=True, blank=True)
    planned = models.PositiveIntegerField(_("planned uses in the year"), default=0)
    monthly = models.PositiveIntegerField(_("uses a month"), null=True, blank=True)
    monthly_reason = models.CharField(_("reason"), max_length=200, blank=True)
    per_staff = models.DecimalField(
        _("average per staff member"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    per_staff_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="reports_target_monthly_has_reason",
                condition=Q(monthly=None, monthly_reason="")
                | Q(monthly__isnull=False) & ~Q(monthly_reason=""),
                violation_error_message=_("Write why the computed figure is corrected."),
            ),
            models.CheckConstraint(
                name="reports_target_per_staff_has_reason",
                condition=Q(per_staff=None, per_staff_reason="")
                | Q(per_staff__isnull=False) & ~Q(per_staff_reason=""),
                violation_error_message=_("Write why the computed figure is corrected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.kind}".strip()


class ServiceKindRow(models.Model):
    """A line of the kinds of service (事業の種類)."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="service_kinds")
    position = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("kind of service"), max_length=200)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class StaffRow(models.Model):
    """A row of the staff table (職員体制) typed by hand; without rows it follows the postings."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="staff_rows")
    position = models.PositiveSmallIntegerField(_("order"))
    job = models.CharField(_("job"), max_length=60)
    heads = models.PositiveSmallIntegerField(_("heads"))
    full_dedicated = models.PositiveSmallIntegerField(
        _("full-time dedicated"), null=True, blank=True
    )
    full_concurrent = models.PositiveSmallIntegerField(
        _("full-time concurrent"), null=True, blank=True
    )
    part_dedicated = models.PositiveSmallIntegerField(
        _("part-time dedicated"), null=True, blank=True
    )
    part_concurrent = models.PositiveSmallIntegerField(
        _("part-time concurrent"), null=True, blank=True
    )
    fte = models.DecimalField(
        _("full-time equivalent"), max_digits=8, decimal_places=2, default=Decimal(0)
    )
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.job


class BuildingRow(models.Model):
    """A row of 施設・事業所の構造; each line of the text is printed on its own line."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="building_rows")
    position = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(_("item"), max_length=40)
    lines = models.TextField(_("contents"), blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label
