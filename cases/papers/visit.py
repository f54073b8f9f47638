"""訪問前の一枚: what whoever goes to a person must know, on one page.

Upper apps add their part (next months, goals, the team) by `add_sheet_part`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cases.choices import Counterpart, DisabilityKind, Gender, Method
from cases.endings import person_bar
from cases.facts import complete
from cases.models import Appointment, Client
from cases.models.contacts import day_start
from cases.papers.person import head_of
from cases.rows import cut
from config.common.fiscal import age_on
from config.common.phones import format_phone
from config.common.wareki import wareki
from staffing.models import User
from staffing.permissions import can

#: How much of each fits on the one page.
CONTACTS, EXCERPT, PROMISES, APPOINTMENTS, LINE = 3, 90, 4, 2, 30
#: The same where name, address and warnings are long: there is no room for notes either.
FEWER_CONTACTS, SHORT_EXCERPT = 2, 70
#: Letters of name, address and warnings that are usual.
USUAL = 160


@dataclass(frozen=True)
class SheetPart:
    """A block of the page: `load(client, user=, today=)` gives its lines as (label, text)."""

    key: str
    heading: str
    load: Callable[..., list[tuple[str, str]]]
    permission: str
    order: int = 100


_parts: dict[str, SheetPart] = {}


def add_sheet_part(part: SheetPart) -> None:
    """Register a block of the page."""
    _parts[part.key] = part


def visit_sheet(
    client: Client, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the page before a visit."""
    client = complete(client, user)
    bar = person_bar(client, today)
    warnings = [note["text"] for note in bar["warnings"]]
    has_room = _has_room(client, warnings)
    born = client.birth_on
    kinds = client.disabilities.order_by("pk").values_list("kind", flat=True)
    return {
        **head_of(client),
        "as_of": wareki(today, "long-weekday"),
        "called": client.also_called,
        "born": f"{wareki(born)}（{age_on(born, today)}歳）" if born else "",
        "gender": str(Gender(client.gender).label) if client.gender else "",
        "phone": format_phone(client.phone) if client.phone else "",
        "address": f"〒{client.postal_code}　{client.address}".removeprefix("〒　"),
        "guardian": "、".join(_guardian(row) for row in bar["guardians"]),
        "certificate": client.certificate_number,
        "disabilities": "、".join(str(DisabilityKind(kind).label) for kind in kinds),
        "warnings": warnings,
        "contacts": _contacts(client, has_room=has_room),
        "has_memo": has_room,
        "promises": _promises(client),
        "appointments": _appointments(client, today),
        **blocks(client, user=user, today=today),
    }


def blocks(
    client: Client,
    *,
    user: User,
    today: date,
    keys: Iterable[str] = (),
    office_id: int | None = None,
) -> dict[str, Any]:
    """Return the `parts` that this user may see, and the permissions that a reader `needs`.

    `client` is a person of `complete()`; `keys` are the parts wanted, all without it. `office_id`
    is where the permissions count, the file's own office without it.
    """
    office_id = office_id or client.office_id
    shown = [
        part
        for part in sorted(_parts.values(), key=lambda part: (part.order, part.key))
        if (not keys or part.key in keys) and can(user, part.permission, office_id)
    ]
    return {
        "parts": [
            {
                "heading": part.heading,
                "lines": list(map(list, part.load(client, user=user, today=today))),
            }
            for part in shown
        ],
        "needs": sorted({str(part.permission) for part in shown}),
    }


def _guardian(row: dict[str, Any]) -> str:
    relation = f"（{row['relation']}）" if row["relation"] else ""
    phone = f" {format_phone(row['phone'])}" if row["phone"] else ""
    return f"{row['label']} {row['name']}{relation}{phone}"


def _has_room(client: Client, warnings: list[str]) -> bool:
    said = (client.name, client.also_called, client.address, *warnings)
    return sum(map(len, said)) <= USUAL


def _contacts(client: Client, *, has_room: bool) -> list[dict[str, str]]:
    number, excerpt = (CONTACTS, EXCERPT) if has_room else (FEWER_CONTACTS, SHORT_EXCERPT)
    recent = client.consultations.alive().newest().select_related("worker")[:number]
    return [
        {
            "at": f"{wareki(timezone.localtime(each.occurred_at).date(), 'weekday')}",
            "how": f"{Method(each.method).label}・{Counterpart(each.counterpart).label}",
            "text": cut(" ".join(each.text.split()), excerpt),
            "worker": each.worker.name,
        }
        for each in recent
    ]


def _promises(client: Client) -> list[dict[str, str]]:
    held = client.promises.alive().open().by_due().select_related("owner")
    return [
        {
            "due": wareki(each.due_on, "weekday") if each.due_on else "期日なし",
            "text": cut(each.text, LINE),
            "owner": each.owner.name,
        }
        for each in held[:PROMISES]
    ]


def _appointments(client: Client, today: date) -> list[dict[str, str]]:
    planned = Appointment.objects.alive().filter(client=client, consultation=None)
    ahead = planned.filter(starts_at__gte=day_start(today)).order_by("starts_at", "pk")
    return [
        {
            "at": f"{wareki(timezone.localtime(each.starts_at).date(), 'weekday')}"
            f" {timezone.localtime(each.starts_at):%H:%M}",
            "title": cut(each.title, LINE // 2),
            "place": cut(each.place, LINE // 3),
            "worker": each.worker.name,
        }
        for each in ahead.select_related("worker")[:APPOINTMENTS]
    ]
