"""Lists as Excel files: what the page shows, with its conditions, who took it and why.

    return export_page(request, ListExport(key="log", title=…, columns=…, rows=…, …))

Without a reason nothing in the file says who a person is. Every file is in the audit trail.
"""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.filtering import ListFilter
from config.common.tags import clock, day
from config.common.xlsx import XLSX, Column, file_name, write_book
from staffing import audit
from staffing.models import Office

#: More rows than this are no list any more; a shorter period is asked for.
MOST_ROWS = 100_000


@dataclass(frozen=True)
class ListExport:
    """One list to be written: `rows()` yields a cell for every column, in their order."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Any]]]
    count: int
    office: Office
    listed: ListFilter
    back_url: str
    #: Conditions that are no field of the filter: the month of the page, the office.
    more: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """What was filtered by, in words; a searched text may be a name and is not repeated."""
        said = {label for label, _words in self.more}
        chips = [chip for chip in self.listed.chips if chip.label and chip.label not in said]
        return [*self.more, *((chip.label, chip.words or _("set")) for chip in chips)]

    @property
    def names_people(self) -> bool:
        """Whether a column shows who a person is."""
        return any(column.is_personal for column in self.columns)


class ExportForm(forms.Form):
    """Whether the file names people, and what for."""

    with_names = forms.BooleanField(
        label=gettext_lazy("Write names, readings and what was noted"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("What the names are needed for"),
        help_text=gettext_lazy("Needed only for a file with names. It is kept in the history."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, names_people: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not names_people:
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("with_names") and not data.get("reason", "").strip():
            self.add_error("reason", _("Write what the names are needed for."))
        return data


def export_page(request: HttpRequest, export: ListExport) -> HttpResponse:
    """Ask what the file may contain, then send it; the caller has checked the permission."""
    posted = request.POST if request.method == "POST" else None
    form = ExportForm(posted, names_people=export.names_people)
    if export.count <= MOST_ROWS and form.is_valid():
        return _file(request, export, form.cleaned_data, now=timezone.localtime())
    context = {"export": export, "form": form, "most": MOST_ROWS, "fits": export.count <= MOST_ROWS}
    status = 422 if request.method == "POST" else 200
    return render(request, "staffing/export.html", context, status=status)


def _file(
    request: HttpRequest, export: ListExport, data: dict[str, Any], *, now: datetime
) -> FileResponse:
    shows_people = bool(data.get("with_names"))
    places = [
        place
        for place, column in enumerate(export.columns)
        if shows_people or not column.is_personal
    ]
    conditions = [
        (_("List"), export.title),
        *export.conditions,
        (_("Made"), f"{day(now)} {clock(now)}"),
        (_("Made by"), request.user.name),
        *([(_("What the names are needed for"), data["reason"])] if shows_people else ()),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        number = write_book(
            path,
            title=export.title,
            columns=[export.columns[place] for place in places],
            rows=([row[place] for place in places] for row in export.rows()),
            conditions=conditions,
        )
        opened = path.open("rb")  # stays readable after the folder is gone
    facts = {"list": export.key, "rows": number, "with_names": shows_people}
    audit.record(
        request.user,
        "record.exported",
        export.office,
        office_id=export.office.pk,
        **facts,
        **({"reason": data["reason"]} if shows_people else {}),
    )
    name = file_name(export.title, now.date())
    return FileResponse(opened, as_attachment=True, filename=name, content_type=XLSX)
