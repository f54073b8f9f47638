"""Choices of records that are shown by their name."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

__all__ = ["Later", "NameIterator"]


class Later:
    """A queryset that is built when something is looked up in it: most choices are left open."""

    def __init__(self, build: Callable[[], QuerySet]) -> None:
        self._build = build

    def all(self) -> "Later":
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._build(), name)


class NameIterator(ModelChoiceIterator):
    """Keys and names of the field's records, read once for a form and without whole records.

    A field may have `ask_names`, which returns them from a prepared question.
    """

    def __iter__(self) -> Iterator[tuple[object, str]]:
        field = vars(self.field)
        if field.get("_named") is not self.queryset:
            field["_named"] = self.queryset
            ask = field.get("ask_names")
            field["_names"] = ask() if ask else list(self.queryset.values_list("pk", "name"))
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from field["_names"]
