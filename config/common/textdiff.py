"""Mark what differs between two versions of a text, for people who see colour and who do not."""

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

LONGEST = 4000  # letters; beyond this the comparison would keep the reader waiting


def marked(text: str, other: str) -> SafeString:
    """Return `text` as HTML with the parts that `other` lacks marked as added."""
    if len(text) > LONGEST or len(other) > LONGEST:
        return format_html("{}", text)
    steps = SequenceMatcher(None, other, text, autojunk=False).get_opcodes()
    pieces = ((tag, text[start:end]) for tag, _a, _b, start, end in steps if start < end)
    return format_html_join("", "{}", ((_piece(tag, part),) for tag, part in pieces))


def _piece(tag: str, part: str) -> SafeString:
    if tag == "equal":
        return format_html("{}", part)
    return format_html('<ins><span class="vh">{}</span>{}</ins>', _("added:"), part)
