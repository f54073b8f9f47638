"""面談モード of a person's file (S10, S11, ux 4.15): what is written about them, for them to check.

Nothing of anybody else, and nothing that is the office's own view or to-do list.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Client
from config.common.phones import format_phone
from config.common.tags import plain_day

#: So many appointments are read together.
NEXT = 3


def talk_part(title: str, texts: list[tuple[str, str]], **more: Any) -> dict[str, Any]:
    """Return a part of the page; a text is (label, words), and one without words is left out."""
    held = [(label, words) for label, words in texts if words]
    return {"title": title, "texts": held, "key": "", "is_needed": False, "url": ""} | more


def client_talk(client: Client, *, now: datetime) -> list[dict[str, Any]]:
    """Return the parts of a person's file in the order in which they are read."""
    face = getattr(client, "face_sheet", None)
    return [
        talk_part(_("About you"), _about(client)),
        talk_part(_("What you want"), [("", face.own_wish if face else "")]),
        talk_part(_("Your handbooks and certificates"), _papers(client)),
        talk_part(_("When we meet next"), _meetings(client, now)),
    ]


def _about(client: Client) -> list[tuple[str, str]]:
    phones = [format_phone(number) for number in (client.phone, client.mobile) if number]
    return [
        (_("Your name"), f"{client.name}\n{client.name_kana}".strip()),
        (_("What you are called"), client.also_called),
        (_("Your birthday"), plain_day(client.birth_on) if client.birth_on else ""),
        (_("Where you live"), client.address),
        (_("Your phone"), "\n".join(phones)),
    ]


def _papers(client: Client) -> list[tuple[str, str]]:
    found = [
        (str(row.get_kind_display()), "　".join(filter(None, (row.grade, _until(row.renew_on)))))
        for row in client.handbooks.alive().order_by("pk")
    ]
    found += [
        (str(row.get_kind_display()), "　".join(filter(None, (row.number, _until(row.ends_on)))))
        for row in client.certificates.alive().newest_first()
    ]
    return [(label, words or _("You have it.")) for label, words in found]


def _until(end: date | None) -> str:
    return _("until %(day)s") % {"day": plain_day(end)} if end else ""


def _meetings(client: Client, now: datetime) -> list[tuple[str, str]]:
    rows = client.appointments.alive().filter(starts_at__gte=now, consultation=None)
    found = []
    for row in rows.order_by("starts_at", "pk")[:NEXT]:
        starts = timezone.localtime(row.starts_at)
        words = "　".join(filter(None, (str(row.get_method_display()), row.place)))
        found.append((f"{plain_day(starts.date())} {starts:%H:%M}", words))
    return found
