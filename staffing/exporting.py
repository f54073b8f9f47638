"""Lists as files: what the page shows, with its conditions, who took it and why.

Without a reason nothing in the file says who a person is. Every file is in the audit trail. The
rows come from the database a few thousand at a time and go to the disk: a file is sent whole or
not at all, and its number of rows is known before it leaves.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.csvfile import CSV, write_csv
from config.common.filtering import ListFilter
from config.common.tags import clock, day
from config.common.xlsx import XLSX, Column, file_name, write_book
from staffing import audit
from staffing.models import Office
from staffing.outputs import Output
from staffing.signin import asked_before

#: More rows than this are no list any more; a shorter period is asked for.
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Asked:
    """A list with the conditions under which one person asks for it."""

    output: Output
    listed: ListFilter
    offices: tuple[Office, ...]
    query: str
    #: Offices whose rows the list shows, but which this person may not take along.
    left_out: tuple[Office, ...] = ()

    @property
    def title(self) -> str:
        """What the list is called."""
        return str(self.output.title)

    @property
    def left_out_names(self) -> str:
        """The offices that are left out, in words."""
        return "、".join(office.name for office in self.left_out)

    @cached_property
    def columns(self) -> Sequence[Column]:
        """The columns of the list as it is shown."""
        return self.output.columns(self.listed)

    @cached_property
    def count(self) -> int:
        """How many rows it has."""
        return self.output.count(self.listed)

    @cached_property
    def conditions(self) -> list[tuple[str, str]]:
        """What was filtered by, in words; a searched text may be a name and is not repeated."""
        names = "、".join(office.name for office in self.offices)
        more = [(_("Office"), names), *self.output.more(self.listed)]
        said = {label for label, _words in more}
        chips = [chip for chip in self.listed.chips if chip.label and chip.label not in said]
        return [*more, *((chip.label, chip.words or _("set")) for chip in chips)]

    def shares(self, number: int) -> list[tuple[Office, int]]:
        """Return each office whose rows leave, with how many of them: its history says so."""
        if len(self.offices) == 1:
            return [(self.offices[0], number)]
        found = self.listed.qs.order_by().values_list(self.output.office_path)
        counts = dict(found.annotate(number=Count("pk")))
        shares = [(each, counts[each.pk]) for each in self.offices if each.pk in counts]
        return shares or [(self.offices[0], 0)]

    @property
    def names_people(self) -> bool:
        """Whether a column shows who a person is."""
        return any(column.is_personal for column in self.columns)

    @property
    def back_url(self) -> str:
        """The list with the same conditions."""
        path = reverse(self.output.list_url)
        return f"{path}?{self.query}" if self.query else path


class ExportForm(forms.Form):
    """Which kind of file and which columns; whether it names people, and what for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[
            ("xlsx", gettext_lazy("Excel file, with the conditions on a second sheet")),
            ("csv", gettext_lazy("CSV file, for other programs")),
        ],
        initial="xlsx",
        required=False,
        widget=forms.RadioSelect,
    )
    columns = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Columns"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
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

    def __init__(self, *args, columns: Sequence[Column], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [
            (place, column.head) for place, column in enumerate(columns)
        ]
        self.fields["columns"].initial = list(range(len(columns)))
        if not any(column.is_personal for column in columns):
            del self.fields["with_names"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("with_names") and not data.get("reason", "").strip():
            self.add_error("reason", _("Write what the names are needed for."))
        return data


def export_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Ask what the file may contain, then send it; the caller has checked the permission."""
    posted = request.POST if request.method == "POST" else None
    initial = _typed(asked_before(request)) if posted is None else {}
    form = ExportForm(posted, columns=asked.columns, initial=initial)
    if asked.count <= MOST_ROWS and form.is_valid():
        return _file(request, asked, form.cleaned_data, now=timezone.localtime())
    context = {"export": asked, "form": form, "most": MOST_ROWS, "fits": asked.count <= MOST_ROWS}
    status = 422 if request.method == "POST" else 200
    return render(request, "staffing/export.html", context, status=status)


def _typed(sent: dict[str, list[str]]) -> dict[str, Any]:
    """Return what was chosen and written before the password was asked for once more."""
    if not sent:
        return {}
    single = {name: values[0] for name, values in sent.items() if name in {"kind", "reason"}}
    return single | {"columns": sent.get("columns", []), "with_names": "with_names" in sent}


def _file(
    request: HttpRequest, asked: Asked, data: dict[str, Any], *, now: datetime
) -> FileResponse:
    shows_people = bool(data.get("with_names"))
    chosen = data["columns"] or range(len(asked.columns))
    places = [place for place in chosen if shows_people or not asked.columns[place].is_personal]
    columns = [asked.columns[place] for place in places]
    rows = ([row[place] for place in places] for row in asked.output.rows(asked.listed))
    is_csv = data["kind"] == "csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        if is_csv:
            number = write_csv(path, columns=columns, rows=rows)
        else:
            told = _conditions(request, asked, data, now=now)
            number = write_book(
                path, title=asked.title, columns=columns, rows=rows, conditions=told
            )
        opened = path.open("rb")  # stays readable after the folder is gone
    facts = {"list": asked.output.key, "with_names": shows_people}
    facts |= {"reason": data["reason"]} if shows_people else {}
    for office, rows in asked.shares(number):
        audit.record(
            request.user, "record.exported", office, office_id=office.pk, rows=rows, **facts
        )
    name = file_name(asked.title, now.date())
    return FileResponse(
        opened,
        as_attachment=True,
        filename=name.replace(".xlsx", ".csv") if is_csv else name,
        content_type=CSV if is_csv else XLSX,
    )


def _conditions(
    request: HttpRequest, asked: Asked, data: dict[str, Any], *, now: datetime
) -> list[tuple[str, str]]:
    reason = [(_("What the names are needed for"), data["reason"])] if data.get("reason") else []
    return [
        (_("List"), asked.title),
        *asked.conditions,
        (_("Made"), f"{day(now)} {clock(now)}"),
        (_("Made by"), request.user.name),
        *(reason if data.get("with_names") else ()),
    ]
