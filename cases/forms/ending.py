"""The contract, the closing sheet, and an end that is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import GoalResult
from config.common.fields import DayField, NameField
from staffing.sheets import SheetForm


class ContractFields(SheetForm):
    """Who signed, and when the municipality was told."""

    contract_signed_by = NameField(label=_("Who signed the contract"), longest=60)
    contract_reported_on = DayField(
        label=_("Contract reported to the municipality on"),
        required=False,
        is_past=True,
        help_text=_("May be entered later; it is missed until then."),
    )


class ContractForm(ContractFields):
    """All of the contract, to complete or correct it."""

    explained_on = DayField(label=_("Important matters explained on"), is_past=True)
    contracted_on = DayField(label=_("Contract signed on"), is_past=True)

    field_order = ("explained_on", "contracted_on", "contract_signed_by", "contract_reported_on")


class SheetFields(SheetForm):
    """終結シート: what became of the goals, and who goes on with the person."""

    goal_result = forms.ChoiceField(
        label=_("What became of the goals"), choices=[("", "―"), *GoalResult.choices]
    )
    closing_note = forms.CharField(
        label=_("Looking back: course and evaluation"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
    )
    went_to = NameField(label=_("Where the person went"), required=False, longest=100)
    continued_by = NameField(label=_("Who goes on with the support"), required=False, longest=100)
    follow_up_on = DayField(label=_("Look after the person again on"), required=False)


class EndBackForm(SheetForm):
    """Why the end of a case is taken back."""

    reason = NameField(label=_("Why the end is taken back"), longest=200)
