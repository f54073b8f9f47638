"""Numbers that come back in an address or a hidden field: the key of a record, its version."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_script_prefix, reverse

__all__ = ["RecordsField", "key_url", "page_url", "read_key"]

#: Beyond this no table counts, and a database would refuse the number.
MOST_DIGITS = 18


def page_url(url_name: str) -> str:
    """Return the address of a page that has one for all: looked up once."""
    return _page(url_name, get_script_prefix())


@cache
def _page(url_name: str, _prefix: str) -> str:
    return reverse(url_name)


def key_url(url_name: str) -> Callable[[int], str]:
    """Return how a record's address is written: looked up once for all rows of a list."""
    before, after = _around(url_name)
    return lambda key: f"{before}{key}{after}"


@cache
def _around(url_name: str) -> tuple[str, str]:
    before, after = reverse(url_name, args=[0]).rsplit("0", 1)
    return before, after


def read_key(text: str | None) -> int | None:
    """Return the number written in plain digits; None for anything else, 「²」 and 「٣」 too."""
    is_key = text and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_key else None


class RecordsField(forms.ModelMultipleChoiceField):
    """Several records to choose from; a key that no table can hold is no choice, not a failure."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if read_key(str(key)) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(key)[:MOST_DIGITS]},
                )
        return super().clean(value)
