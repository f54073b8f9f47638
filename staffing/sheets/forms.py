"""Base classes of every form: today's date for date fields, rows beside the form."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from config.common.problems import Problem

STANDARD_REQUIRED = forms.Field.default_error_messages["required"]


class SheetFormMixin:
    """A form that knows the day, the user and the office it is filled in for.

    `formset_classes` names the rows that are saved together with the form. `version` is the
    version of the record that the page was opened with (None for a new record).
    """

    formset_classes: dict[str, type[BaseFormSet]] = {}
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        today: date,
        now: datetime | None = None,
        user: Any = None,
        office: Any = None,
        rows: dict[str, list[dict]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.today, self.user, self.office = today, user, office
        self.version: int | None = None
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.today, field.now = today, now
        context = {"today": today, "now": now, "user": user, "office": office}
        self.formsets = {
            name: formset(
                self.data if self.is_bound else None,
                prefix=name,
                initial=(rows or {}).get(name),
                form_kwargs=context,
            )
            for name, formset in self.formset_classes.items()
        }
        self.prepare()
        # Fields that only `prepare` adds or names are asked for in the same words.
        for field in self.fields.values():
            if field.label and field.error_messages.get("required") is STANDARD_REQUIRED:
                field.error_messages["required"] = _required_later(field)

    def prepare(self) -> None:
        """Narrow the choices to what the user may see; for subclasses."""

    def is_valid(self) -> bool:
        """Whether the form and all its rows are in order; every error is collected first.

        The rows are asked again at the end: the whole form may find an error in one of them.
        """
        rows = self.formsets.values()
        in_order = [formset.is_valid() for formset in rows]
        in_order.append(super().is_valid())
        return all(in_order) and all(formset.is_valid() for formset in rows)

    @property
    def typed_wrong(self) -> list[str]:
        """What is wrong with the values that are typed; what is still empty is not told yet."""
        return [
            message
            for errors in self.errors.as_data().values()
            for error in errors
            if error.code != "required"
            for message in error.messages
        ]

    def add_problems(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        """Show what a rule found at the fields it names."""
        for problem in problems:
            known = problem.field if problem.field in self.fields else None
            self.add_error(known, forms.ValidationError(problem.message, code=problem.code))


def _required_message(field: forms.Field) -> str:
    """Name what is missing: the summary of errors stands apart from the field."""
    if isinstance(field, forms.ChoiceField):
        return _("%(label)s: please choose.") % {"label": field.label}
    return _("%(label)s: please fill in.") % {"label": field.label}


#: In words only where it is shown: a form of thirty fields has thirty such messages.
_required_later = lazy(_required_message, str)


def named_error(bound: forms.BoundField, message: str) -> str:
    """Return the sentence as it stands in the summary, where it must say which field it means."""
    if not bound.label or str(bound.label) in message:
        return message
    return _("%(label)s: %(message)s") % {"label": bound.label, "message": message}


class SheetForm(SheetFormMixin, forms.Form):
    """A form without a model of its own."""


class SheetModelForm(SheetFormMixin, forms.ModelForm):
    """A form that takes its field definitions from a model; an action saves it."""

    def save(self, *args, **kwargs):
        raise TypeError("actions save, forms validate")


class SheetFormSet(BaseFormSet):
    """Rows of a form; `filled` are the rows to keep."""

    @property
    def filled(self) -> list[dict]:
        """Cleaned rows that hold something and are not marked for removal, in their order."""
        rows = [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() or form.initial
            if not self.is_removed(form)
        ]
        return [row for row in rows if row]

    def is_removed(self, form: forms.Form) -> bool:
        """Whether a row is marked for removal: what it lacks no longer matters."""
        return bool(self.can_delete and self._should_delete_form(form))


def sheet_formset(form: type[SheetForm], *, extra: int = 1, max_num: int = 200, **kwargs: Any):
    """Return a formset class whose rows can be added, removed and come with today's date."""
    return formset_factory(
        form,
        formset=kwargs.pop("formset", SheetFormSet),
        extra=extra,
        max_num=max_num,
        absolute_max=max_num + 50,
        can_delete=True,
        **kwargs,
    )
