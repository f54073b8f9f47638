"""Who may know of a file, why, and until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices_access import RestrictionGround
from config.common.fields import DayField, NameField
from config.common.keys import RecordsField
from staffing.permissions import Permission, holders
from staffing.sheets import SheetForm


class ReadersForm(SheetForm):
    """The people who may know of a restricted file."""

    readers = RecordsField(
        label=_("Who may read it"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        able = holders(Permission.FILE_RESTRICTED, self.office, on=self.today)
        self.fields["readers"].queryset = able.order_by("name_kana", "pk")


class RestrictionForm(ReadersForm):
    """How a file is restricted."""

    ground = forms.ChoiceField(label=_("Why restricted"), choices=RestrictionGround.choices)
    reason = NameField(
        label=_("What the readers must know"),
        required=False,
        longest=200,
        help_text=_("For example: who must not learn the address."),
    )
    ends_on = DayField(
        label=_("Until"),
        required=False,
        help_text=_("After this day everybody at the office can read it again. Empty: no end."),
    )

    field_order = ("ground", "reason", "readers", "ends_on")


class LiftForm(SheetForm):
    """Why everybody may read a file again."""

    reason = NameField(label=_("Why it is lifted"), longest=200)
