"""Verbs on people and their postings; each ends the sessions that it makes untrue."""

from datetime import date, datetime, timedelta
from typing import Any

from axes.utils import reset
from django.db import transaction
from django.db.models import F

from staffing import audit
from staffing.actions.signin import end_sessions
from staffing.models import Posting, User
from staffing.saving import StaleState, change, insert

#: What of a posting decides what a person may do, and from when to when.
RIGHTS = ("office", "role", "started_on", "ended_on")

PASSWORD_FIELDS = ("password", "must_change_password", "one_time_until_at")
#: How long a one-time password waits for its first use (ASVS 6.4.1).
ONE_TIME_FOR = timedelta(days=7)


@transaction.atomic
def create_user(
    *, by: User | None, password: str | None, office_id: int | None = None, **fields: Any
) -> User:
    """Register a person; without a password nobody can sign in until one is issued."""
    user = User(**fields)
    user.set_password(password)
    user.save(force_insert=True)
    audit.record(by, "user.created", user, office_id=office_id)
    return user


@transaction.atomic
def register_staff(*, by: User | None, person: dict[str, Any], posting: dict[str, Any]) -> User:
    """Register a person with the first posting; a one-time password is issued afterwards."""
    office_id = posting["office"].pk
    user = create_user(by=by, password=None, office_id=office_id, **person)
    create_posting(by=by, user=user, **posting)
    return user


@transaction.atomic
def change_user(user: User, *, by: User, version: int | None, **values: Any) -> User:
    """Change a person's entry; raises StaleState when somebody was faster."""
    rows = User.objects.filter(pk=user.pk)
    if version is not None:
        rows = rows.filter(version=version)
    before = User.objects.filter(pk=user.pk).values(*values).get()
    if not rows.update(version=F("version") + 1, **values):
        raise StaleState(user)
    audit.record(by, "user.changed", user, changed=audit.difference(User, before, values))
    user.refresh_from_db()
    return user


@transaction.atomic
def set_preferences(user: User, *, language: str, preferences: dict[str, str]) -> User:
    """Keep one's own settings."""
    User.objects.filter(pk=user.pk).update(language=language, preferences=preferences)
    audit.record(user, "user.changed", user, changed={"preferences": None})
    user.language, user.preferences = language, preferences
    return user


@transaction.atomic
def reset_password(user: User, *, by: User | None, password: str, now: datetime) -> None:
    """Issue a one-time password; whoever is signed in with the old one is signed out.

    It also opens a login that wrong passwords closed: the page there sends people to the manager.
    """
    user.set_password(password)
    user.must_change_password, user.one_time_until_at = True, now + ONE_TIME_FOR
    user.save(update_fields=PASSWORD_FIELDS)
    audit.record(by, "user.password_reset", user)
    end_sessions(user)
    reset(username=user.login_id)


@transaction.atomic
def change_password(user: User, *, password: str, keep_session: int | None = None) -> None:
    """Set one's own new password; whoever is signed in elsewhere with the old one is signed out."""
    user.set_password(password)
    user.must_change_password, user.one_time_until_at = False, None
    user.save(update_fields=PASSWORD_FIELDS)
    audit.record(user, "user.password_changed", user)
    end_sessions(user, keep=keep_session)


@transaction.atomic
def set_active(user: User, *, is_active: bool, by: User) -> None:
    """Stop or reopen an account; the person's records stay, the sessions end."""
    if User.objects.filter(pk=user.pk, is_active=not is_active).update(is_active=is_active):
        verb = "user.reactivated" if is_active else "user.deactivated"
        audit.record(by, verb, user)
        end_sessions(user)


@transaction.atomic
def create_posting(*, by: User | None, **fields: Any) -> Posting:
    """Post a person to an office; what the person may do changes with the next sign-in."""
    posting = insert(Posting(**fields), by=by, verb="posting.created", user_id=fields["user"].pk)
    _sign_out(posting, by=by)
    return posting


@transaction.atomic
def change_posting(posting: Posting, *, by: User, version: int | None, **values: Any) -> Posting:
    """Change a posting."""
    rights = Posting.objects.filter(pk=posting.pk).values(*RIGHTS)
    before = rights.first()
    posting = change(posting, values, by=by, version=version, verb="posting.changed")
    if rights.first() != before:
        _sign_out(posting, by=by)
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, ended_on: date, by: User) -> Posting:
    """End a posting on a day."""
    posting = change(posting, {"ended_on": ended_on}, by=by, version=None, verb="posting.ended")
    _sign_out(posting, by=by)
    return posting


def _sign_out(posting: Posting, *, by: User | None) -> None:
    """End the sessions of somebody whose rights changed; not one's own, in the middle of work."""
    if by is None or posting.user_id != by.pk:
        end_sessions(posting.user)
