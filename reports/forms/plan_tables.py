"""Forms of the tables of an annual plan: targets, staff, building."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.fields import DayField
from reports.forms.fields import CountField, FigureField
from reports.models import AnnualPlan, TargetRow
from reports.plan_document import BuildingRow, PlanDocument, StaffRow
from reports.plan_figures import FigureTable, figure_table
from reports.plan_rows import document_of
from staffing.sheets import SheetForm, sheet_formset


class TargetFigureForm(SheetForm):
    """A and B of one row."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    covered = CountField(label=pgettext_lazy("annual plan", "A"), required=False)
    planned = CountField(
        label=pgettext_lazy("annual plan", "B"),
        error_messages={"required": gettext_lazy("Type a number, 0 if there is none.")},
    )


class TargetsForm(SheetForm):
    """C of the table, and A and B of its rows; D and E stand beside them."""

    days = CountField(label=gettext_lazy("Planned days of service"), max_value=366, required=False)
    formset_classes = {"rows": sheet_formset(TargetFigureForm, extra=0)}

    def __init__(
        self,
        *args: Any,
        figures: FigureTable,
        last_year: dict[tuple[str, str], Any],
        keys: list[int],
        **kwargs: Any,
    ) -> None:
        self.figures, self.last_year, self.keys = figures, last_year, keys
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Lay the computed cells and last year's figures beside each row."""
        for form, figure, key in zip(
            self.formsets["rows"].forms, self.figures.rows, self.keys, strict=False
        ):
            form.figure, form.key = figure, key
            form.last_year = self.last_year.get((figure.programme, figure.kind))
            name = f"{figure.programme} {figure.kind}".strip()
            for field, letter in (("covered", "A"), ("planned", "B")):
                # The summary of errors names the row, not only its column.
                form.fields[field].label = f"{name} {letter}"
                form.fields[field].widget.attrs["aria-label"] = f"{name} {letter}"

    @property
    def typed_figures(self) -> dict[int, tuple[int | None, int]]:
        """A and B by the key of the row."""
        return {
            row["row"]: (row["covered"], row["planned"]) for row in self.formsets["rows"].filled
        }


def typed_figures(
    plan: AnnualPlan, document: PlanDocument, data: QueryDict, *, today: date
) -> FigureTable | None:
    """Return D, E and the totals of what is typed; None while it cannot be read."""
    targets, keys = document.targets, list(plan.targets.values_list("pk", flat=True))
    figures = figure_table(targets, document.staffing)
    form = TargetsForm(data, figures=figures, last_year={}, keys=keys, today=today)
    if not form.is_valid():
        return None
    typed = form.typed_figures
    rows = tuple(
        replace(row, covered=typed[key][0], planned=typed[key][1]) if key in typed else row
        for row, key in zip(targets.rows, keys, strict=True)
    )
    targets = replace(targets, rows=rows, days=form.cleaned_data["days"])
    return figure_table(targets, document.staffing)


def load_targets(plan: AnnualPlan) -> tuple[dict, dict]:
    """Return the targets as the form shows them."""
    rows = [
        {"row": row.pk, "covered": row.covered, "planned": row.planned}
        for row in plan.targets.all()
    ]
    return {"days": plan.days}, {"rows": rows}


