"""An app's addresses grouped by their first word.

Django tries one address after the other, and there are hundreds: of a whole group it only looks at
the word. What is found, and what an address is called, stay the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.urls import URLPattern, include, path

__all__ = ["by_first_word", "grouped"]


def by_first_word(module: str) -> Any:
    """Return what `include` returns for the module of an app's addresses."""
    found = import_module(module)
    return include((grouped(found.urlpatterns), found.app_name))


def grouped(patterns: Sequence[URLPattern]) -> list:
    """Return the same addresses in groups; those whose first word is not fixed stand last."""
    groups: dict[str, list[URLPattern]] = defaultdict(list)
    single = []
    for each in patterns:
        word, slash, rest = str(each.pattern).partition("/")
        if not slash or "<" in word:
            single.append(each)
        else:
            groups[f"{word}/"].append(path(rest, each.callback, each.default_args, each.name))
    return [*(path(word, include(group)) for word, group in groups.items()), *single]
