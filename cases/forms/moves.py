"""The form that puts a promise off or passes it on."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.choosing import colleagues
from cases.models import Promise
from config.common.fields import DayField
from staffing.models import User
from staffing.sheets import SheetModelForm


class MovePromiseForm(SheetModelForm):
    """Another day, another owner, and why."""

    due_on = DayField(label=gettext_lazy("By when"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Needed when the day is changed."),
        widget=forms.TextInput({"class": "w-full"}),
    )

    class Meta:
        model = Promise
        fields = ("owner", "due_on")
        labels = {"owner": gettext_lazy("By whom")}

    def prepare(self) -> None:
        people = colleagues(self.office.pk, on=self.today)
        # Whoever left may keep it until somebody else is chosen.
        self.fields["owner"].queryset = people | User.objects.filter(pk=self.instance.owner_id)
        self.fields["owner"].empty_label = None
        self.held_until = self.instance.due_on

    def clean(self):
        data = super().clean()
        is_moved = "due_on" not in self.errors and data.get("due_on") != self.held_until
        if is_moved and not data.get("reason"):
            self.add_error("reason", _("Type why the day is changed."))
        return data
