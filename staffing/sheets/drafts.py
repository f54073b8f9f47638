"""Half-written forms on the server: kept every few seconds, also while they are invalid."""

import secrets
from dataclasses import astuple, dataclass
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, QueryDict

from config.common.keys import read_key
from staffing.models import Draft, User

SALT = "staffing.draft"
#: Technical fields that a resumed form must keep: which version and which submission it was.
KEPT = ("_version", "_base", "_key")


@dataclass(frozen=True)
class DraftName:
    """Which form of which record a draft belongs to, where it goes on, whom it is about."""

    key: str
    label: str
    path: str
    client_id: int | None = None

    def token(self) -> str:
        """Return it signed, so that a browser can neither read nor change another's draft."""
        return signing.dumps(astuple(self), salt=SALT, compress=True)

    @classmethod
    def from_token(cls, token: str) -> "DraftName":
        """Read it back; raises signing.BadSignature for a forged one."""
        return cls(*signing.loads(token, salt=SALT))


def keep(user: User, name: DraftName, data: QueryDict, *, now: datetime) -> Draft:
    """Keep what was typed so far; the last one wins."""
    fields = {
        field: [value.replace("\x00", "") for value in values]  # PostgreSQL keeps no NUL
        for field, values in data.lists()
        if field in KEPT or not (field.startswith("_") or field == "csrfmiddlewaretoken")
    }
    draft, _created = Draft.objects.update_or_create(
        user=user,
        key=name.key,
        defaults={
            "label": name.label[:120],
            "path": name.path[:200],
            "data": fields,
            "client_id": name.client_id or read_key(data.get("client")),
            "saved_at": now,
        },
    )
    return draft


def keep_posted(request: HttpRequest, *, now: datetime) -> str:
    """Keep a posted form as its draft; return where it goes on, or "" for a post without one."""
    try:
        name = DraftName.from_token(request.POST.get("_draft", ""))
    except (signing.BadSignature, TypeError):
        return ""
    return keep(request.user, name, request.POST, now=now).path


def keep_text(user: User, name: DraftName, label: str, text: str, *, now: datetime) -> None:
    """Keep a text that lost against a colleague's, until its writer discards it."""
    Draft.objects.create(
        user=user,
        key=f"{name.key[:100]}:{secrets.token_hex(6)}",
        label=f"{name.label}｜{label}"[:120],
        path=name.path[:200],
        data={"text": [text]},
        client_id=name.client_id,
        saved_at=now,
        is_kept_text=True,
    )


def find(user: User, key: str) -> Draft | None:
    """Return the user's draft of this form."""
    return Draft.objects.visible_to(user).filter(key=key).first()


def posted(draft: Draft) -> QueryDict:
    """Return a draft as the post it would have been."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def discard(user: User, key: str) -> None:
    """Throw the draft of this form away."""
    Draft.objects.filter(user=user, key=key).delete()
