"""A file from elsewhere: what it is, and the file itself."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.filetypes import ENDINGS, WrongFile, type_of
from config.common.filing import sha256_of
from config.common.uploads import MEGABYTE, RefusedUpload, refusal
from staffing.sheets import SheetForm

LONGEST_NAME = 200


class UploadField(forms.FileField):
    """A file whose type is read from its content and fits its name; too large ones are said so."""

    widget = forms.FileInput(attrs={"accept": ",".join(ENDINGS)})

    def clean(self, data: Any, initial: Any = None) -> dict[str, Any] | None:
        if isinstance(data, RefusedUpload):
            raise forms.ValidationError(refusal(data), code="too-large")
        file = super().clean(data, initial)
        if file is None:  # where a file may be left out
            return None
        try:
            kind = type_of(file)
        except WrongFile as wrong:
            raise forms.ValidationError(_WORDS[wrong.code], code=wrong.code) from wrong
        name = _shown_name(file.name)
        if PurePath(name).suffix.lower() not in kind.endings:
            message = _(
                "By its content the file is %(kind)s; its name says something else (%(name)s)."
            )
            said = {"kind": kind.label, "name": PurePath(name).suffix or name}
            raise forms.ValidationError(message % said, code="ending")
        return {
            "file": file,
            "name": name,
            "content_type": kind.content_type,
            "ending": kind.endings[0],
            "size": file.size,
            "sha256": sha256_of(file),
        }


def _shown_name(name: str) -> str:
    """Return a name that only people read: no folder, no control or direction marks."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    stem, dot, ending = kept.strip().rpartition(".")
    return f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:8]}" if dot else kept[:LONGEST_NAME]


_WORDS = {
    "unknown": gettext_lazy(
        "This kind of file is not taken. Use PDF, JPEG, PNG, Word, Excel, PowerPoint or plain text."
    ),
    "old_office": gettext_lazy(
        "This file has an old format or a password. Save it as .docx, .xlsx or PDF without one."
    ),
    "macros": gettext_lazy("Files with macros or programs inside are not taken."),
    "image": gettext_lazy("The image is damaged or too large. Save it once more, or smaller."),
    "bomb": gettext_lazy("The file would unpack to far too much and is not taken."),
    "active": gettext_lazy("Web pages and drawings in SVG are not taken. Save it as PDF."),
}


class AttachmentForm(SheetForm):
    """What it is comes first: the file is the last thing that is sent."""

    note = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "w-full", "autofocus": True, "autocomplete": "off"}),
    )
    upload = UploadField(label=gettext_lazy("File"))

    def prepare(self) -> None:
        self.fields["upload"].help_text = _(
            "PDF, JPEG, PNG, Word, Excel, PowerPoint or text, up to %(most)s MB. A draft keeps"
            " what you typed, but never the file: choose it again after an interruption."
        ) % {"most": settings.UPLOAD_MAX_BYTES // MEGABYTE}

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the attachment, the file and its ending."""
        return {"note": self.cleaned_data["note"], **self.cleaned_data["upload"]}
