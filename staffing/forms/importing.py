"""The file of a list that an office brings along."""

import tempfile
from pathlib import Path

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.tabular import TableError
from config.common.uploads import MEGABYTE, RefusedUpload, refusal
from staffing.importing.kinds import ImportKind
from staffing.importing.reading import open_list
from staffing.sheets import SheetForm

MOST_MEGABYTES = 20


class ImportForm(SheetForm):
    """A list as Excel book or CSV; its heads are looked at before it is kept."""

    file = forms.FileField(
        label=gettext_lazy("File of the list"),
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV (UTF-8 or Shift_JIS), up to %(most)s MB. A draft cannot keep a "
            "file: choose it again after an error."
        )
        % {"most": MOST_MEGABYTES},
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args, kind: ImportKind, **kwargs) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * MEGABYTE:
            message = _("The file is larger than %(most)s MB. Please split the list.")
            raise forms.ValidationError(message % {"most": MOST_MEGABYTES}, code="large")
        if isinstance(file, RefusedUpload):  # it has a size, but no content
            raise forms.ValidationError(refusal(file), code="refused")
        with tempfile.NamedTemporaryFile() as kept:
            for piece in file.chunks():
                kept.write(piece)
            kept.flush()
            try:
                with translation.override("ja"):
                    open_list(Path(kept.name), self.kind)
            except TableError as error:
                raise forms.ValidationError(error.message, code="table") from error
        return file
