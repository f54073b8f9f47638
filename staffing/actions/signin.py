"""Verbs of signing in: one-time passwords, second factor, recovery codes, sessions."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from staffing import audit
from staffing.models import RecoveryCode, SecondFactor, Session, User
from staffing.one_time_codes import (
    READABLE,
    RECOVERY_CODES,
    accepted_step,
    cleaned,
    new_recovery_code,
    recovery_digest,
)

#: Wrong codes in a row until the door closes; each further one doubles the wait.
FAILURES_ALLOWED = 5
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=12)


class CodeAnswer(StrEnum):
    """What came of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    CLOSED = "closed"


def one_time_password() -> str:
    """Return a password that a manager can read out; it must be changed at the first login."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))


def end_sessions(user: User, *, keep: int | None = None) -> int:
    """End the sessions of a person on all devices but the one to keep; returns how many."""
    return Session.objects.filter(user=user).exclude(pk=keep).delete()[0]


@transaction.atomic
def end_own_sessions(user: User, *, ids: list[int]) -> None:
    """End some of one's own sessions."""
    if Session.objects.visible_to(user).filter(pk__in=ids).delete()[0]:
        audit.record(user, "user.sessions_ended", user)


@transaction.atomic
def set_second_factor(user: User, *, secret: str, step: int, now: datetime) -> list[str]:
    """Register the person's code generator in place of an earlier one; returns recovery codes.

    `step` is the 30-second step of the code that proved it: that code is not accepted again.
    """
    SecondFactor.objects.filter(user=user).delete()
    user.second_factor = SecondFactor.objects.create(
        user=user, secret=secret, registered_at=now, last_step=step
    )
    audit.record(user, "user.second_factor_set", user)
    return _issue(user)


@transaction.atomic
def issue_recovery_codes(user: User) -> list[str]:
    """Make ten new recovery codes; the old ones stop working. They are shown only now."""
    audit.record(user, "user.recovery_codes_issued", user)
    return _issue(user)


def _issue(user: User) -> list[str]:
    codes = [new_recovery_code() for _count in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=recovery_digest(user.pk, code)) for code in codes
    )
    return codes


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> None:
    """Take the code generator off an account, as when the phone is lost."""
    RecoveryCode.objects.filter(user=user).delete()
    if SecondFactor.objects.filter(user=user).delete()[0]:
        audit.record(by, "user.second_factor_removed", user)
    if by != user:
        end_sessions(user)


@transaction.atomic
def check_code(user: User, *, code: str, now: datetime) -> CodeAnswer:
    """Accept a code of the app or a recovery code, once; count what is wrong.

    After five wrong ones no code is looked at for a quarter of an hour, then ever longer.
    """
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        return CodeAnswer.WRONG
    if factor.closed_until_at and factor.closed_until_at > now:
        return CodeAnswer.CLOSED
    typed = cleaned(code)
    step = accepted_step(factor.secret, typed, now=now, after=factor.last_step)
    if step is not None:
        factor.last_step = step
    elif not _spend(user, typed, now=now):
        return _count_failure(user, factor, now=now)
    factor.failures, factor.closed_until_at = 0, None
    factor.save()
    return CodeAnswer.RIGHT


def _spend(user: User, code: str, *, now: datetime) -> bool:
    """Use up a recovery code if there is one like this."""
    unused = RecoveryCode.objects.filter(user=user, used_at=None)
    if not unused.filter(digest=recovery_digest(user.pk, code)).update(used_at=now):
        return False
    audit.record(user, "user.recovery_code_used", user, left=unused.count())
    return True


def _count_failure(user: User, factor: SecondFactor, *, now: datetime) -> CodeAnswer:
    factor.failures += 1
    beyond = factor.failures - FAILURES_ALLOWED
    if beyond >= 0:
        wait = min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT)
        factor.closed_until_at = now + wait
        office_id = user.home_office_id(on=timezone.localdate(now))
        audit.record(user, "user.code_closed", user, office_id=office_id)
    factor.save()
    return CodeAnswer.CLOSED if beyond >= 0 else CodeAnswer.WRONG
