"""Make one file of two that were opened for the same person."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from cases import hooks
from cases.actions.purging import file_counts
from cases.merging import bring_together
from cases.models import Case, Client
from config.common.problems import Problem
from staffing import audit
from staffing.models import User
from staffing.saving import Refused, StaleState

#: What the file that stays takes over where it has nothing itself.
FILLED_IN = (
    "name_kana",
    "also_called",
    "birth_on",
    "gender",
    "phone",
    "mobile",
    "fax",
    "postal_code",
    "address",
    "municipality_id",
    "has_ltc_care_manager",
)


def filled_in(kept: Client, given_up: Client) -> dict[str, Any]:
    """Return what the file that stays would take over from the other."""
    empty = ("", None)
    return {
        name: getattr(given_up, name)
        for name in FILLED_IN
        if getattr(kept, name) in empty and getattr(given_up, name) not in empty
    }


@transaction.atomic
def merge_clients(
    kept: Client,
    given_up: Client,
    *,
    by: User,
    version: int | None,
    other_version: int | None = None,
) -> Client:
    """Put all of one file into the other; the emptied one is deleted with a note.

    Raises Refused for files of two offices or one and the same, StaleState when somebody was
    faster.
    """
    if kept.pk == given_up.pk or kept.office_id != given_up.office_id:
        message = _("Choose another file of the same office.")
        raise Refused(Problem("same-file", message, "client_text"))
    for client in (kept, given_up):
        locked = Client.objects.select_for_update().alive().filter(pk=client.pk)
        if client is given_up and other_version is not None:
            locked = locked.filter(version=other_version)
        if not locked.exists():
            raise StaleState(client)
    counts = file_counts(given_up)
    values = filled_in(kept, given_up)
    stamps = {"version": F("version") + 1, "updated_by": by, "updated_at": Now()}
    rows = Client._base_manager.filter(pk=kept.pk, deleted_at=None)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(**stamps, **_with_keys(given_up, values)):
        raise StaleState(kept)
    bring_together(kept, given_up)
    note = _("Merged into No. %(number)s") % {"number": kept.pk}
    gone = {"deleted_at": Now(), "deleted_by": by, "delete_reason": note}
    Client._base_manager.filter(pk=given_up.pk).update(version=F("version") + 1, **gone)
    audit.record(by, "client.merged", kept, other=given_up.pk, rows=counts, filled=sorted(values))
    audit.record(by, "client.merged", given_up, into=kept.pk)
    kept.refresh_from_db()
    for case in Case.objects.alive().filter(client=kept):
        hooks.case_changed(case)
    return kept


def _with_keys(given_up: Client, values: dict[str, Any]) -> dict[str, Any]:
    """A reading that is taken over brings the keys by which it is found and sorted."""
    if "name_kana" not in values:
        return values
    return values | {
        name: getattr(given_up, name) for name in ("kana_key", "kana_sort", "kana_row")
    }
