"""Number fields that take what people type: full-width digits, commas, blanks."""

import unicodedata
from decimal import Decimal
from typing import Any

from django import forms


def folded_number(text: str) -> str:
    """Return the digits of a typed number: １，０４２ → 1042."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "").rstrip("人日")


class CountField(forms.IntegerField):
    """A whole number of people, uses or days, from 0."""

    widget = forms.TextInput

    def __init__(self, *, max_value: int = 999_999, **options: Any) -> None:
        super().__init__(min_value=0, max_value=max_value, **options)
        self.widget.attrs.update(inputmode="numeric", autocomplete="off", size="6")

    def to_python(self, value: Any) -> int | None:
        return super().to_python(folded_number(value) if isinstance(value, str) else value)


class FigureField(forms.DecimalField):
    """A number with decimals, from 0."""

    widget = forms.TextInput

    def __init__(self, *, decimal_places: int, max_digits: int = 8, **options: Any) -> None:
        super().__init__(
            min_value=0, max_digits=max_digits, decimal_places=decimal_places, **options
        )
        self.widget.attrs.update(inputmode="decimal", autocomplete="off", size="6")

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(folded_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value
