"""What a password may be: long enough, not everybody's, and otherwise as its owner likes it.

No rule about kinds of characters (ASVS 6.2.5): a sentence in Japanese is a good password.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128


def composed(password: str) -> str:
    """Return a password as it is hashed: the same however keyboard and IME compose it."""
    return unicodedata.normalize("NFKC", password)


class MaximumLengthValidator:
    """Refuse what is longer than 128 characters, and say so rather than cut it."""

    def validate(self, password: str, user=None) -> None:
        if len(password) > LONGEST:
            message = _("This password is too long. It may have at most %(count)s characters.")
            raise ValidationError(message % {"count": LONGEST}, code="password_too_long")

    def get_help_text(self) -> str:
        return _("Your password may have at most %(count)s characters.") % {"count": LONGEST}