class CorrectionForm(SheetForm):
    """D and E of a row typed over by hand, each with its reason."""

    monthly = CountField(label=gettext_lazy("Uses a month (D)"), required=False)
    monthly_reason = forms.CharField(
        label=gettext_lazy("Why D is corrected"), max_length=200, required=False
    )
    per_staff = FigureField(
        label=gettext_lazy("Average per staff member (E)"), decimal_places=1, required=False
    )
    per_staff_reason = forms.CharField(
        label=gettext_lazy("Why E is corrected"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A figure needs its reason; a reason without a figure is dropped."""
        data = super().clean()
        for name in ("monthly", "per_staff"):
            if data.get(name) is None:
                data[f"{name}_reason"] = ""
            elif not data.get(f"{name}_reason"):
                self.add_error(f"{name}_reason", _("Write why the computed figure is corrected."))
        return data


class TargetNameForm(SheetForm):
    """Programme and kind of one row."""

    row = forms.IntegerField(widget=forms.HiddenInput, required=False)
    programme = forms.CharField(label=gettext_lazy("Programme"), max_length=60)
    kind = forms.CharField(label=gettext_lazy("Kind of support"), max_length=60, required=False)


class TargetRowsForm(SheetForm):
    """The rows of the table: which programmes and kinds of support there are."""

    formset_classes = {"rows": sheet_formset(TargetNameForm, extra=1)}

    @property
    def typed_rows(self) -> list[tuple[int | None, str, str]]:
        """(key or None, programme, kind) in their order."""
        return [
            (row.get("row"), row["programme"], row.get("kind", ""))
            for row in self.formsets["rows"].filled
            if row.get("programme")
        ]


def load_target_rows(plan: AnnualPlan) -> tuple[dict, dict]:
    """Return the names of the rows as the form shows them."""
    rows = [
        {"row": row.pk, "programme": row.programme, "kind": row.kind}
        for row in TargetRow.objects.filter(plan=plan)
    ]
    return {}, {"rows": rows}


class StaffRowForm(SheetForm):
    """One row of the staff table."""

    job = forms.CharField(label=gettext_lazy("Job"), max_length=60)
    heads = CountField(label=gettext_lazy("Heads"), max_value=9999)
    full_dedicated = CountField(
        label=gettext_lazy("Full-time dedicated"), max_value=9999, required=False
    )
    full_concurrent = CountField(
        label=gettext_lazy("Full-time concurrent"), max_value=9999, required=False
    )
    part_dedicated = CountField(
        label=gettext_lazy("Part-time dedicated"), max_value=9999, required=False
    )
    part_concurrent = CountField(
        label=gettext_lazy("Part-time concurrent"), max_value=9999, required=False
    )
    fte = FigureField(label=gettext_lazy("Full-time equivalent"), decimal_places=2)
    note = forms.CharField(label=gettext_lazy("Remarks"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """The heads are the sum of the four columns."""
        data = super().clean()
        parts = ("full_dedicated", "full_concurrent", "part_dedicated", "part_concurrent")
        total = sum(data.get(part) or 0 for part in parts)
        if data.get("heads") is not None and data["heads"] != total:
            message = _("The four columns add up to %(total)s.") % {"total": total}
            self.add_error("heads", message)
        return data


class StaffForm(SheetForm):
    """The staff table with its base date; typed rows need a reason."""

    as_of = DayField(label=gettext_lazy("Staff as of"))
    reason = forms.CharField(
        label=gettext_lazy("Reason for the correction"), max_length=200, required=False
    )
    formset_classes = {"rows": sheet_formset(StaffRowForm, extra=1, max_num=60)}

    @property
    def typed_rows(self) -> list[StaffRow]:
        """The rows as the document holds them; a 0 in a column is an empty cell."""
        columns = ("full_dedicated", "full_concurrent", "part_dedicated", "part_concurrent")
        return [
            StaffRow(
                job=row["job"],
                heads=row["heads"],
                fte=row["fte"],
                note=row.get("note", ""),
                **{column: row.get(column) or None for column in columns},
            )
            for row in self.formsets["rows"].filled
            if row.get("job")
        ]


def load_staff(plan: AnnualPlan) -> tuple[dict, dict]:
    """Return the staff table as the form shows it, typed or from the postings."""
    table = document_of(plan).staffing
    rows = [{name: getattr(row, name) for name in StaffRow.__slots__} for row in table.rows]
    return {"as_of": plan.staff_as_of_on, "reason": plan.staff_reason}, {"rows": rows}


class BuildingRowForm(SheetForm):
    """One row of the building."""

    label = forms.CharField(label=gettext_lazy("Item"), max_length=40)
    lines = forms.CharField(
        label=gettext_lazy("Contents"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BuildingForm(SheetForm):
    """The building with its areas."""

    floor_area = FigureField(
        label=gettext_lazy("Floor area (m²)"),
        help_text=gettext_lazy("Printed in its row below while that row is empty."),
        decimal_places=2,
        required=False,
    )
    site_area = FigureField(
        label=gettext_lazy("Site area (m²)"),
        help_text=gettext_lazy("Printed in its row below while that row is empty."),
        decimal_places=2,
        required=False,
    )
    formset_classes = {"rows": sheet_formset(BuildingRowForm, extra=1, max_num=20)}

    @property
    def typed_rows(self) -> list[BuildingRow]:
        """The rows with their lines."""
        return [
            BuildingRow(row["label"], tuple(row.get("lines", "").splitlines()))
            for row in self.formsets["rows"].filled
            if row.get("label")
        ]


def load_building(plan: AnnualPlan) -> tuple[dict, dict]:
    """Return the building as the form shows it."""
    rows = [{"label": row.label, "lines": row.lines} for row in plan.building_rows.all()]
    return {"floor_area": plan.floor_area, "site_area": plan.site_area}, {"rows": rows}
