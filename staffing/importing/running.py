"""The walk over a list: each row is judged, on the second walk also written.

Rows go in parts, each part in one transaction together with the digests that say that it is in.
Memory does not grow with the list. A walk that was killed is done again from the start: what it
wrote is recognised.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from config.common.tabular import TableError
from config.common.xlsx import Column, write_book
from staffing import audit
from staffing.actions.importing import FOLDER
from staffing.choices import ImportStage
from staffing.importing.kinds import (
    ANOTHER,
    CHECKED_LABELS,
    WRITTEN_LABELS,
    ImportKind,
    ImportRow,
    Outcome,
    Scope,
    kind_of,
)
from staffing.importing.reading import RESULT_HEADS, chunks, open_list
from staffing.models import ImportedRow, ImportRun
from staffing.permissions import Permission, access_for

MOST_TRIES = 5
#: Rows judged and written together.
PART = 200
#: Rows that the page names; the book of results holds all.
SHOWN = 100


def take(run: ImportRun, *, now: datetime) -> bool:
    """Begin to work on a waiting list; False when somebody else does, or it never ends."""
    mine = ImportRun.objects.waiting(now).filter(pk=run.pk, touched_at=run.touched_at)
    if run.tries >= MOST_TRIES:
        _fail(run, _("The list could not be worked through. Please ask for help."), now)
        return False
    return bool(mine.update(touched_at=now, tries=F("tries") + 1))


def walk(run: ImportRun, *, now: datetime) -> None:
    """Check or write a list that was taken, and keep the book of its results."""
    kind, user = kind_of(run.kind), run.made_by
    today = timezone.localdate(now)
    held = access_for(user, on=today).permissions(run.office_id)
    if kind is None or not {kind.permission, Permission.LIST_IMPORT} <= held:
        _fail(run, _("You may not take over this list any more."), now)
        return
    scope = Scope(run.office, user, today, now)
    is_writing = run.stage == ImportStage.TO_WRITE
    with translation.override("ja"):
        try:
            list_file = open_list(Path(default_storage.path(run.file)), kind)
            judged = _Walk(run, kind, scope, is_writing)
            result = _book(judged, list_file, kind)
        except (TableError, FileNotFoundError) as error:
            _fail(run, getattr(error, "message", _("The file is not there any more.")), now)
            return
    old = run.result
    ImportRun.objects.filter(pk=run.pk).update(
        stage=ImportStage.DONE if is_writing else ImportStage.CHECKED,
        finished_at=timezone.now(),
        result=result,
        rows=judged.rows,
        counts=dict(judged.counts),
        problems=judged.problems,
        unknown_heads=list_file.unknown[:20],
    )
    if old:
        default_storage.delete(old)
    if is_writing:
        audit.record(user, "import.written", run, rows=judged.counts[Outcome.NEW])


@dataclass
class _Walk:
    """One walk: what was counted, what stands on the page."""

    run: ImportRun
    kind: ImportKind
    scope: Scope
    is_writing: bool
    rows: int = 0
    counts: Counter = field(default_factory=Counter)
    problems: list = field(default_factory=list)
    digests: dict[str, int] = field(default_factory=dict)

    def over(self, rows: Iterator[ImportRow]) -> Iterator[ImportRow]:
        """Yield every row with what became of it."""
        importer = self.kind.make_importer(self.scope)
        for part in chunks(rows, PART):
            with transaction.atomic():
                self._judge(importer, part)
            self.rows += len(part)
            ImportRun.objects.filter(pk=self.run.pk).update(
                touched_at=timezone.now(), rows=self.rows
            )
            for row in part:
                self.counts[row.outcome] += 1
                if row.outcome in (Outcome.LOOK, Outcome.WRONG) and len(self.problems) < SHOWN:
                    self.problems.append([row.number, row.outcome, row.reasons])
                yield row

    def _judge(self, importer, part: Sequence[ImportRow]) -> None:
        digests = self._turn_known([row for row in part if row.outcome == Outcome.NEW])
        importer.judge([row for row in part if row.outcome == Outcome.NEW])
        new = [row for row in part if row.outcome == Outcome.NEW]
        if self.is_writing and new:
            importer.write(new)
            ImportedRow.objects.bulk_create(
                ImportedRow(office=self.run.office, kind=self.kind.key, digest=digests[row.number])
                for row in new
            )

    def _turn_known(self, rows: Sequence[ImportRow]) -> dict[int, str]:
        """Turn rows that an earlier list or an earlier row of this one said word for word."""
        digests = {row.number: _digest(row) for row in rows}
        known = set(
            ImportedRow.objects.filter(
                office=self.run.office, kind=self.kind.key, digest__in=digests.values()
            ).values_list("digest", flat=True)
        )
        for row in rows:
            digest = digests[row.number]
            if digest in known:
                row.turn(Outcome.SAME, _("This row was taken over before."))
            elif digest in self.digests:
                number = self.digests[digest]
                row.turn(Outcome.SAME, _("Says the same as row %(number)s.") % {"number": number})
            else:
                self.digests[digest] = row.number
        return digests


def _digest(row: ImportRow) -> str:
    said = {name: value for name, value in row.values.items() if name != ANOTHER}
    said = json.dumps(said, ensure_ascii=False, sort_keys=True, default=_plain)
    return sha256(said.encode()).hexdigest()


def _plain(value) -> str:
    return str(getattr(value, "pk", value))


def _book(judged: _Walk, list_file, kind: ImportKind) -> str:
    labels = WRITTEN_LABELS if judged.is_writing else CHECKED_LABELS
    heads = [head or "―" for head in list_file.heads]
    columns = [Column(RESULT_HEADS[0], 6), Column(RESULT_HEADS[1], 14), Column(RESULT_HEADS[2], 50)]
    columns += [Column(head, 16) for head in heads]
    # Of a result that is brought again its own first columns are left out.
    kept = [place for place, head in enumerate(heads) if head not in RESULT_HEADS]
    columns = columns[:3] + [columns[3 + place] for place in kept]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.xlsx"
        write_book(
            path,
            title=str(_("Result")),
            columns=columns,
            rows=(
                [row.number, str(labels[row.outcome]), "\n".join(row.reasons)]
                + [row.cells[place] if place < len(row.cells) else "" for place in kept]
                for row in judged.over(list_file.rows(judged.scope))
            ),
            conditions=[(str(_("List")), str(kind.label))],
        )
        with path.open("rb") as book:
            return default_storage.save(f"{FOLDER}/{get_random_string(32)}", File(book))


def _fail(run: ImportRun, message: str, now: datetime) -> None:
    ImportRun.objects.filter(pk=run.pk).update(
        stage=ImportStage.FAILED, failure=str(message)[:200], finished_at=now
    )
