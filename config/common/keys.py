"""Numbers that come back in an address or a hidden field: the key of a record, its version."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

__all__ = ["RecordsField", "read_key"]

#: Beyond this no table counts, and a database would refuse the number.
MOST_DIGITS = 18


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
