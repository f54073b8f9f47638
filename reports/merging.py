"""How the marks of the claim check come together when two files become one."""

from django.db.models import Exists, OuterRef

from cases.file_merging import put_aside
from cases.merging import on_merge
from cases.models import Client
from reports.models import ClaimMark


def connect() -> None:
    """Register the table; called once when the app is ready."""
    on_merge("reports.ClaimMark", _move_marks)


def _move_marks(kept: Client, given_up: Client) -> None:
    """Of two marks on one fee of a month that of the kept file stays; the other is put aside."""
    same = {name: OuterRef(name) for name in ("for_month", "fee", "variant")}
    doubled = Exists(ClaimMark.objects.filter(client=kept, **same))
    marks = ClaimMark.objects.filter(client=given_up)
    put_aside(marks.filter(doubled, deleted_at=None))
    marks.exclude(doubled).update(client=kept)
