"""What stands in the head of every paper about a person."""

from typing import Any

from cases.models import Case, Client


def head_of(client: Client) -> dict[str, Any]:
    """Return the office, who the person is, and who is in charge."""
    cases = Case.objects.present_of(client).select_related("worker")
    case = cases.first()
    return {
        "office": client.office.name,
        "ident": f"利用者番号 {client.pk}",
        "name": client.name,
        "kana": client.name_kana,
        "worker": case.worker.name if case and case.worker else "",
        "can_print": True,
    }
