"""Acts that cannot be undone: the name is typed, a reason given, a second person asked."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.choosing import ClientChoiceForm
from config.common.kana import name_key
from staffing.sheets import SheetForm


class TypedNameForm(SheetForm):
    """The person's name typed letter by letter, so that nobody confirms by habit."""

    typed_name = forms.CharField(
        label=gettext_lazy("Type the client's name"),
        max_length=120,
        widget=forms.TextInput({"class": "w-m", "autocomplete": "off"}),
    )

    def __init__(self, *args, name: str, **kwargs) -> None:
        self.name = name
        super().__init__(*args, **kwargs)

    def clean_typed_name(self) -> str:
        typed = self.cleaned_data["typed_name"]
        if name_key(typed) != name_key(self.name):
            raise forms.ValidationError(_("This is not the name of the file. Type it as shown."))
        return typed


class MergeForm(TypedNameForm):
    """Two files as they were looked at: what changed since is looked at again."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, versions: tuple[int, int], **kwargs) -> None:
        self.versions = versions
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.initial["seen"] = self._words

    @property
    def _words(self) -> str:
        return ":".join(map(str, self.versions))

    def clean(self):
        data = super().clean()
        if data.get("seen") != self._words:
            # Shown as they are now: the next confirmation is for these.
            self.data = self.data.copy()
            self.data["seen"] = self._words
            message = _("One of the files changed meanwhile. Look at both and confirm once more.")
            raise forms.ValidationError(message)
        return data


class PurgeForm(TypedNameForm):
    """Why a file is to be deleted for good."""

    reason = forms.CharField(
        label=gettext_lazy("Reason and decision"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full", "autocomplete": "off"}),
    )


class OtherFileForm(ClientChoiceForm):
    """Which other file is of the same person."""

    def clean(self):
        data = super().clean()
        if not data.get("client") and "client_text" not in self.errors:
            self.add_error("client_text", _("Choose the other file of this person."))
        return data
