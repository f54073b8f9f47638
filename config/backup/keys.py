"""Where the key of a backup comes from: the variable BACKUP_KEY or a prompt, never an argument."""

import getpass
import secrets
import sys
from contextlib import suppress

from django.utils.translation import gettext as _

from config.backup.problems import BackupProblem

#: A passphrase of four or five words; a new key of ours has 43 letters.
SHORTEST = 16


def new_key() -> str:
    """Return a random key of 256 bits that can be typed from paper."""
    return secrets.token_urlsafe(32)


def key_for_backup(configured: str) -> str:
    """Return the key to seal with; a typed one is asked twice."""
    key = configured or _ask(_("Key of the backup (at least 16 characters): "))
    if len(key) < SHORTEST:
        raise BackupProblem(
            _("The key is too short: %(count)d characters are needed.") % {"count": SHORTEST}
        )
    if not configured and _ask(_("The same key again: ")) != key:
        raise BackupProblem(_("The two keys are not the same. Nothing was written."))
    return key


def key_for_restore(configured: str) -> str:
    """Return the key to open with."""
    return configured or _ask(_("Key of the backup: "))


def _ask(question: str) -> str:
    if sys.stdin.isatty():
        with suppress(EOFError):
            return getpass.getpass(question)
    raise BackupProblem(_("There is no key: set BACKUP_KEY, or start the command in a terminal."))
