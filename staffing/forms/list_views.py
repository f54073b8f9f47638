"""The form of a saved condition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from staffing.permissions import Permission, can
from staffing.sheets import SheetForm


class ListViewForm(SheetForm):
    """Its name, and whether the list opens with it and the whole office has it."""

    name = forms.CharField(label=_("Name of the condition"), max_length=30)
    is_default = forms.BooleanField(label=_("Always open the list with it"), required=False)
    is_shared = forms.BooleanField(label=_("For everybody at the office"), required=False)

    def prepare(self) -> None:
        """Only those who keep the office's tables share with everybody."""
        if not can(self.user, Permission.MASTERS_EDIT, self.office):
            del self.fields["is_shared"]
