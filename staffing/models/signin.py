"""How people prove who they are: sessions, second factor, recovery codes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def idle_time() -> timedelta:
    """How long nothing may be done before a session ends."""
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own sessions."""
        return self.filter(user=user)

    def alive(self, now: datetime):
        """Sessions that neither their age nor idleness has ended."""
        return self.filter(expires_at__gt=now, seen_at__gt=now - idle_time())


class Session(models.Model):
    """One sign-in on one device (ログイン); the key itself stands only in the browser's cookie."""

    key_digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions"
    )
    data = models.TextField(blank=True)
    device = models.CharField(_("device"), max_length=60, blank=True)
    address = models.GenericIPAddressField(_("address in the network"), null=True)
    started_at = models.DateTimeField(_("logged in at"))
    #: The last thing its person did, to the minute.
    seen_at = models.DateTimeField(_("last used"), db_index=True)
    #: When password (and code) were last given: asked again before what is hard to undo.
    confirmed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user} {self.device}"

    def is_alive(self, now: datetime) -> bool:
        """Whether neither age nor idleness has ended it."""
        return self.expires_at > now and self.seen_at > now - idle_time()


class SecondFactor(models.Model):
    """A person's code generator (二段階認証): the app that shows a new code every 30 seconds."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor"
    )
    secret = models.CharField(max_length=64)
    registered_at = models.DateTimeField(_("registered at"))
    #: The 30-second step of the last accepted code: no code is accepted twice.
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    closed_until_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code for the day the phone is lost (リカバリーコード): good once, kept as a digest."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="staffing_recovery_code_once")
        ]

    def __str__(self) -> str:
        return str(self.user)
