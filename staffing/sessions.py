"""Sessions as rows of their person: one query brings session, user, postings and offices."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from config.common.prepared import prepared
from staffing.models import Posting, Session, User
from staffing.permissions import access_from

COLUMNS = ("id", "data", "started_at", "seen_at", "confirmed_at", "expires_at")
#: An ended session still names its person for so long: a draft that arrives late is not lost.
KEPT_AFTER_END = timedelta(days=2)


@prepared
def _postings_of_session(*, key: str, today: date) -> QuerySet:
    postings = Posting.objects.on(today).filter(user__sessions__key_digest=key)
    columns = {f"session_{name}": F(f"user__sessions__{name}") for name in COLUMNS}
    return (
        postings.select_related("user__second_factor", "office").annotate(**columns).order_by("pk")
    )


def digest(key: str) -> str:
    """Return what the table holds of a session key, so that a copy of it opens no session."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session in our own table (SESSION_ENGINE).

    `row` is the session of this request, `person` its user with the day's access. `ended` is the
    row of a session that age or idleness has ended. `origin` says device and address on saving.
    """

    row: Session | None = None
    person: User | None = None
    ended: Session | None = None
    no_origin: ClassVar[tuple[str, None]] = ("", None)

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.origin: Callable[[], tuple[str, str | None]] = lambda: self.no_origin

    def load(self) -> dict:
        """Return what the session holds; nothing once it has ended."""
        now = timezone.now()
        row = self._with_access(now) or (
            Session.objects.select_related("user__second_factor")
            .filter(key_digest=digest(self.session_key))
            .first()
        )
        if row is None or not row.is_alive(now):
            self._session_key, self.ended = None, row
            return {}
        self.row = row
        return self.decode(row.data)

    def _with_access(self, now: datetime) -> Session | None:
        """Load the session together with its user's postings; None where there are none."""
        today = timezone.localdate(now)
        key = digest(self.session_key)
        postings = _postings_of_session(key=key, today=today)
        if not postings:
            return None
        first = postings[0]
        self.person = user = first.user
        user.access = access_from(postings, on=today, is_administrator=user.is_administrator)
        values = {name: getattr(first, f"session_{name}") for name in COLUMNS}
        return Session(key_digest=key, user=user, **values)

    @property
    def confirmed_at(self) -> datetime | None:
        """When the person last gave password and code in this session."""
        self._get_session()
        return self.row.confirmed_at if self.row else None

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_digest=digest(session_key)).exists()

    def create(self) -> None:
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 (Django's signature)
        if self.session_key is None:
            return self.create()
        held = self._get_session(no_load=must_create)
        device, address = self.origin()
        values = {"data": self.encode(held), "user_id": held.get(SESSION_KEY)}
        if device or address:
            values |= {"device": device, "address": address}
        if must_create:
            self._insert(values)
        elif not Session.objects.filter(key_digest=digest(self.session_key)).update(**values):
            raise UpdateError
        return None

    def _insert(self, values: dict) -> None:
        now = timezone.now()
        # A new key within one sign-in (new password, confirmed identity) does not prolong it.
        is_same = self.row is not None and self.row.user_id is not None
        started_at = self.row.started_at if is_same else now
        row = Session(
            key_digest=digest(self.session_key),
            started_at=started_at,
            seen_at=now,
            confirmed_at=now,
            expires_at=started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE),
            **values,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as problem:
            raise CreateError from problem
        self.row = row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_digest=digest(key)).delete()

    def flush(self) -> None:
        super().flush()
        self.row = self.person = None

    @classmethod
    def clear_expired(cls) -> None:
        """Delete the rows of sessions that ended some time ago."""
        clear_ended(now=timezone.now())


def clear_ended(*, now: datetime) -> int:
    """Delete the rows of sessions that ended more than two days ago; returns how many."""
    long_ago = now - KEPT_AFTER_END
    old = Session.objects.exclude(pk__in=Session.objects.alive(long_ago).values("pk"))
    return old.delete()[0]
