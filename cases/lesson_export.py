"""The list of near misses and cases as a file: a row per record."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices_lessons import LessonKind
from cases.filters.near_misses import NearMissFilter
from config.common.xlsx import Column

ROWS_AT_ONCE = 500


def lesson_columns(_listed: NearMissFilter) -> list[Column]:
    """Return the columns of near misses and cases; what was written may tell who it was."""
    return [
        Column(_("Day it happened"), 12),
        Column(pgettext("lesson", "Kind"), 14),
        Column(_("In one line"), 36),
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("what happened"), 50, is_personal=True),
        Column(_("why it came to that"), 40, is_personal=True),
        Column(_("what was done"), 40, is_personal=True),
        Column(_("what will be done from now on"), 40, is_personal=True),
        Column(_("Reported by"), 14),
        Column(_("Look at it again on"), 12),
        Column(_("Looked at again on"), 12),
        Column(_("what came of it"), 40, is_personal=True),
        Column(_("Office"), 20),
    ]


def lesson_cells(listed: NearMissFilter) -> Iterator[list[Any]]:
    """Yield the cells of each near miss in the order of the list."""
    kinds = {str(code): str(code.label) for code in LessonKind}
    texts = ("happened", "cause", "response", "prevention")
    names = ("occurred_on", "kind", "title", "client_id", "client__name", *texts)
    rows = listed.in_order(listed.qs, "-occurred_on", "-pk").values_list(
        *names, "reporter__name", "follow_on", "followed_on", "follow_note", "office__name"
    )
    for day, kind, *rest in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [day, kinds.get(kind, kind), *rest]
