"""Choices of records that are shown by their name."""

from collections.abc import Iterator

from django.forms.models import ModelChoiceIterator

__all__ = ["NameIterator"]


class NameIterator(ModelChoiceIterator):
    """Keys and names of the field's records, read once for a form and without whole records."""

    def __iter__(self) -> Iterator[tuple[object, str]]:
        field = vars(self.field)
        if field.get("_named") is not self.queryset:
            field["_named"] = self.queryset
            field["_names"] = list(self.queryset.values_list("pk", "name"))
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from field["_names"]
