"""Fields for cells that hold words instead of keys: a choice by its label, several, a mark."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

SEPARATORS = re.compile(r"[、,，/／・\n]+")
YES = {"○", "〇", "◯", "1", "はい", "有", "あり", "済", "レ", "✓", "yes", "true"}
NO = {"", "×", "0", "いいえ", "無", "なし", "未", "no", "false"}


def folded(text: str) -> str:
    """A head or a word without widths, blanks and capitals."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()


class WordField(forms.Field):
    """One of some choices, by its Japanese or English label or by its key."""

    def __init__(self, choices: Iterable[tuple[str, str]], *, more: dict | None = None, **options):
        super().__init__(**options)
        choices = list(choices)
        self.words: dict[str, str] = {}
        for language in ("en", "ja"):
            with translation.override(language):
                self.words |= {folded(label): value for value, label in choices}
        self.words |= {folded(value): value for value, _label in choices}
        self.words |= {folded(word): value for word, value in (more or {}).items()}
        with translation.override("ja"):
            self.offered = "、".join(str(label) for _value, label in choices)

    def to_python(self, value: Any) -> str:
        text = folded(value or "")
        if not text:
            return ""
        try:
            return self.words[text]
        except KeyError:
            raise ValidationError(
                _("“%(text)s” is not known here. Possible: %(offered)s")
                % {"text": str(value).strip()[:30], "offered": self.offered}
            ) from None


class WordsField(WordField):
    """Several of some choices, separated by 、 or commas."""

    def to_python(self, value: Any) -> list[str]:
        parts = [part for part in SEPARATORS.split(str(value or "")) if part.strip()]
        return list(dict.fromkeys(super(WordsField, self).to_python(part) for part in parts))


class MarkField(forms.Field):
    """○ or empty."""

    def __init__(self, **options) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> bool:
        text = folded(value or "")
        if text in YES:
            return True
        if text in NO:
            return False
        raise ValidationError(_("Write ○, or leave the cell empty."))
