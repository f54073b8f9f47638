"""Every form asks in Japanese: a model's field without a name of its own would ask in English."""

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver
from django.utils import translation

from tests.test_architecture import APPS

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
#: The letters of the paper's columns; each row puts its programme before them.
LETTERS = {"A", "B"}


def forms_of_the_site(base: type = forms.BaseForm) -> Iterator[type]:
    for found in base.__subclasses__():
        if found.__module__.split(".")[0] in APPS:
            yield found
        yield from forms_of_the_site(found)


@pytest.mark.parametrize("part", ["label", "help_text"])
def test_every_field_asks_in_japanese(part):
    assert get_resolver().url_patterns
    with translation.override("ja"):
        asked = {
            f"{form.__module__}.{form.__name__}.{name}": str(getattr(field, part) or "")
            for form in forms_of_the_site()
            for name, field in getattr(form, "base_fields", {}).items()
        }
    assert len(asked) > 500
    assert {
        name: words
        for name, words in asked.items()
        if words and words not in LETTERS and not JAPANESE.search(words)
    } == {}
