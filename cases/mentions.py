"""The newest contacts whose note holds a text, as the one search box shows them."""

from itertools import chain, islice
from typing import Any

from django.db.models import F, QuerySet

from cases.models import Consultation
from cases.models.contacts import NEWEST, OFTEN
from cases.rows import contact_values
from cases.rules import note_words
from config.common.wordindex import fold
from staffing.asking import prepared_for_user
from staffing.models import User


def newest_mentions(user: User, text: str, *, most: int) -> list[dict[str, Any]]:
    """Return the first so many contacts as values, with their `whole` text.

    What the newest contacts do not hold so often is looked for among all of them, as
    `mentioning` does.
    """
    words = [tuple(dict.fromkeys(map(fold, ways))) for ways in note_words(text)]
    lately = _lately(user, most, tuple(map(len, words)), ways=tuple(chain(*words)))
    if len(lately) == most:
        return lately
    seen = Consultation.objects.visible_to(user)
    found = seen.holding_words(words) if len(lately) >= OFTEN else seen.indexed(words)
    return list(_values(found, most))


@prepared_for_user
def _lately(user: User, most: int, lengths: tuple[int, ...], *, ways: tuple[str, ...]) -> QuerySet:
    """Ask which of the newest contacts hold each word; `lengths` are how many ways each has."""
    each = iter(ways)
    words = [tuple(islice(each, length)) for length in lengths]
    newest = Consultation.objects.visible_to(user).newest().values("pk")[:NEWEST]
    found = Consultation.objects.filter(pk__among=newest).holding_words(words).newest()
    return _values(Consultation.objects.filter(pk__among=found.values("pk")[:most]), most)


def _values(found: QuerySet, most: int) -> QuerySet:
    return contact_values(found.newest()).annotate(whole=F("text"))[:most]
