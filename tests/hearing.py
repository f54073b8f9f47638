"""Hears every sentence that a page looks up in Japanese and no catalogue knows."""

import gettext
import re

from django.utils.translation import trans_real

#: What Django itself says in no language but English, and what is no sentence.
NOT_OURS = {"", "None", "exact"}  # "exact": the name of a lookup, never shown


class Recorder(gettext.NullTranslations):
    """Stands behind all catalogues and hears what none of them knew."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: set[str] = set()

    def gettext(self, message):
        self.unknown.add(message)
        return message

    def ngettext(self, singular, plural, number):
        self.unknown.add(singular)
        return singular

    def pgettext(self, context, message):
        self.unknown.add(f"{context}|{message}")
        return message

    @property
    def sentences(self) -> set[str]:
        """What somebody would have read in English."""
        return {words for words in self.unknown - NOT_OURS if re.search(r"[A-Za-z]{3}", words)}


def last_japanese_catalogue() -> gettext.NullTranslations:
    """Return the catalogue that is asked last."""
    last = trans_real.translation("ja")
    while last._fallback is not None:
        last = last._fallback
    return last
