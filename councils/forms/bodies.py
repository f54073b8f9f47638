"""Forms for bodies and their members."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.fields import DayField, NameField
from councils.choices import BodyFunction, Side
from councils.forms.rows import filled_rows
from councils.models import Body
from councils.rules import ancestors_of
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset


class MemberForm(SheetForm):
    """A seat: who, from where, as what, from when to when."""

    name = NameField(label=pgettext_lazy("attendance", "Name"))
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), required=False, max_length=100
    )
    role = forms.CharField(label=gettext_lazy("Role in the body"), required=False, max_length=40)
    side = forms.ChoiceField(
        label=pgettext_lazy("attendance", "Seat"), choices=Side, initial=Side.MEMBER
    )
    started_on = DayField(label=gettext_lazy("Term from"), required=False)
    ended_on = DayField(label=gettext_lazy("Term to"), required=False)

    def clean(self) -> dict[str, Any]:
        """A term ends after it begins."""
        data = super().clean()
        started, ended = data.get("started_on"), data.get("ended_on")
        if started and ended and ended < started:
            self.add_error("ended_on", _("The term ends before it begins."))
        return data


class BodyForm(SheetModelForm):
    """A body with its place in the tree, its functions and its members."""

    name = forms.CharField(
        label=gettext_lazy("Name of the body"),
        max_length=100,
        widget=forms.TextInput({"class": "w-full"}),
    )
    council_name = forms.CharField(
        widget=forms.TextInput({"class": "w-full"}),
        label=gettext_lazy("Council"),
        help_text=gettext_lazy("Leave it empty for a body that belongs to no council."),
        required=False,
        max_length=100,
    )
    functions = forms.MultipleChoiceField(
        label=gettext_lazy("Functions of a council"),
        choices=BodyFunction,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    formset_classes = {"members": sheet_formset(MemberForm)}

    class Meta:
        model = Body
        fields = ("name", "kind", "council_name", "parent", "functions")

    def prepare(self) -> None:
        """Offer the office's own bodies as the one above."""
        bodies = Body.objects.alive().filter(office=self.office)
        if self.instance.pk:
            bodies = bodies.exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = bodies
        self.fields["parent"].empty_label = _("None (stands at the top)")

    def clean_parent(self) -> Body | None:
        """A body does not stand under itself."""
        parent = self.cleaned_data["parent"]
        if parent is None or not self.instance.pk:
            return parent
        above = dict(Body.objects.filter(office=self.office).values_list("pk", "parent_id"))
        if self.instance.pk in ancestors_of(parent.pk, above):
            raise forms.ValidationError(_("This body stands under the one you are changing."))
        return parent

    def clean_name(self) -> str:
        """A name stands once among the bodies of an office."""
        name = self.cleaned_data["name"]
        same = Body.objects.alive().filter(office=self.office, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("A body of this name is already registered."))
        return name

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "members": filled_rows(self, "members")}


def body_texts(body: Body) -> tuple[dict, dict]:
    """Return a body as the form shows it: initial values and rows."""
    initial = {
        "name": body.name,
        "kind": body.kind,
        "council_name": body.council.name if body.council else "",
        "parent": body.parent_id,
        "functions": body.functions,
    }
    names = ("name", "organisation", "role", "side", "started_on", "ended_on")
    return initial, {"members": list(body.memberships.values(*names))}
