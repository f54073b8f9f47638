"""Form fields for Japanese input: day, month, time, name, reading, number.

A field with an attribute `today` (or `now`) gets it from the form, which got it from the view:
no field reads the clock. Whatever cannot be understood stays in the input as it was typed.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.common.dateparse import DayTextError, parse_day
from config.common.holidays import is_weekday
from config.common.kana import to_hiragana
from config.common.monthparse import parse_month
from config.common.timeparse import TimeTextError, parse_time
from config.common.wareki import month_label, wareki

__all__ = [
    "ClockField",
    "DayField",
    "DayWidget",
    "DigitsField",
    "KanaField",
    "MonthField",
    "NameField",
    "PhoneField",
]

NAME_LENGTH = 60
# Marks that turn the direction of the text around them; they would garble a whole line.
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KANA_TEXT = re.compile(r"[\u3041-\u3096\u309d\u309e・ー ]*")
EXTENSION = re.compile(r"(?:内線|内|EXT\.?|X|#)[:.]?(\d{1,6})$")


class DayWidget(forms.TextInput):
    """One text input; a stored day is shown as R8.11.24, a typed text exactly as typed.

    `data-echo` asks the page to show the day understood under the input.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        defaults = {"data-echo": "day", "autocomplete": "off", "size": "16", "class": "day"}
        super().__init__({**defaults, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Write a day in its era, leave a text alone."""
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return _era_or_iso(value)
        return super().format_value(value)


class TypedField(forms.Field):
    """Base of fields that read typed text: blank is None, equal values are no change."""

    def clean_text(self, text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return None if value in self.empty_values else value
        return self.clean_text(value) if value.strip() else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DayField(TypedField):
    """A day in any of the ways of ux 4.11.4.

    `two_digit_era` None refuses 8.11.24 (birth dates); `earliest` and `latest` bound the day,
    `is_past` refuses days after today; `is_open` decides what +3営 counts.
    """

    widget = DayWidget

    def __init__(
        self,
        *,
        two_digit_era: str | None = "R",
        is_past: bool = False,
        earliest: date | None = None,
        latest: date | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.two_digit_era = two_digit_era
        self.is_past = is_past
        self.earliest = earliest
        self.latest = latest
        self.today: date | None = None
        self.is_open: Callable[[date], bool] = is_weekday
        if two_digit_era is None:
            self.widget.attrs["data-echo"] = "birth"

    def clean_text(self, text: str) -> date:
        try:
            return parse_day(
                text,
                today=_given(self.today, "today"),
                two_digit_era=self.two_digit_era,
                is_open=self.is_open,
            ).day
        except DayTextError as error:
            raise ValidationError(error.message, code=error.code) from error

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.is_past and self.today is not None and value > self.today:
            raise ValidationError(_("This day is still to come. Check the year."), code="future")
        if self.earliest and value < self.earliest:
            message = _("Type a day from %(day)s on.") % {"day": wareki(self.earliest)}
            raise ValidationError(message, code="early")
        if self.latest and value > self.latest:
            message = _("Type a day up to %(day)s.") % {"day": wareki(self.latest)}
            raise ValidationError(message, code="late")


class MonthWidget(DayWidget):
    """The same input for a month, shown as R8.11."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-echo": "month", "size": "10", "class": "month", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            try:
                return month_label(value, "short")
            except ValueError:  # before the first era
                return f"{value.year:04}-{value.month:02}"
        return super().format_value(value)


class MonthField(TypedField):
    """A month (2026-11, R8.11, 今月), kept as the date of its first day."""

    widget = MonthWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.today: date | None = None

    def clean_text(self, text: str) -> date:
        try:
            return parse_month(text, today=_given(self.today, "today"))
        except DayTextError as error:
            raise ValidationError(error.message, code=error.code) from error


class ClockWidget(forms.TextInput):
    """A time shown as 9:30."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        defaults = {"data-echo": "clock", "autocomplete": "off", "size": "6", "class": "clock"}
        super().__init__({**defaults, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, time):
            return f"{value.hour}:{value.minute:02}"
        return super().format_value(value)


class ClockField(TypedField):
    """A time of day (930, 9:30, いま); いま needs `now`, set like `today`."""

    widget = ClockWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.now: time | datetime | None = None

    def clean_text(self, text: str) -> time:
        now = self.now.time() if isinstance(self.now, datetime) else self.now
        try:
            return parse_time(text, now=now)
        except TimeTextError as error:
            raise ValidationError(error.message, code=error.code) from error


class NameField(forms.CharField):
    """A person's name, kept exactly as registered: never normalised, blanks at the ends cut.

    There is no maxlength attribute: the browser would cut a pasted text without a word.
    """

    def __init__(self, *, longest: int = NAME_LENGTH, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if any(_is_control(letter) for letter in text):
            raise ValidationError(
                _("Type the name on one line, without control characters."), code="control"
            )
        if len(text) > self.longest:
            raise ValidationError(_too_long(text, self.longest), code="long")
        return text


class KanaField(forms.CharField):
    """A reading, kept in hiragana; katakana and half-width kana are turned into it."""

    def __init__(self, *, longest: int = NAME_LENGTH, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        kana = re.sub(r"[ \u3000]+", " ", to_hiragana(text))
        if not KANA_TEXT.fullmatch(kana):
            raise ValidationError(_("Type the reading in hiragana or katakana."), code="kana")
        if len(kana) > self.longest:
            raise ValidationError(_too_long(kana, self.longest), code="long")
        return kana


class DigitsField(forms.CharField):
    """A number kept as text with its leading zeros; widths, blanks and hyphens are folded."""

    def __init__(self, length: int, **options: Any) -> None:
        super().__init__(**options)
        self.length = length
        self.widget.attrs.setdefault("inputmode", "numeric")

    def to_python(self, value: Any) -> str:
        digits = _fold_number(super().to_python(value))
        if digits and not (re.fullmatch(r"[0-9]+", digits) and len(digits) == self.length):
            message = ngettext("Type %(length)s digit.", "Type %(length)s digits.", self.length) % {
                "length": self.length
            }
            raise ValidationError(message, code="digits")
        return digits


class PhoneField(forms.CharField):
    """A telephone number kept as digits, with an extension as 0134123456x12."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "tel")

    def to_python(self, value: Any) -> str:
        folded = _fold_number(super().to_python(value)).upper()
        if not folded:
            return ""
        extension = EXTENSION.search(folded)
        number = EXTENSION.sub("", folded)
        if number.startswith("+81"):
            number = "0" + number.removeprefix("+81").removeprefix("0")
        if not re.fullmatch(r"0[0-9]{9,10}", number):
            raise ValidationError(
                _("Type the telephone number with its area code: 10 or 11 digits."), code="phone"
            )
        return f"{number}x{extension[1]}" if extension else number


def _given(value: Any, name: str) -> Any:
    if value is None:
        raise ImproperlyConfigured(f"The form must set {name} on its fields.")
    return value


def _era_or_iso(day: date) -> str:
    try:
        return wareki(day, "short")
    except ValueError:
        return day.isoformat()


def _is_control(letter: str) -> bool:
    return letter in DIRECTION_MARKS or unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}


def _fold_number(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"[-‐‑–—―−ー()]", "", folded)


def _too_long(text: str, longest: int) -> str:
    sentence = _("Shorten the text to %(longest)s characters; it has %(length)s now.")
    return sentence % {"longest": longest, "length": len(text)}
