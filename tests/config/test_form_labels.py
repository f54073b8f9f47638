"""Every field of every form has a Japanese name, also where the model gives it."""

from collections.abc import Iterator
from importlib import import_module

from django import forms
from django.conf import settings
from django.utils.translation import override

#: The letters of the columns on the paper of the annual plan.
COLUMNS = {"A", "B"}


def below(form: type) -> Iterator[type]:
    for child in form.__subclasses__():
        yield child
        yield from below(child)


def test_no_field_is_named_by_its_column():
    import_module(settings.ROOT_URLCONF)
    with override("ja"):
        wrong = {
            f"{form.__module__}.{form.__name__}.{name}: {field.label}"
            for form in below(forms.BaseForm)
            if not form.__module__.startswith(("django", "tests"))
            for name, field in getattr(form, "base_fields", {}).items()
            if field.label and str(field.label).isascii() and str(field.label) not in COLUMNS
        }
    assert wrong == set()
